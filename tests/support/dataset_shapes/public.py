"""Public collections with a file of labels for each picture, or lists of their own, as their documents lay them out."""

from pathlib import Path

from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, LABELS, WIDTH, put, put_classes, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape

BOTH = list(zip(LABELS, BOXES, strict=True))
APPLE, PEAR = BOTH
OUTSIDE = (WIDTH, HEIGHT)


def as_text(box: tuple[float, ...]) -> str:
    """Numbers as most programs write them."""
    return " ".join(f"{value:.2f}" for value in box)


def to_size(box: tuple[float, ...]) -> tuple[float, ...]:
    """Left, top, width, height."""
    return box[0], box[1], box[2] - box[0], box[3] - box[1]


def kitti_lines(extra: str = "", score: str = "") -> str:
    """Both things, and what does not count."""
    rest = f"1.65 1.67 3.64 -0.65 1.71 46.70 -1.59{score}"
    rows = [f"{name} 0.00 {place} -1.58 {as_text(box)} {rest}" for place, (name, box) in enumerate(BOTH)]
    return "\n".join([*rows, *([extra] if extra else []), ""])


DONT_CARE = "DontCare -1 -1 -10 503.89 169.71 590.61 190.13 -1 -1 -1 -1000 -1000 -1000 -10"


@shape(
    "public/kitti",
    "KITTI object development kit, readme.txt: training/label_2, image_2, calib",
    Reads(
        "detection",
        8,
        LABELS,
        things=16,
        boxes={"training/image_2/000003.png": BOTH},
        said=("regions_ignored", "picture_unlisted"),
    ),
)
def build_kitti(folder: Path) -> None:
    for number in range(8):
        put(folder / f"training/image_2/{number:06}.png", number)
        write(folder / f"training/label_2/{number:06}.txt", kitti_lines(DONT_CARE if number == 0 else ""))
        write(
            folder / f"training/calib/{number:06}.txt", "P0: 7.215377e+02 0.0 6.0e+02 0.0\nR0_rect: 9.9e-01 9.8e-03\n"
        )
        put(folder / f"testing/image_2/{number:06}.png", 100 + number)


@shape(
    "public/kitti_tao",
    "NVIDIA TAO Toolkit, Object Detection – KITTI Format: images and labels, zeros for what is not known",
    Reads("detection", 6, ("traffic light", "apple"), things=12),
)
def build_kitti_tao(folder: Path) -> None:
    zeros = "0.0 0.0 0.0 0.0 0.0 0.0 0.0"
    for number in range(6):
        put(folder / f"images/{number}.jpg", number)
        rows = [f"{name} 0.0 0 0.0 {as_text(box)} {zeros}" for name, box in zip(("apple", "traffic light"), BOXES)]
        write(folder / f"labels/{number}.txt", "\r\n".join(rows))


@shape(
    "public/kitti_roboflow",
    "Roboflow: text files beside nothing but their pictures, train/valid/test",
    Reads("detection", 9, LABELS, parts=(5, 2, 2), things=18, boxes={"valid/images/v0.jpg": BOTH}),
)
def build_kitti_roboflow(folder: Path) -> None:
    for part, count in (("train", 5), ("valid", 2), ("test", 2)):
        for number in range(count):
            put(folder / f"{part}/images/{part[0]}{number}.jpg", 10 * count + number)
            write(folder / f"{part}/labels/{part[0]}{number}.txt", kitti_lines())
    write(folder / "README.roboflow.txt", "Roboflow export in KITTI format\n")


@shape(
    "public/kitti_scores",
    "KITTI: a detector's results have a score at the end",
    Reads("detection", 4, LABELS, things=8),
)
def build_kitti_scores(folder: Path) -> None:
    for number in range(4):
        put(folder / f"图片/{number}.jpg", number)
        write(folder / f"标注/{number}.txt", kitti_lines(score=" 0.93"))


def dota_line(name: str, box: tuple[float, ...], rest: str = " 0") -> str:
    """The four corners of a box, from the upper left on."""
    x1, y1, x2, y2 = box
    return f"{x1} {y1} {x2} {y1} {x2} {y2} {x1} {y2} {name}{rest}"


@shape(
    "public/dota",
    "DOTA, Data Format: imagesource and gsd, then x1 y1 … x4 y4 category difficult",
    Reads(
        "instance", 8, ("small-vehicle", "plane"), parts=(6, 2, 0), things=16,
        boxes={"train/images/P0001.png": [("plane", BOXES[0]), ("small-vehicle", BOXES[1])]},
    ),
)  # fmt: skip
def build_dota(folder: Path) -> None:
    for part, count in (("train", 6), ("val", 2)):
        for number in range(count):
            name = f"P{number + (1000 if part == 'val' else 0):04}"
            put(folder / f"{part}/images/{name}.png", 10 * count + number)
            rows = [dota_line("plane", BOXES[0]), dota_line("small-vehicle", BOXES[1], " 1")]
            write(folder / f"{part}/labelTxt/{name}.txt", "\n".join(["imagesource:GoogleEarth", "gsd:0.146343", *rows]))


@shape("public/dota_gsd_null", "DOTA v1.5: 'gsd:null' and no difficulty", Reads("instance", 4, ("ship",), things=4))
def build_dota_null(folder: Path) -> None:
    for number in range(4):
        put(folder / f"images/P{number}.png", number)
        write(folder / f"labelTxt/P{number}.txt", f"imagesource:\ngsd:null\n{dota_line('ship', BOXES[0], '')}\n")


def visdrone_line(box: tuple[float, ...], category: int, counts: int = 1, comma: str = "") -> str:
    """A line of VisDrone-DET."""
    return ",".join(f"{value:.0f}" for value in to_size(box)) + f",{counts},{category},0,1{comma}"


@shape(
    "public/visdrone",
    "VisDrone2019-DET toolkit, README: images, annotations of eight fields; category 0 is ignored",
    Reads(
        "detection", 6, ("pedestrian", "car"), parts=(4, 2, 0), things=12, said=("regions_ignored",),
        boxes={"VisDrone2019-DET-train/images/0000001_0.jpg": [("pedestrian", BOXES[0]), ("car", BOXES[1])]},
    ),
)  # fmt: skip
def build_visdrone(folder: Path) -> None:
    for part, count in (("train", 4), ("val", 2)):
        for number in range(count):
            name = f"VisDrone2019-DET-{part}"
            stem = f"000000{count % 3}_{number}"
            put(folder / f"{name}/images/{stem}.jpg", 10 * count + number)
            rows = [visdrone_line(BOXES[0], 1), visdrone_line(BOXES[1], 4, comma=",")]
            rows += [visdrone_line((0, 0, 20, 20), 0, counts=0)] if number == 0 else []
            write(folder / f"{name}/annotations/{stem}.txt", "\n".join(rows))


def put_sequence(folder: Path, frames: int, first: int, rows: str, labels: str = "") -> None:
    """A sequence of MOT Challenge."""
    for frame in range(1, frames + 1):
        put(folder / f"img1/{frame:06}.jpg", first + frame)
    write(folder / "gt/gt.txt", rows)
    write(folder / "det/det.txt", "1,-1,3,3,30,30,0.9,-1,-1,-1\n" * 3)
    write(folder / "seqinfo.ini", f"[Sequence]\nname={folder.name}\nimDir=img1\nframeRate=30\nseqLength={frames}\n")
    if labels:
        write(folder / "gt/labels.txt", labels)


def mot_rows(frames: int, rest: tuple[str, str] = ("1,1,0.86", "1,3,0.5")) -> str:
    """Both things in each frame."""
    return "".join(
        f"{frame},{track},{','.join(f'{value:g}' for value in to_size(box))},{rest[track - 1]}\n"
        for frame in range(1, frames + 1)
        for track, box in enumerate(BOXES, 1)
    )


@shape(
    "public/mot17",
    "MOTChallenge, devkit: train/MOT17-02/gt/gt.txt of nine fields, img1, seqinfo.ini, det/det.txt",
    Reads(
        "detection", 7, ("pedestrian", "car"), things=14, said=("regions_ignored",),
        boxes={"train/MOT17-04/img1/000002.jpg": [("pedestrian", BOXES[0]), ("car", BOXES[1])]},
    ),
)  # fmt: skip
def build_mot(folder: Path) -> None:
    put_sequence(folder / "train/MOT17-02", 4, 0, mot_rows(4) + "1,9,5,5,20,20,0,7,1\n")
    put_sequence(folder / "train/MOT17-04", 3, 50, mot_rows(3))


@shape("public/mot15", "MOT15: ten fields, -1 for what is not known", Reads("detection", 4, ("pedestrian",), things=8))
def build_mot15(folder: Path) -> None:
    put_sequence(folder / "TUD-Campus", 4, 0, mot_rows(4, ("1,-1,-1,-1", "1,-1,-1,-1")))


@shape(
    "public/mot_cvat",
    "CVAT, MOT sequence: gt/labels.txt names the classes",
    Reads("detection", 3, LABELS, things=6, boxes={"img1/000001.jpg": BOTH}),
)
def build_mot_cvat(folder: Path) -> None:
    put_sequence(folder, 3, 0, mot_rows(3, ("1,1,1.0", "1,2,1.0")), "apple\npear\n")


@shape(
    "public/mots", "MOTS: time, id, class, height, width, run lengths", Refused("collection_masks", ("MOTS", "COCO"))
)
def build_mots(folder: Path) -> None:
    put_sequence(folder / "0002", 3, 0, "1 2001 2 120 160 WSV:2d;1O10000O10000O1O100O100O1O100O1000000000000000O\n" * 3)


@shape("public/ua_detrac", "UA-DETRAC toolkit: XML of a sequence", Refused("foreign_export", ("UA-DETRAC", "COCO")))
def build_detrac(folder: Path) -> None:
    for number in range(3):
        put(folder / f"Insight-MVT_Annotation_Train/MVI_20011/img{number + 1:05}.jpg", number)
    target = '<target id="1"><box left="20" top="15" width="50" height="50"/><attribute vehicle_type="car"/></target>'
    frames = f'<frame density="1" num="1"><target_list>{target}</target_list></frame>'
    head = '<sequence name="MVI_20011"><sequence_attribute camera_state="unstable"/>'
    write(folder / "DETRAC-Train-Annotations-XML/MVI_20011.xml", f"<?xml version='1.0'?>{head}{frames}</sequence>")


@shape(
    "public/oidv4",
    "OIDv4_ToolKit, README: OID/Dataset/train/Apple/Label/<id>.txt with pixels",
    Reads(
        "detection", 9, ("Apple", "Human face"), parts=(6, 3, 0), things=9,
        boxes={"OID/Dataset/train/Apple/a0.jpg": [("Apple", BOXES[0])]},
    ),
)  # fmt: skip
def build_oidv4(folder: Path) -> None:
    for part, count in (("train", 3), ("validation", 3)):
        for place, name in enumerate(("Apple", "Human face") if part == "train" else ("Apple",)):
            for number in range(count):
                stem = f"{'av'[part != 'train']}{number}" if name == "Apple" else f"f{number}"
                put(folder / f"OID/Dataset/{part}/{name}/{stem}.jpg", 30 * place + 10 * len(part) + number)
                text = f"{name} {as_text(BOXES[place])}\n"
                write(folder / f"OID/Dataset/{part}/{name}/Label/{stem}.txt", text)
    write(folder / "OID/csv_folder/class-descriptions-boxable.csv", "/m/014j1m,Apple\n/m/0dzct,Human face\n")


@shape(
    "public/map_ground_truth",
    "Cartucho/mAP, README: ground-truth/<image>.txt with '<class> <left> <top> <right> <bottom> [difficult]'",
    Reads("detection", 5, LABELS, things=10, boxes={"images-optional/i0.jpg": BOTH}),
)
def build_map(folder: Path) -> None:
    for number in range(5):
        put(folder / f"images-optional/i{number}.jpg", number)
        text = f"apple {as_text(BOXES[0])} difficult\npear {as_text(BOXES[1])}\n"
        write(folder / f"ground-truth/i{number}.txt", text)


def wider_block(name: str, boxes: tuple, rest: str = "0 0 0 0 0 0") -> str:
    """A picture of WIDER FACE's list."""
    rows = [" ".join(f"{value:.0f}" for value in to_size(box)) + f" {rest} " for box in boxes]
    return "\n".join([name, str(len(boxes)), *(rows or ["0 0 0 0 0 0 0 0 0 0 "]), ""])


@shape(
    "public/wider_face",
    "WIDER FACE, readme.txt of wider_face_split; 0 faces are followed by a line of zeros",
    Reads(
        "detection", 8, ("face",), parts=(6, 2, 0), things=13, said=("regions_ignored",),
        boxes={
            "WIDER_train/images/0--Parade/0_Parade_0.jpg": [("face", box) for box in BOXES],
            "WIDER_train/images/1--Handshaking/1_x_1.jpg": [],
        },
    ),
)  # fmt: skip
def build_wider(folder: Path) -> None:
    train, val = [], []
    for number in range(3):
        for event in ("0--Parade/0_Parade_", "1--Handshaking/1_x_"):
            put(folder / f"WIDER_train/images/{event}{number}.jpg", 10 * len(event) + number)
            empty = event.startswith("1") and number == 1
            train.append(wider_block(f"{event}{number}.jpg", () if empty else BOXES))
    for number in range(2):
        put(folder / f"WIDER_val/images/0--Parade/0_val_{number}.jpg", 500 + number)
        rows = wider_block(f"0--Parade/0_val_{number}.jpg", BOXES[:1], "0 0 0 0 0 0")
        val.append(
            rows if number else rows.replace("\n1\n", "\n3\n") + "5 5 9 9 2 0 0 1 0 0 \n80 30 60 70 1 0 0 0 0 0 \n"
        )
    write(folder / "wider_face_split/wider_face_train_bbx_gt.txt", "".join(train))
    write(folder / "wider_face_split/wider_face_val_bbx_gt.txt", "".join(val))
    write(folder / "wider_face_split/readme.txt", "Attached the mappings between attribute names and label values.\n")


@shape(
    "public/cub200",
    "CUB-200-2011, README: images.txt, image_class_labels.txt, bounding_boxes.txt, train_test_split.txt",
    Reads(
        "detection", 12, ("001.Black_footed_Albatross", "002.Laysan_Albatross"), things=12,
        boxes={
            "CUB_200_2011/images/002.Laysan_Albatross/Laysan_1.jpg": [("002.Laysan_Albatross", BOXES[1])]
        },
        check=lambda found: _assert_tests(found, 4),
    ),
)  # fmt: skip
def build_cub(folder: Path) -> None:
    names, lists = (
        ("001.Black_footed_Albatross", "002.Laysan_Albatross"),
        {"images": [], "labels": [], "boxes": [], "split": []},
    )
    for place, name in enumerate(names):
        for number in range(6):
            at, path = 6 * place + number + 1, f"{name}/{name[4:].split('_')[0]}_{number}.jpg"
            put(folder / f"CUB_200_2011/images/{path}", at)
            lists["images"].append(f"{at} {path}")
            lists["labels"].append(f"{at} {place + 1}")
            lists["boxes"].append(f"{at} " + " ".join(f"{value:.1f}" for value in to_size(BOXES[place])))
            lists["split"].append(f"{at} {int(number < 4)}")
    files = {"images": "images.txt", "labels": "image_class_labels.txt", "boxes": "bounding_boxes.txt"}
    for key, file in {**files, "split": "train_test_split.txt"}.items():
        write(folder / "CUB_200_2011" / file, "\n".join(lists[key]) + "\n")
    write(folder / "CUB_200_2011/classes.txt", "".join(f"{n} {name}\n" for n, name in enumerate(names, 1)))
    write(folder / "CUB_200_2011/attributes/attributes.txt", "1 has_bill_shape::curved\n")
    write(folder / "CUB_200_2011/parts/parts.txt", "1 back\n2 beak\n")


def _assert_tests(found, count: int) -> None:
    assert sum(item.split == "test" for item in found.items) == count


@shape(
    "public/keras_yolo",
    "qqwweee/keras-yolo3, README: 'path x1,y1,x2,y2,class …' in a line; voc_classes.txt",
    Reads(
        "detection", 8, LABELS, parts=(6, 2, 0), things=14,
        boxes={"VOCdevkit/VOC2007/JPEGImages/k0.jpg": BOTH, "VOCdevkit/VOC2007/JPEGImages/k1.jpg": []},
    ),
)  # fmt: skip
def build_keras_yolo(folder: Path) -> None:
    rows = {"train": [], "val": []}
    for number in range(8):
        put(folder / f"VOCdevkit/VOC2007/JPEGImages/k{number}.jpg", number)
        things = [",".join(f"{value:.0f}" for value in box) + f",{place}" for place, box in enumerate(BOXES)]
        path = f"D:\\我的 项目\\VOCdevkit/VOC2007/JPEGImages/k{number}.jpg"
        rows["train" if number < 6 else "val"].append(" ".join([path, *(things if number != 1 else [])]))
    for part, lines in rows.items():
        write(folder / f"2007_{part}.txt", "\n".join(lines))
    write(folder / "model_data/voc_classes.txt", "apple\npear\n")


@shape("public/svhn_full", "SVHN, Format 1: digitStruct.mat", Refused("foreign_arrays", ("SVHN",)))
def build_svhn(folder: Path) -> None:
    for number in range(4):
        put(folder / f"train/{number + 1}.png", number)
    write(folder / "train/digitStruct.mat", b"MATLAB 7.3 MAT-file" + bytes(200))


@shape("public/svhn_cropped", "SVHN, Format 2: train_32x32.mat alone", Refused("foreign_arrays", ("SVHN",)))
def build_svhn_cropped(folder: Path) -> None:
    write(folder / "train_32x32.mat", b"MATLAB 5.0 MAT-file" + bytes(200))


@shape("public/flowers102", "Oxford 102 Flowers: jpg, imagelabels.mat", Refused("foreign_arrays", ("Flowers-102",)))
def build_flowers(folder: Path) -> None:
    for number in range(4):
        put(folder / f"jpg/image_{number:05}.jpg", number)
    write(folder / "imagelabels.mat", b"MATLAB 5.0 MAT-file" + bytes(200))
    write(folder / "setid.mat", b"MATLAB 5.0 MAT-file" + bytes(200))


@shape("public/lfw", "LFW: a folder for each person", Reads("classification", 12, ("Aaron_Eckhart", "Zhang_Ziyi")))
def build_lfw(folder: Path) -> None:
    put_classes(folder / "lfw-deepfunneled", 6, ("Aaron_Eckhart", "Zhang_Ziyi"))


@shape("public/caltech256", "Caltech-256: 001.ak47", Reads("classification", 12, ("001.ak47", "257.clutter")))
def build_caltech(folder: Path) -> None:
    put_classes(folder / "256_ObjectCategories", 6, ("001.ak47", "257.clutter"))


@shape(
    "public/stanford_dogs",
    "Stanford Dogs: Images/n02085620-Chihuahua, Annotation without endings",
    Reads("classification", 12, ("n02085620-Chihuahua", "n02085782-Japanese_spaniel")),
)
def build_dogs(folder: Path) -> None:
    names = ("n02085620-Chihuahua", "n02085782-Japanese_spaniel")
    put_classes(folder / "Images", 6, names)
    for name in names:
        box = "<bndbox><xmin>20</xmin><ymin>15</ymin><xmax>70</xmax><ymax>65</ymax></bndbox>"
        for number in range(6):
            text = f"<annotation><object><name>{name[10:]}</name>{box}</object></annotation>"
            write(folder / f"Annotation/{name}/{name}{number}", text)
