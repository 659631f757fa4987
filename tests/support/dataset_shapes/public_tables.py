"""Tables of boxes as programs and competitions write them, and those that have no single right reading."""

from pathlib import Path

from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, LABELS, WIDTH, put, write
from tests.support.dataset_shapes.public import BOTH, to_size
from tests.support.dataset_shapes.shape import Reads, Refused, shape

GUESSED = ("box_table_read",)  # what is said where the names of the columns leave something open
SIZE = f"{WIDTH},{HEIGHT}"


def to_shares(box: tuple[float, ...]) -> tuple[float, ...]:
    """Two numbers or four, across and down, in shares of the picture."""
    return tuple(value / (HEIGHT if place % 2 else WIDTH) for place, value in enumerate(box))


def to_center(box: tuple[float, ...]) -> tuple[float, ...]:
    """Center, width, height."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box[2] - box[0], box[3] - box[1]


def cells(box: tuple[float, ...], mark: str = ",") -> str:
    return mark.join(f"{value:.6g}" for value in box)


def rows(count: int, row: str, change=tuple, start: str = "i", first: int = 0, mark: str = ",") -> list[str]:
    """Both things of each picture. row: with {image}, {label} and {box}; change: of a box."""
    return [
        row.format(image=f"{start}{number}.jpg", stem=f"{start}{number}", label=label, box=cells(change(box), mark))
        for number in range(first, first + count)
        for label, box in BOTH
    ]


def put_table(
    folder: Path, table: str, lines: list[str], images: str = "images", count: int = 6, start: str = "i"
) -> None:
    """Pictures and the table of their things."""
    for number in range(count):
        put(folder / images / f"{start}{number}.jpg", 40 * len(start + table) + number)
    write(folder / table, "\n".join([*lines, ""]))


def read(images: str = "images", said: tuple[str, ...] = (), count: int = 6) -> Reads:
    """Both things in each of six pictures."""
    at = f"{images}/i1.jpg".lstrip("/")
    return Reads("detection", count, LABELS, things=2 * count, boxes={at: BOTH}, said=said)


@shape(
    "tables/tensorflow",
    "TensorFlow Object Detection, datitran/raccoon_dataset: data/train_labels.csv, test_labels.csv and all of them",
    Reads("detection", 8, LABELS, things=16, boxes={"images/i1.jpg": BOTH}, check=lambda found: _has_tests(found, 2)),
)
def build_tensorflow(folder: Path) -> None:
    head, row = "filename,width,height,class,xmin,ymin,xmax,ymax", "{image}," + SIZE + ",{label},{box}"
    put_table(folder, "data/train_labels.csv", [head, *rows(6, row)], count=8)
    write(folder / "data/test_labels.csv", "\n".join([head, *rows(2, row, first=6)]))


def _has_tests(found, count: int) -> None:
    assert sum(item.split == "test" for item in found.items) == count


@shape(
    "tables/roboflow",
    "Roboflow, Tensorflow CSV: train/_annotations.csv beside the pictures",
    Reads("detection", 10, LABELS, parts=(6, 2, 2), things=20, boxes={"train/i1.jpg": BOTH}),
)
def build_roboflow(folder: Path) -> None:
    head, row = "filename,width,height,class,xmin,ymin,xmax,ymax", "{image}," + SIZE + ",{label},{box}"
    for part, count, start in (("train", 6, "i"), ("valid", 2, "v"), ("test", 2, "t")):
        lines = [head, *rows(count, row, start=start)]
        put_table(folder, f"{part}/_annotations.csv", lines, part, count, start)
    write(folder / "README.dataset.txt", "fruits > 2024\n")


@shape("tables/retinanet", "fizyr/keras-retinanet, CSV datasets: no header, classes.csv", read(said=GUESSED))
def build_retinanet(folder: Path) -> None:
    put_table(folder, "annotations.csv", rows(6, "/data/imgs/{image},{box},{label}"))
    write(folder / "classes.csv", "pear,0\napple,1\n")


@shape(
    "tables/retinanet_empty",
    "fizyr/keras-retinanet: 'path/to/image.jpg,,,,,' is a picture without things",
    Reads("detection", 6, LABELS, things=10, boxes={"images/i0.jpg": BOTH, "images/i5.jpg": []}),
)
def build_retinanet_empty(folder: Path) -> None:
    put_table(folder, "train_annots.csv", ["images/i5.jpg,,,,,", *rows(5, "images/{image},{box},{label}")])
    write(folder / "classes.csv", "apple,0\npear,1\n")


@shape(
    "tables/automl",
    "Google AutoML Vision, CSV: set,path,label,xmin,ymin,,,xmax,ymax,, in shares",
    Reads(
        "detection", 8, LABELS, parts=(5, 2, 1), things=16, boxes={"images/i1.jpg": BOTH}, said=("box_table_read",)
    ),
)  # fmt: skip
def build_automl(folder: Path) -> None:
    lines = []
    for number in range(8):
        part = "TRAIN" if number < 5 else "VALIDATION" if number < 7 else "TEST"
        for label, box in BOTH:
            x1, y1, x2, y2 = (f"{value:.6f}" for value in to_shares(box))
            lines.append(f"{part},gs://bucket/images/i{number}.jpg,{label},{x1},{y1},,,{x2},{y2},,")
    put_table(folder, "export.csv", lines, count=8)


@shape("tables/automl_four_corners", "Google AutoML Vision: all four corners", read(said=GUESSED))
def build_automl_four(folder: Path) -> None:
    lines = []
    for number in range(6):
        for label, box in BOTH:
            x1, y1, x2, y2 = (f"{value:.6f}" for value in to_shares(box))
            lines.append(f"UNASSIGNED,gs://b/i{number}.jpg,{label},{x1},{y1},{x2},{y1},{x2},{y2},{x1},{y2}")
    put_table(folder, "import.csv", lines)


@shape("tables/makesense", "makesense.ai, single CSV: label,x,y,w,h,image,width,height, no header", read())
def build_makesense(folder: Path) -> None:
    put_table(folder, "labels_my-project_2024-05-01.csv", rows(6, "{label},{box},{image}," + SIZE, to_size))


@shape(
    "tables/open_images",
    "Open Images V6, Box format: ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,…; class descriptions",
    Reads(
        "detection", 8, ("Apple", "Pear"), parts=(5, 2, 1), things=16, said=("coco_crowd", "box_table_read"),
        boxes={"train/i1.jpg": [("Apple", BOXES[0]), ("Pear", BOXES[1])]},
    ),
)  # fmt: skip
def build_open_images(folder: Path) -> None:
    head = (
        "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside"
    )
    numbers = {"apple": "/m/014j1m", "pear": "/m/061_f"}
    for part, span in (("train", range(5)), ("validation", range(5, 7)), ("test", range(7, 8))):
        lines = [head]
        for number in span:
            put(folder / f"{part}/i{number}.jpg", number)
            for label, box in BOTH:
                x1, y1, x2, y2 = to_shares(box)
                lines.append(f"i{number},xclick,{numbers[label]},1,{x1},{x2},{y1},{y2},0,0,0,0,0")
        if part == "train":
            lines.append("i0,xclick,/m/014j1m,1,0.1,0.9,0.1,0.9,0,0,1,0,0")
        name = "oidv6-train-annotations-bbox.csv" if part == "train" else f"{part}-annotations-bbox.csv"
        write(folder / name, "\n".join(lines))
    write(folder / "class-descriptions-boxable.csv", "/m/014j1m,Apple\n/m/061_f,Pear\n/m/0k4j,Car\n")


@shape(
    "tables/open_images_labels",
    "Open Images, image labels: ImageID,Source,LabelName,Confidence; 0 is a label that is verified to be absent",
    Reads("multi_label", 6, ("Apple", "Pear"), check=lambda found: _has_tags(found, ("Apple",))),
)
def build_open_images_labels(folder: Path) -> None:
    lines = ["ImageID,Source,LabelName,Confidence"]
    for number in range(6):
        put(folder / f"train/i{number}.jpg", number)
        lines.append(f"i{number},verification,/m/014j1m,1")
        lines.append(f"i{number},verification,/m/061_f,{int(number > 0)}")
    write(folder / "train-annotations-human-imagelabels.csv", "\n".join(lines))
    write(folder / "oidv7-class-descriptions.csv", "LabelName,DisplayName\n/m/014j1m,Apple\n/m/061_f,Pear\n")


def _has_tags(found, tags: tuple[str, ...]) -> None:
    assert next(item for item in found.items if item.path.name == "i0.jpg").tags == tags


@shape(
    "tables/global_wheat",
    "Kaggle Global Wheat Detection: image_id,width,height,bbox,source with '[834.0, 222.0, 56.0, 36.0]'",
    Reads(
        "detection", 6, ("object",), things=12, said=("box_table_read", "box_table_no_label"),
        boxes={"train/i1.jpg": [("object", box) for box in BOXES]},
    ),
)  # fmt: skip
def build_wheat(folder: Path) -> None:
    lines = ["image_id,width,height,bbox,source"]
    lines += [
        line.replace("L", '"').replace("R", '"') for line in rows(6, "{stem}," + SIZE + ",L[{box}]R,usask_1", to_size)
    ]
    put_table(folder, "train.csv", lines, "train")


@shape(
    "tables/imagenet_loc",
    "Kaggle ImageNet Object Localization: ImageId,PredictionString; LOC_synset_mapping.txt",
    Reads(
        "detection", 6, ("tench", "goldfish"), things=12, boxes={
            "ILSVRC/Data/CLS-LOC/val/i1.jpg": [("tench", BOXES[0]), ("goldfish", BOXES[1])]
        },
    ),
)  # fmt: skip
def build_imagenet_loc(folder: Path) -> None:
    numbers = ("n01440764", "n01443537")
    value = " ".join(f"{name} {cells(box, ' ')}" for name, box in zip(numbers, BOXES)) + " "
    lines = ["ImageId,PredictionString", *(f"i{number},{value}" for number in range(6))]
    put_table(folder, "LOC_val_solution.csv", lines, "ILSVRC/Data/CLS-LOC/val")
    write(folder / "LOC_synset_mapping.txt", "n01440764 tench, Tinca tinca\nn01443537 goldfish, Carassius auratus\n")


@shape("tables/size_xywh", "A spreadsheet: image,x,y,w,h,label", read(said=GUESSED))
def build_xywh(folder: Path) -> None:
    put_table(folder, "boxes.csv", ["image,x,y,w,h,label", *rows(6, "{image},{box},{label}", to_size)])


@shape("tables/center_by_name", "A spreadsheet: label,cx,cy,w,h,file_name, with semicolons", read())
def build_center(folder: Path) -> None:
    head = "label;cx;cy;w;h;file_name"
    put_table(folder, "boxes.csv", [head, *rows(6, "{label};{box};images\\{image}", to_center, mark=";")])


@shape("tables/center_shares", "YOLO's numbers in a table: x_center,y_center,width,height", read(said=GUESSED))
def build_center_shares(folder: Path) -> None:
    head = "filename,class,x_center,y_center,width,height"
    lines = rows(6, "{image},{label},{box}", lambda box: to_shares(to_center(box)))
    put_table(folder, "yolo.csv", [head, *lines])


@shape("tables/corners_shares", "x_min… in shares, tabs, a byte order mark", read(said=GUESSED))
def build_corners_shares(folder: Path) -> None:
    head = "\ufeffImage Name\tX_min\tY_min\tX_max\tY_max\tClass Name"
    put_table(folder, "boxes.tsv", [head, *rows(6, "{image}\t{box}\t{label}", to_shares, mark="\t")])


@shape("tables/chinese", "A spreadsheet with Chinese names of columns", read("图片"))
def build_chinese(folder: Path) -> None:
    put_table(folder, "标注.csv", ["图片名,类别,左,上,宽,高", *rows(6, "{image},{label},{box}", to_size)], "图片")


@shape("tables/chinese_gbk", "The same, saved by Excel in GBK with CRLF", read("图片"))
def build_chinese_gbk(folder: Path) -> None:
    lines = ["图片名称,左上x,左上y,右下x,右下y,标签", *rows(6, "{image},{box},{label}"), ""]
    put_table(folder, "标注表.csv", [], "图片")
    write(folder / "标注表.csv", "\r\n".join(lines).encode("gbk"))


@shape("tables/list_of_corners", "bbox as '[xmin, ymin, xmax, ymax]'", read(said=GUESSED))
def build_list(folder: Path) -> None:
    put_table(folder, "train.csv", ["image_id,label,bbox", *rows(6, '{stem},{label},"[{box}]"')])


@shape("tables/shuffled", "TensorFlow's names in another order, with columns that say nothing", read())
def build_shuffled(folder: Path) -> None:
    head = "id,xmax,ymax,class_name,xmin,ymin,comment,image_path"
    lines = [head]
    for number in range(6):
        for label, (x1, y1, x2, y2) in BOTH:
            lines.append(f'{number},{x2:g},{y2:g},{label},{x1:g},{y1:g},"good, sharp",./images/i{number}.jpg')
    put_table(folder, "export 2.csv", lines)


@shape("tables/in_two_folders", "The same set wrapped, with what macOS adds", read("fruits/fruits/images"))
def build_wrapped(folder: Path) -> None:
    lines = ["filename,width,height,class,xmin,ymin,xmax,ymax", *rows(6, "{image}," + SIZE + ",{label},{box}")]
    put_table(folder / "fruits/fruits", "annotations/all.csv", lines)
    write(folder / "__MACOSX/fruits/fruits/images/._i0.jpg", b"\0\5\x16\7")
    write(folder / "fruits/fruits/notebook.ipynb", '{"cells": []}')


@shape(
    "tables/size_differs",
    "Pictures made smaller after they were labeled: the table says another size",
    Reads("detection", 4, LABELS, said=("label_size_differs",)),
)
def build_size_differs(folder: Path) -> None:
    row = f"{{image}},{2 * WIDTH},{2 * HEIGHT},{{label}},{{box}}"
    put_table(folder, "labels.csv", ["filename,width,height,class,xmin,ymin,xmax,ymax", *rows(4, row)], count=4)


@shape(
    "tables/missing_and_odd",
    "Rows of pictures that are not there, without label, without numbers; pictures without rows",
    Reads(
        "detection", 4, LABELS, things=8,
        said=("picture_not_there", "picture_unlisted", "box_no_numbers", "shape_no_label", "table_odd_rows"),
    ),
)  # fmt: skip
def build_missing(folder: Path) -> None:
    lines = ["filename,class,xmin,ymin,xmax,ymax", *rows(4, "{image},{label},{box}")]
    lines += ["gone.jpg,apple,1,1,9,9", "i0.jpg,,5,5,20,20", "i1.jpg,pear,a,b,c,d", "i2.jpg"]
    put_table(folder, "labels.csv", lines)


@shape(
    "tables/unclear_shares",
    "x,y,w,h in shares of small things in the middle: corner and center both fit",
    Refused("box_table_unclear", ("two ways", "xmin")),
)
def build_unclear(folder: Path) -> None:
    lines = [f"i{number}.jpg,0.5,0.5,0.1,0.1,apple" for number in range(6)]
    put_table(folder, "boxes.csv", ["image,x,y,w,h,label", *lines])


@shape("tables/shares_that_tell", "x,y,w,h in shares: only the center fits", read(said=GUESSED))
def build_told(folder: Path) -> None:
    lines = rows(6, "{image},{box},{label}", lambda box: to_shares(to_center(box)))
    put_table(folder, "boxes.csv", ["image,x,y,w,h,label", *lines])


@shape("tables/class_labels", "image,label alone is a table of labels, no boxes", Reads("classification", 6, LABELS))
def build_labels(folder: Path) -> None:
    lines = [f"i{number}.jpg,{LABELS[number % 2]}" for number in range(6)]
    put_table(folder, "labels.csv", ["image,label", *lines])


@shape(
    "tables/celeba_kaggle",
    "Kaggle CelebA: list_attr_celeba.csv with 1 and -1, list_eval_partition.csv",
    Reads("multi_label", 6, ("Smiling", "Young"), parts=(3, 2, 1), said=("lists_not_read",)),
)
def build_celeba_kaggle(folder: Path) -> None:
    lines = [f"i{number}.jpg,{1 if number % 2 else -1},{-1 if number == 5 else 1}" for number in range(6)]
    put_table(folder, "list_attr_celeba.csv", ["image_id,Smiling,Young", *lines], "img_align_celeba/img_align_celeba")
    parts = [f"i{number}.jpg,{(0, 0, 0, 1, 1, 2)[number]}" for number in range(6)]
    write(folder / "list_eval_partition.csv", "\n".join(["image_id,partition", *parts]))
    write(folder / "list_bbox_celeba.csv", "image_id,x_1,y_1,width,height\ni0.jpg,95,71,226,313\n")


@shape(
    "tables/celeba",
    "CelebA: Anno/list_attr_celeba.txt with the number of pictures in its first line",
    Reads("multi_label", 6, ("Smiling", "Young"), parts=(3, 2, 1)),
)
def build_celeba(folder: Path) -> None:
    lines = [f"i{number}.jpg  {1 if number % 2 else -1} {-1 if number == 5 else ' 1'}" for number in range(6)]
    put_table(folder, "Anno/list_attr_celeba.txt", ["6", "Smiling Young ", *lines], "Img/img_align_celeba")
    parts = [f"i{number}.jpg {(0, 0, 0, 1, 1, 2)[number]}" for number in range(6)]
    write(folder / "Eval/list_eval_partition.txt", "\n".join(parts))
    write(folder / "Anno/identity_CelebA.txt", "i0.jpg 2880\n")


@shape("tables/bare_sizes", "RetinaNet's columns, filled with left, top, width and height", read(said=GUESSED))
def build_bare_sizes(folder: Path) -> None:
    put_table(folder, "annotations.csv", rows(6, "images/{image},{box},{label}", to_size))


@shape(
    "tables/yolo_with_a_table",
    "YOLO's files of labels, and a table that was made of them: the files count",
    Reads("detection", 6, LABELS, things=12, boxes={"images/i1.jpg": BOTH}),
)
def build_yolo_and_table(folder: Path) -> None:
    put_table(folder, "stats.csv", ["filename,class,xmin,ymin,xmax,ymax", *rows(3, "{image},{label},{box}")])
    for number in range(6):
        shares = [to_shares(to_center(box)) for box in BOXES]
        write(folder / f"labels/i{number}.txt", "".join(f"{n} {cells(box, ' ')}\n" for n, box in enumerate(shares)))
    write(folder / "classes.txt", "apple\npear\n")
    write(folder / "train.txt", "".join(f"images/i{number}.jpg\n" for number in range(6)))


@shape(
    "tables/numbers_of_a_list",
    "Class numbers from 0 on, and classes.txt",
    Reads("detection", 6, LABELS, things=12, boxes={"images/i1.jpg": BOTH}),
)
def build_numbered(folder: Path) -> None:
    lines = [line.replace("apple", "0").replace("pear", "1") for line in rows(6, "{image},{box},{label}")]
    put_table(folder, "boxes.csv", ["image,x1,y1,x2,y2,class_id", *lines])
    write(folder / "classes.txt", "apple\npear\n")


@shape(
    "tables/numbers_from_one",
    "Class numbers from 1 on fit no list that begins with 0: they stay numbers",
    Reads("detection", 6, ("1", "2"), things=12),
)
def build_numbered_from_one(folder: Path) -> None:
    lines = [line.replace("apple", "1").replace("pear", "2") for line in rows(6, "{image},{box},{label}")]
    put_table(folder, "boxes.csv", ["image,x1,y1,x2,y2,class_id", *lines])
    write(folder / "classes.txt", "apple\npear\n")
