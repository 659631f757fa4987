"""Data sets with boxes as YOLO's programs write them."""

import json
from pathlib import Path

from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, LABELS, WIDTH, put, put_classes, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape

DOCS = "docs.ultralytics.com/datasets"
BOTH = [(label, box) for label, box in zip(LABELS, BOXES, strict=True)]
YAML = "names: [apple, pear]\nnc: 2\n"


def line(place: int, number: str | int | None = None, more: str = "") -> str:
    """A thing of every picture as YOLO's center and size in shares."""
    x1, y1, x2, y2 = BOXES[place]
    numbers = ((x1 + x2) / 2 / WIDTH, (y1 + y2) / 2 / HEIGHT, (x2 - x1) / WIDTH, (y2 - y1) / HEIGHT)
    return f"{place if number is None else number} {' '.join(f'{each:.6f}' for each in numbers)}{more}\n"


def corners(place: int) -> str:
    """A thing as an outline of four corners."""
    x1, y1, x2, y2 = BOXES[place]
    points = ((x1, y1), (x2, y1), (x2, y2), (x1, y2))
    return f"{place} {' '.join(f'{x / WIDTH:.6f} {y / HEIGHT:.6f}' for x, y in points)}\n"


def put_yolo(folder: Path, text: str | None = None, count: int = 6, yaml: str | None = YAML) -> None:
    """`images` and `labels` with the same text for each picture; None: both things."""
    for number in range(count):
        put(folder / f"images/p{number}.jpg", number)
        write(folder / f"labels/p{number}.txt", line(0) + line(1) if text is None else text)
    if yaml is not None:
        write(folder / "data.yaml", yaml)


def shape_yolo(name: str, origin: str, right: Reads | Refused, text: str | None = None, yaml: str | None = YAML):
    """A shape that is `put_yolo` with one text and one `data.yaml`."""
    shape(f"yolo/{name}", origin, right)(lambda folder: put_yolo(folder, text, yaml=yaml))


def said(*keys: str, things: int = 12, task: str = "detection", classes: tuple[str, ...] = LABELS, pictures: int = 6):
    """Return the right reading of `put_yolo`."""
    return Reads(task, pictures, classes, things=things, said=keys)


PLAIN = Reads("detection", 6, LABELS, things=12, boxes={"images/p0.jpg": BOTH})
shape_yolo("plain", DOCS + "/detect", PLAIN)
shape_yolo("crlf", "Windows editors", PLAIN, (line(0) + line(1)).replace("\n", "\r\n"))
shape_yolo("bom", "Windows Notepad", PLAIN, "\ufeff" + line(0) + line(1))
shape_yolo("tabs", "scripts of Kaggle", PLAIN, (line(0) + line(1)).replace(" ", "\t"))
shape_yolo("float ids", "numpy.savetxt", PLAIN, line(0, "0.0") + line(1, "1.000000e+00"))
shape_yolo("confidence", DOCS + "/../modes/predict save_conf", PLAIN, line(0, more=" 0.9") + line(1, more=" 0.5"))
shape_yolo("track ids", DOCS + "/../modes/track save_txt", PLAIN, line(0, more=" 3") + line(1, more=" 4"))
shape_yolo("confidence and track", "save_conf and track", PLAIN, line(0, more=" 0.9 3") + line(1, more=" 0.5 4"))
shape_yolo("identity first", "github.com/Zhongdao/Towards-Realtime-MOT", PLAIN, line(0, "0 12") + line(1, "1 7"))
shape_yolo("twice", "two exports joined", said("box_twice"), line(0) + line(1) + line(0))
shape_yolo("outlines of four corners", DOCS + "/obb", said(task="instance"), corners(0) + corners(1))
shape_yolo(
    "outlines and one box", DOCS + "/segment", said(things=18, task="instance"), corners(0) + corners(1) + line(0, 1)
)
POINTS = " 0.2 0.2 2 0.3 0.2 2 0.3 0.4 2 0.2 0.4 1"
PAIRS = " 0.2 0.2 0.3 0.4 0.3 0.2 0.2 0.4"
shape_yolo(
    "pose", DOCS + "/pose", said("yolo_points_left_out", things=6), line(0, more=POINTS), YAML + "kpt_shape: [4, 3]\n"
)
shape_yolo(
    "pose in a block of yaml",
    DOCS + "/pose",
    said("yolo_points_left_out", things=6),
    line(0, more=POINTS),
    YAML + "kpt_shape:\n- 4\n- 3\n",
)
shape_yolo("pose without shape", DOCS + "/pose", said("yolo_points_left_out", things=6), line(0, more=POINTS))
shape_yolo(
    "pose of pairs",
    DOCS + "/pose",
    said("yolo_points_left_out", things=6),
    line(0, more=PAIRS),
    YAML + "kpt_shape: [4, 2]\n",
)
shape_yolo("pose of pairs without shape", DOCS, said("yolo_points_left_out", things=6), line(0, more=PAIRS))
shape_yolo(
    "pixels",
    "labels in pixels",
    Refused("yolo_pixels", ("pixels", "0 20 15 70 65")),
    "0 20 15 70 65\n1 80 30 140 100\n",
)
shape_yolo("names as a table", DOCS, PLAIN, yaml="path: .\nnames:\n  0: apple # red\n  1: 'pear'\n")
shape_yolo("names over lines", "Roboflow", PLAIN, yaml="nc: 2\nnames: [\n  'apple',\n  \"pear\",\n]\n")
shape_yolo("names by an anchor", "YAML", PLAIN, yaml="all: &all [apple, pear]\nnames: *all\n")
shape_yolo("count differs", "edited by hand", said("yolo_count_differs"), yaml="nc: 3\nnames: [apple, pear]\n")
shape_yolo("no names", "labels alone", said("yolo_no_names", classes=("class_0", "class_1")), yaml=None)
shape_yolo(
    "a class without name",
    "edited by hand",
    said("yolo_unknown_class", classes=("apple", "class_1")),
    yaml="names: [apple]\n",
)


@shape("yolo/folders by yaml", DOCS, Reads("detection", 6, LABELS, parts=(4, 2, 0), things=12))
def _build_yaml_folders(folder):
    for number in range(6):
        batch = "batch1" if number < 4 else "batch2"
        put(folder / f"{batch}/images/p{number}.jpg", number)
        write(folder / f"{batch}/labels/p{number}.txt", line(0) + line(1))
    write(folder / "data.yaml", "path: D:\\work\\set\ntrain: batch1/images\nval: ./batch2/images\n" + YAML)


@shape("yolo/lists by yaml", DOCS, Reads("detection", 6, LABELS, parts=(4, 2, 0), things=12))
def _build_yaml_lists(folder):
    put_yolo(folder, yaml="train: first.txt\nval: second.txt\n" + YAML)
    write(folder / "first.txt", "".join(f"C:\\me\\images\\p{number}.jpg\r\n" for number in range(4)))
    write(folder / "second.txt", "".join(f"/home/me/images/p{number}.jpg\n" for number in (4, 5)))


@shape(
    "yolo/same names in train and val, lists of another computer", DOCS, Reads("detection", 6, LABELS, (3, 3, 0), 12)
)
def _build_same_names(folder):
    for place, batch in enumerate(("a", "b")):
        for number in range(3):
            put(folder / f"{batch}/p{number}.jpg", 10 * place + number)
            write(folder / f"{batch}/p{number}.txt", line(0) + line(1))
    write(folder / "train.txt", "".join(f"/root/set/a/p{number}.jpg\n" for number in range(3)))
    write(folder / "val.txt", "".join(f"/root/set/b/p{number}.jpg\n" for number in range(3)))
    write(folder / "classes.txt", "apple\npear\n")


@shape("yolo/darknet", "CVAT's YOLO 1.1", Reads("detection", 6, LABELS, things=12))
def _build_darknet(folder):
    for number in range(6):
        put(folder / f"obj_train_data/p{number}.jpg", number)
        write(folder / f"obj_train_data/p{number}.txt", line(0) + line(1))
    write(folder / "obj.data", "classes = 2\ntrain = data/train.txt\nnames = data/obj.names\nbackup = backup/\n")
    write(folder / "obj.names", "apple\npear\n")
    write(folder / "train.txt", "".join(f"data/obj_train_data/p{number}.jpg\n" for number in range(6)))


@shape("yolo/a list that names nothing", "copied from another set", said("list_names_nothing"))
def _build_strange_list(folder):
    put_yolo(folder)
    write(folder / "train.txt", "images/other1.jpg\nimages/other2.jpg\n")


@shape("yolo/a list with a name too much", "pictures thrown away", said("list_names_missing"))
def _build_long_list(folder):
    put_yolo(folder)
    write(folder / "train.txt", "".join(f"images/p{number}.jpg\n" for number in range(7)))


@shape("yolo/half is listed", "a subset", said("unlisted_left_out", things=8, pictures=4))
def _build_half_list(folder):
    put_yolo(folder)
    write(folder / "train.txt", "".join(f"images/p{number}.jpg\n" for number in range(3)))
    write(folder / "val.txt", "images/p3.jpg\n")


@shape("yolo/background", DOCS, said("yolo_background", pictures=8))
def _build_background(folder):
    put_yolo(folder)
    put(folder / "images/empty1.jpg", 20)
    put(folder / "images/empty2.jpg", 21)


@shape("yolo/labels without pictures", "pictures thrown away", said("picture_not_there"))
def _build_lonely_labels(folder):
    put_yolo(folder)
    write(folder / "labels/gone.txt", line(0))


@shape("yolo/only labels", "the folder of labels alone", Refused("picture_not_there", ("4",)))
def _build_only_labels(folder):
    put(folder / "readme.png", 1)
    for number in range(4):
        write(folder / f"labels/p{number}.txt", line(0))


@shape("yolo/yaml against classes.txt", "LabelImg, then edited", said("yolo_names_differ"))
def _build_contradiction(folder):
    put_yolo(folder)
    write(folder / "labels/classes.txt", "pear\napple\n")


@shape("yolo/a second label file farther away", "copies", said("yolo_label_again"))
def _build_second_labels(folder):
    put_yolo(folder)
    write(folder / "backup/labels_old/p0.txt", line(1, 0))


@shape("yolo/upper case names", "cameras and Windows", Reads("detection", 4, LABELS, things=8))
def _build_upper_case(folder):
    for number in range(4):
        put(folder / f"images/IMG_{number}.JPG", number)
        write(folder / f"labels/img_{number}.txt", line(0) + line(1))
    write(folder / "classes.txt", "apple\npear\n")


@shape("yolo/captions of words", "Stable Diffusion training sets", Reads("classification", 24, LABELS))
def _build_captions(folder):
    put_classes(folder)
    for place, path in enumerate(sorted(folder.rglob("*.jpg"))):
        write(path.with_suffix(".txt"), "5 4 3 2 1 dogs\n" if place % 2 else "a photo of fruit, studio\n")


@shape("yolo/captions of numbers", "captions that count", Reads("classification", 24, LABELS))
def _build_number_captions(folder):
    put_classes(folder)
    for path in folder.rglob("*.jpg"):
        write(path.with_suffix(".txt"), "5 4 3 2 1\n")


@shape("yolo/class lists in class folders", "scripts of Kaggle", Reads("classification", 24, LABELS))
def _build_lists_in_classes(folder):
    put_classes(folder)
    for label in LABELS:
        write(folder / label / "classes.txt", "apple\npear\n")


@shape("json/notes beside classes", "package.json, a notebook, classes.json", Reads("classification", 24, LABELS))
def _build_foreign_json(folder):
    put_classes(folder)
    write(folder / "package.json", json.dumps({"name": "x", "info": {}, "categories": ["apple"], "images": 24}))
    write(folder / "train.ipynb", json.dumps({"cells": [], "metadata": {"info": 1}}))
    write(folder / "classes.json", json.dumps({"categories": [{"id": 0, "name": "apple"}, {"id": 1, "name": "pear"}]}))
    write(folder / "catalog.json", json.dumps({"images": [{"id": 1, "file_name": "apple0.jpg"}]}))
    write(
        folder / "predictions.json", json.dumps([{"image_id": 1, "category_id": 0, "bbox": [1, 2, 3, 4], "score": 1}])
    )


@shape("xml/foreign beside classes", "Maven, SVG, KML", Reads("classification", 24, LABELS))
def _build_foreign_xml(folder):
    put_classes(folder)
    write(folder / "pom.xml", "<project><annotationProcessorPaths/><annotation/></project>")
    write(folder / "map.xml", "<kml><Document><annotation>x</annotation></Document></kml>")
