"""The files that pupils bring to the page most: the formats as their own documents show them, plain and wrapped."""

import json
from pathlib import Path

from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, LABELS, WIDTH, put, put_classes, put_mask, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape

AP = LABELS
PARTS = {"train": range(8), "val": range(8, 10), "test": range(10, 12)}
_XML = """<annotation><folder>set</folder><filename>{name}</filename><size><width>160</width><height>120</height>
<depth>3</depth></size>{objects}</annotation>"""
_OBJECT = """<object><name>{}</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult><bndbox>
<xmin>{:.0f}</xmin><ymin>{:.0f}</ymin><xmax>{:.0f}</xmax><ymax>{:.0f}</ymax></bndbox></object>"""


def _write_coco(file: Path, numbers, name: str = "p{}.jpg", outlines: bool = False) -> None:
    """COCO's object detection as https://cocodataset.org/#format-data."""
    images, found = [], []
    for number in numbers:
        images.append({"id": number + 1, "file_name": name.format(number), "width": WIDTH, "height": HEIGHT})
        for category, (x1, y1, x2, y2) in enumerate(BOXES, 1):
            one = {"id": len(found) + 1, "image_id": number + 1, "category_id": category, "iscrowd": 0}
            one |= {"bbox": [x1, y1, x2 - x1, y2 - y1], "area": (x2 - x1) * (y2 - y1)}
            one["segmentation"] = [[x1, y1, x2, y1, x2, y2, x1, y2]] if outlines else []
            found.append(one)
    categories = [{"id": place, "name": label} for place, label in enumerate(AP, 1)]
    write(file, json.dumps({"images": images, "annotations": found, "categories": categories}))


def _make_yolo_lines() -> str:
    lines = []
    for place, (x1, y1, x2, y2) in enumerate(BOXES):
        middle = ((x1 + x2) / 2 / WIDTH, (y1 + y2) / 2 / HEIGHT, (x2 - x1) / WIDTH, (y2 - y1) / HEIGHT)
        lines.append(f"{place} " + " ".join(f"{value:.6f}" for value in middle))
    return "\n".join(lines) + "\n"


def _write_voc(file: Path, name: str) -> None:
    objects = "".join(_OBJECT.format(label, *box) for label, box in zip(AP, BOXES, strict=True))
    write(file, _XML.format(name=name, objects=objects))


@shape("page/class folders", "https://keras.io/api/data_loading/image", Reads("classification", 24, AP))
def _class_folders(folder: Path) -> None:
    put_classes(folder)


@shape("page/class folders in Chinese", "a pupil's own folders", Reads("classification", 24, ("苹果", "梨")))
def _chinese(folder: Path) -> None:
    put_classes(folder / "我的水果", labels=("苹果", "梨"))


@shape(
    "page/training and test folders",
    "https://docs.pytorch.org/vision/stable/generated/torchvision.datasets.ImageFolder.html",
    Reads("classification", 24, AP, parts=(16, 4, 4)),
)
def _imagenet(folder: Path) -> None:
    for part, each in (("train", 8), ("val", 2), ("test", 2)):
        put_classes(folder / part, each)


@shape("page/class folders wrapped twice", "a zip of a zip's folder", Reads("classification", 24, AP))
def _wrapped(folder: Path) -> None:
    put_classes(folder / "archive" / "fruit")


@shape(
    "page/class folders with a damaged neighbor",
    "a folder with notes and caches of a system",
    Reads("classification", 24, AP),
)
def _neighbors(folder: Path) -> None:
    put_classes(folder)
    write(folder / "README.md", "# fruit\n")
    write(folder / "__MACOSX" / "apple" / "._apple0.jpg", b"\0\5")


@shape("page/COCO", "https://cocodataset.org/#format-data", Reads("detection", 12, AP, things=24))
def _coco(folder: Path) -> None:
    for number in range(12):
        put(folder / "images" / f"p{number}.jpg", number)
    _write_coco(folder / "annotations.json", range(12))


@shape(
    "page/COCO with parts",
    "https://roboflow.com/formats/coco-json",
    Reads("detection", 12, AP, parts=(8, 2, 2), things=24),
)
def _roboflow_coco(folder: Path) -> None:
    for part, numbers in PARTS.items():
        inside = folder / {"val": "valid"}.get(part, part)
        for number in numbers:
            put(inside / f"p{number}.jpg", number)
        _write_coco(inside / "_annotations.coco.json", numbers)


@shape("page/COCO outlines", "https://cocodataset.org/#format-data", Reads("instance", 12, AP, things=24))
def _coco_outlines(folder: Path) -> None:
    for number in range(12):
        put(folder / "images" / f"p{number}.jpg", number)
    _write_coco(folder / "annotations.json", range(12), outlines=True)


@shape(
    "page/YOLO",
    "https://docs.ultralytics.com/datasets/detect/",
    Reads("detection", 12, AP, parts=(8, 2, 2), things=24, boxes={"images/train/p0.jpg": list(zip(AP, BOXES))}),
)
def _yolo(folder: Path) -> None:
    for part, numbers in PARTS.items():
        for number in numbers:
            put(folder / "images" / part / f"p{number}.jpg", number)
            write(folder / "labels" / part / f"p{number}.txt", _make_yolo_lines())
    names = "".join(f"  {place}: {label}\n" for place, label in enumerate(AP))
    write(folder / "data.yaml", f"train: images/train\nval: images/val\ntest: images/test\nnames:\n{names}")


@shape(
    "page/YOLO by parts",
    "https://roboflow.com/formats/yolov8-pytorch-txt",
    Reads("detection", 12, AP, parts=(8, 2, 2), things=24),
)
def _roboflow_yolo(folder: Path) -> None:
    for part, numbers in PARTS.items():
        inside = folder / {"val": "valid"}.get(part, part)
        for number in numbers:
            put(inside / "images" / f"p{number}.jpg", number)
            write(inside / "labels" / f"p{number}.txt", _make_yolo_lines())
    text = "train: ../train/images\nval: ../valid/images\ntest: ../test/images\n\nnc: 2\nnames: ['apple', 'pear']\n"
    write(folder / "data.yaml", text)


@shape(
    "page/YOLO in one folder",
    "https://github.com/HumanSignal/labelImg#usage",
    Reads("detection", 12, AP, things=24),
)
def _labelimg(folder: Path) -> None:
    for number in range(12):
        put(folder / f"p{number}.jpg", number)
        write(folder / f"p{number}.txt", _make_yolo_lines())
    write(folder / "classes.txt", "apple\npear\n")


@shape(
    "page/VOC",
    "http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/devkit_doc.html",
    Reads("detection", 12, AP, things=24),
)
def _voc(folder: Path) -> None:
    for number in range(12):
        put(folder / "VOC2012" / "JPEGImages" / f"p{number}.jpg", number)
        _write_voc(folder / "VOC2012" / "Annotations" / f"p{number}.xml", f"p{number}.jpg")
    for part, numbers in (("train", range(8)), ("val", range(8, 12))):
        lines = "".join(f"p{number}\n" for number in numbers)
        write(folder / "VOC2012" / "ImageSets" / "Main" / f"{part}.txt", lines)


@shape("page/XML beside the pictures", "https://github.com/HumanSignal/labelImg", Reads("detection", 12, AP, things=24))
def _xml_beside(folder: Path) -> None:
    for number in range(12):
        put(folder / f"p{number}.jpg", number)
        _write_voc(folder / f"p{number}.xml", f"p{number}.jpg")


def _write_labelme(folder: Path, numbers, kind: str) -> None:
    """As https://github.com/wkentaro/labelme writes beside each picture."""
    for number in numbers:
        put(folder / f"p{number}.jpg", number)
        shapes = []
        for label, (x1, y1, x2, y2) in zip(AP, BOXES, strict=True):
            points = [[x1, y1], [x2, y2]] if kind == "rectangle" else [[x1, y1], [x2, y1], [x2, y2], [x1, y2]]
            shapes.append({"label": label, "points": points, "group_id": None, "shape_type": kind, "flags": {}})
        said = {"version": "5.4.1", "flags": {}, "shapes": shapes, "imagePath": f"p{number}.jpg", "imageData": None}
        write(folder / f"p{number}.json", json.dumps(said | {"imageHeight": HEIGHT, "imageWidth": WIDTH}))


@shape("page/LabelMe boxes", "https://github.com/wkentaro/labelme", Reads("detection", 12, AP, things=24))
def _labelme_boxes(folder: Path) -> None:
    _write_labelme(folder, range(12), "rectangle")


@shape("page/LabelMe outlines", "https://github.com/wkentaro/labelme", Reads("instance", 12, AP, things=24))
def _labelme_outlines(folder: Path) -> None:
    _write_labelme(folder, range(12), "polygon")


@shape(
    "page/masks with names",
    "https://docs.cvat.ai/docs/dataset_management/formats/format-smask/",
    Reads("semantic", 12, AP),
)
def _masks(folder: Path) -> None:
    for number in range(12):
        put(folder / "images" / f"p{number}.jpg", number)
        put_mask(folder / "masks" / f"p{number}.png")
    write(folder / "classes.txt", "apple\npear\n")


@shape(
    "page/a table of classes",
    "https://www.kaggle.com/competitions/dog-breed-identification/data",
    Reads("classification", 12, AP),
)
def _table(folder: Path) -> None:
    rows = ["filename,label"]
    for number in range(12):
        put(folder / "images" / f"p{number}.jpg", number, AP[number % 2])
        rows.append(f"p{number}.jpg,{AP[number % 2]}")
    write(folder / "labels.csv", "\n".join(rows) + "\n")


@shape(
    "page/a table of tags", "https://roboflow.com/formats/multiclass-classification-csv", Reads("multi_label", 12, AP)
)
def _tags(folder: Path) -> None:
    rows = ["filename,apple,pear"]
    for number in range(12):
        put(folder / f"p{number}.jpg", number)
        rows.append(f"p{number}.jpg,1,{number % 2}")
    write(folder / "_classes.csv", "\n".join(rows) + "\n")


@shape(
    "page/PaddleX lists",
    "https://paddlepaddle.github.io/PaddleX/latest/data_annotations/cv_modules/image_classification.html",
    Reads("classification", 12, AP, parts=(8, 4, 0)),
)
def _paddle(folder: Path) -> None:
    for number in range(12):
        put(folder / "images" / f"p{number}.jpg", number, AP[number % 2])
    for part, numbers in (("train", range(8)), ("val", range(8, 12))):
        write(folder / f"{part}.txt", "".join(f"images/p{number}.jpg {number % 2}\n" for number in numbers))
    write(folder / "label.txt", "0 apple\n1 pear\n")


@shape("page/pictures alone", "a phone's folder", Refused("pictures_without_classes"))
def _pictures_alone(folder: Path) -> None:
    for number in range(12):
        put(folder / f"IMG_{number}.jpg", number)
