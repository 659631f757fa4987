"""Data sets with boxes as files of XML and JSON: Pascal VOC, COCO, LabelMe."""

import json
from collections.abc import Callable
from pathlib import Path

from sunmao.data.listing import DatasetListing
from tests.support.dataset_shapes.boxes import BOTH
from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, LABELS, WIDTH, put, put_mask, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape

VOC = "host.robots.ox.ac.uk/pascal/VOC/voc2012/devkit_doc.pdf"
COCO = "cocodataset.org/#format-data"
LABELME = "github.com/wkentaro/labelme"


def thing(place: int, more: str = "", box: bool = True) -> str:
    """A thing of every picture as Pascal VOC's element."""
    x1, y1, x2, y2 = BOXES[place]
    corners = f"<bndbox><xmin>{x1}</xmin><ymin>{y1}</ymin><xmax>{x2}</xmax><ymax>{y2}</ymax></bndbox>" if box else ""
    return f"<object><name>{LABELS[place]}</name>{corners}{more}</object>"


def put_voc(folder: Path, inside: str, filename: str = "p{}.jpg", images: str = "JPEGImages", count: int = 6) -> None:
    """`JPEGImages` and `Annotations`, the same things in each."""
    size = f"<size><width>{WIDTH}.0</width><height>{HEIGHT}.0</height><depth>3</depth></size>"
    for number in range(count):
        named = f"<filename>{filename.format(number)}</filename>" if filename else ""
        put(folder / images / f"p{number}.jpg", number)
        write(folder / f"Annotations/p{number}.xml", f"<annotation>{named}{size}{inside}</annotation>")


def shape_voc(name: str, origin: str, right: Reads | Refused, inside: str = thing(0) + thing(1), **how) -> None:
    """A shape that is `put_voc`."""
    shape(f"voc/{name}", origin, right)(lambda folder: put_voc(folder, inside, **how))


def reads(
    *said: str, things: int = 12, task: str = "detection", pictures: int = 6, classes=LABELS, check=None
) -> Reads:
    """Return the right reading of six pictures with both things."""
    return Reads(task, pictures, classes, things=things, said=said, check=check)


def said_nothing(found: DatasetListing) -> None:
    """Nothing was wrong."""
    assert not found.findings


QUIET = reads(check=said_nothing)
X1, Y1, X2, Y2 = BOXES[0]
CORNERS = ((X1, Y1), (X2, Y1), (X2, Y2), (X1, Y2))
shape_voc("plain", VOC, Reads("detection", 6, LABELS, things=12, boxes={"JPEGImages/p0.jpg": BOTH}))
shape_voc("name without ending", "Open Images converters", QUIET, filename="p{}")
shape_voc("name with another ending", "pictures converted later", QUIET, filename="p{}.png")
shape_voc("no name", "hand-made", QUIET, filename="")
shape_voc("pictures beside the files", "LabelImg", QUIET, images="Annotations")
shape_voc("twice", "two exports joined", reads("box_twice"), thing(0) + thing(1) + thing(0))
part = "<part><name>head</name><bndbox><xmin>25</xmin><ymin>20</ymin><xmax>30</xmax><ymax>30</ymax></bndbox></part>"
shape_voc("parts of things", VOC, reads("voc_parts_left_out"), thing(0, part) + thing(1))
web = "".join(f"<pt><x>{x}</x><y>{y}</y></pt>" for x, y in CORNERS)
shape_voc(
    "outlines of the web's LabelMe",
    "github.com/CSAILVision/LabelMeAnnotationTool",
    reads("voc_deleted", things=6, task="instance", classes=("apple",)),
    thing(0, f"<deleted>0</deleted><polygon>{web}</polygon>", box=False) + thing(1, "<deleted>1</deleted>"),
)
flat = "".join(f"<x{n}>{x}</x{n}><y{n}>{y}</y{n}>" for n, (x, y) in enumerate(CORNERS, 1))
shape_voc(
    "outlines of Roboflow",
    "roboflow.com/formats/pascal-voc-xml",
    reads(things=6, task="instance", classes=("apple",)),
    thing(0, f"<polygon>{flat}</polygon>"),
)
turned = "<robndbox><cx>45</cx><cy>40</cy><w>40</w><h>20</h><angle>0.5</angle></robndbox>"
shape_voc(
    "turned boxes",
    "github.com/cgvict/roLabelImg",
    reads("box_rotated", things=6, task="instance", classes=("apple",)),
    thing(0, turned, box=False),
)


@shape("voc/lists of both and of classes", VOC, Reads("detection", 6, LABELS, parts=(3, 1, 2), things=12))
def _build_voc_lists(folder):
    put_voc(folder, thing(0) + thing(1))
    sets = folder / "ImageSets"
    for name, numbers in (("train", (0, 1)), ("trainval", (0, 1, 2, 3)), ("val", (2,)), ("test", (4, 5))):
        write(sets / f"Main/{name}.txt", "".join(f"p{number}\n" for number in numbers))
    write(sets / "Main/apple_train.txt", "".join(f"p{number} {'1' if number < 3 else '-1'}\n" for number in range(6)))
    write(sets / "Segmentation/val.txt", "p0\np1\n")


@shape("voc/lists with numbers behind the names", "Oxford Pets", Reads("detection", 6, LABELS, parts=(3, 1, 2)))
def _build_numbered_lists(folder):
    put_voc(folder, thing(0) + thing(1), count=6)
    write(folder / "trainval.txt", "".join(f"p{number} 1 1 1\n" for number in range(4)))
    write(folder / "val.txt", "p3 1 1 1\n")
    write(folder / "test.txt", "p4 1 1 1\np5 2 1 1\n")


@shape("voc/one name in two folders", "frames of two videos", Reads("detection", 4, LABELS, things=4))
def _build_same_stems(folder):
    for place, video in enumerate(("a", "b")):
        for number in range(2):
            put(folder / f"JPEGImages/{video}/{number}.jpg", 10 * place + number)
            write(folder / f"Annotations/{video}/{number}.xml", f"<annotation><size/>{thing(place)}</annotation>")


@shape("voc/masks called as the pictures", "Oxford-IIIT Pets", reads())
def _build_trimaps(folder):
    put_voc(folder, thing(0) + thing(1), images="images")
    for number in range(6):
        put_mask(folder / f"annotations/trimaps/p{number}.png")


@shape("voc/other xml beside", "a folder of a PyCharm project", reads("voc_other_xml"))
def _build_other_xml(folder):
    put_voc(folder, thing(0) + thing(1))
    write(folder / "project/workspace.xml", "<project><component/></project>")


# COCO.


def make_coco(count: int = 6, **more) -> dict:
    """COCO's lists of both things in each picture."""
    rows = [
        {
            "id": 2 * number + place + 1,
            "image_id": number + 1,
            "category_id": place + 1,
            "bbox": [x1, y1, x2 - x1, y2 - y1],
            "iscrowd": 0,
        }
        for number in range(count)
        for place, (x1, y1, x2, y2) in enumerate(BOXES)
    ]
    images = [{"id": n + 1, "file_name": f"p{n}.jpg", "width": WIDTH, "height": HEIGHT} for n in range(count)]
    names = [{"id": place, "name": label} for place, label in enumerate(LABELS, 1)]
    return {"info": {}, "images": images, "annotations": rows, "categories": names} | more


def put_coco(folder: Path, data, name: str = "annotations/instances_default.json", count: int = 6) -> None:
    """`images` and one file."""
    for number in range(count):
        put(folder / f"images/p{number}.jpg", number)
    write(folder / name, data if isinstance(data, str) else json.dumps(data))


def shape_coco(name: str, right: Reads | Refused, make: Callable[[], object], file: str = "annotations/instances.json"):
    """A shape that is `put_coco`."""
    shape(f"coco/{name}", COCO, right)(lambda folder: put_coco(folder, make(), file))


def _change_rows(**more) -> dict:
    data = make_coco()
    return data | {"annotations": [row | more for row in data["annotations"]]}


def _make_lvis() -> dict:
    data = make_coco()
    address = "http://images.cocodataset.org/train2017/"
    for row in data["images"]:
        row["coco_url"] = address + row.pop("file_name")
    return data


CAPTIONS = [{"id": n, "image_id": n + 1, "caption": "two fruits"} for n in range(6)]
PANOPTIC = [{"image_id": n + 1, "file_name": f"p{n}.png", "segments_info": [{"id": 1}]} for n in range(6)]
shape_coco("plain", Reads("detection", 6, LABELS, things=12, boxes={"images/p0.jpg": BOTH}), make_coco)
shape_coco("lvis", reads("no_validation_set"), _make_lvis, "lvis_v1_train.json")
shape_coco("roboflow", QUIET, make_coco, "images/_annotations.coco.json")
shape_coco("key points", reads("keypoints_not_learned"), lambda: _change_rows(keypoints=[30, 30, 2], num_keypoints=1))
shape_coco("captions", Refused("coco_captions", ("captions",)), lambda: make_coco() | {"annotations": CAPTIONS})
shape_coco("panoptic", Refused("coco_panoptic", ("panoptic",)), lambda: make_coco() | {"annotations": PANOPTIC})
shape_coco("results", Refused("coco_results", ("results",)), lambda: make_coco()["annotations"])
shape_coco(
    "no annotations",
    Refused("coco_missing", ("annotations",)),
    lambda: {key: value for key, value in make_coco().items() if key != "annotations"},
)
shape_coco("cut off", Refused("labels_no_json", ("cut off",)), lambda: json.dumps(make_coco())[:700])
shape_coco("annotations first", QUIET, lambda: dict(reversed(make_coco().items())))
shape_coco("utf-8 with mark", QUIET, lambda: "\ufeff" + json.dumps(make_coco()))
shape_coco(
    "twice",
    reads("box_twice"),
    lambda: make_coco() | {"annotations": [row for row in make_coco()["annotations"] for _ in range(2)]},
)


@shape("coco/captions and test lists beside", COCO, reads("coco_captions", "coco_pictures_only", "coco_same_things"))
def _build_whole_coco(folder):
    put_coco(folder, make_coco(), "annotations/instances_train2017.json")
    write(folder / "annotations/captions_train2017.json", json.dumps(make_coco() | {"annotations": CAPTIONS}))
    write(folder / "annotations/person_keypoints_train2017.json", json.dumps(make_coco()))
    bare = {key: value for key, value in make_coco().items() if key != "annotations"}
    write(folder / "annotations/image_info_test2017.json", json.dumps(bare))


# LabelMe.


def make_labelme(number: int, *shapes: dict, **more) -> dict:
    """A file of LabelMe."""
    about = {"imagePath": f"p{number}.jpg", "imageData": None, "imageHeight": HEIGHT, "imageWidth": WIDTH}
    return {"version": "5.3.1", "flags": {}, "shapes": list(shapes)} | about | more


def rectangle(place: int, label: str | None = None, **more) -> dict:
    """A thing of every picture as LabelMe's shape."""
    x1, y1, x2, y2 = BOXES[place]
    return {"label": label or LABELS[place], "points": [[x1, y1], [x2, y2]], "shape_type": "rectangle", **more}


def shape_labelme(name: str, right: Reads | Refused, *shapes: dict, make: Callable[[int], dict] | None = None) -> None:
    """A shape of pictures with a file of LabelMe beside each."""

    def build(folder: Path) -> None:
        for number in range(6):
            put(folder / f"p{number}.jpg", number)
            data = make(number) if make else make_labelme(number, *(shapes or (rectangle(0), rectangle(1))))
            write(folder / f"p{number}.json", json.dumps(data))

    shape(f"labelme/{name}", LABELME, right)(build)


POINT = {"label": "stem", "points": [[30, 30]], "shape_type": "point"}
TURNED = {"label": "apple", "points": [list(pair) for pair in CORNERS], "shape_type": "rotation", "direction": 0.5}
shape_labelme("plain", Reads("detection", 6, LABELS, things=12, boxes={"p0.jpg": BOTH}))
shape_labelme(
    "labels that are no classes", reads("labelme_ignored"), *map(rectangle, (0, 1)), rectangle(0, "_background_")
)
shape_labelme("points", reads("shape_unknown"), rectangle(0), rectangle(1), POINT)
shape_labelme("twice", reads("box_twice"), rectangle(0), rectangle(1), rectangle(1))
shape_labelme("rotation of X-AnyLabeling", reads(task="instance", things=6, classes=("apple",)), TURNED)
shape_labelme(
    "Windows path",
    QUIET,
    make=lambda n: make_labelme(n, rectangle(0), rectangle(1), imagePath=f"..\\pictures\\p{n}.jpg"),
)
shape_labelme(
    "flags alone",
    Reads("classification", 6, LABELS),
    make=lambda n: make_labelme(n, flags={"apple": n % 2 == 0, "pear": n % 2 == 1}),
)
shape_labelme(
    "several flags",
    Reads("multi_label", 6, LABELS),
    make=lambda n: make_labelme(n, flags={"apple": True, "pear": n > 2}),
)
shape_labelme(
    "flags and shapes",
    reads("labelme_flags_left_out"),
    make=lambda n: make_labelme(n, rectangle(0), rectangle(1), flags={"blurred": True}),
)
shape_labelme(
    "old version, the picture first",
    QUIET,
    make=lambda n: {"imageData": "A" * 80_000} | make_labelme(n, rectangle(0), rectangle(1), imageData="A"),
)


@shape("labelme/pictures inside the files", LABELME, Refused("labelme_picture_inside", ("6",)))
def _build_packed(folder):
    put(folder / "logo.png", 1)
    for number in range(6):
        data = make_labelme(number, rectangle(0), imageData="iVBORw0KGgo=")
        write(folder / f"shots/q{number}.json", json.dumps(data | {"imagePath": f"q{number}.jpg"}))
