"""Classes of pictures in lists, tables and JSON that no tool owns, as strangers write them."""

import json
from pathlib import Path

from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, LABELS, WIDTH, put, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape

_SIX = Reads("classification", 6, LABELS)
_TWELVE = Reads("detection", 6, LABELS, things=12, boxes={"images/0.jpg": list(zip(LABELS, BOXES, strict=True))})


def _put_six(folder: Path, below: str = "images") -> list[tuple[str, str]]:
    """`images/0.jpg` … and their labels."""
    rows = [(f"{number}.jpg", LABELS[number % 2]) for number in range(6)]
    for number, (name, label) in enumerate(rows):
        put(folder / below / name, number, label)
    return rows


def _write_json(path: Path, said) -> None:
    write(path, json.dumps(said, ensure_ascii=False))


@shape("JSON: picture to class", "programs of pupils", _SIX)
def _(folder: Path) -> None:
    _write_json(folder / "labels.json", dict(_put_six(folder)))


@shape("JSON: class to pictures", "programs of pupils", _SIX)
def _(folder: Path) -> None:
    rows = _put_six(folder)
    _write_json(folder / "labels.json", {label: [name for name, said in rows if said == label] for label in LABELS})


@shape("JSON: a list of rows", "programs of pupils", _SIX)
def _(folder: Path) -> None:
    _write_json(folder / "a.json", [{"filename": f"images/{name}", "class": label} for name, label in _put_six(folder)])


@shape(
    "JSON beside class folders",
    "near miss: the folders say it",
    Reads("classification", 6, LABELS, said=("labels_not_read",)),
)
def _(folder: Path) -> None:
    said = {}
    for number in range(6):
        put(folder / LABELS[number % 2] / f"{number}.jpg", number, LABELS[number % 2])
        said[f"{number}.jpg"] = "x"
    _write_json(folder / "colors.json", said)


@shape(
    "HF metadata with classes",
    "Hugging Face ImageFolder, metadata.jsonl",
    Reads("classification", 12, LABELS, (6, 6, 0)),
)
def _(folder: Path) -> None:
    for part in ("train", "validation"):
        rows = [{"file_name": name, "label": label} for name, label in _put_six(folder, f"data/{part}")]
        write(folder / f"data/{part}/metadata.jsonl", "\n".join(map(json.dumps, rows)))


@shape("HF metadata with boxes", "Hugging Face ImageFolder, object detection", _TWELVE)
def _(folder: Path) -> None:
    boxes = [[box[0], box[1], box[2] - box[0], box[3] - box[1]] for box in BOXES]
    objects = {"bbox": boxes, "categories": list(LABELS)}
    rows = [{"file_name": name, "objects": objects} for name, _ in _put_six(folder)]
    write(folder / "images/metadata.jsonl", "\n".join(map(json.dumps, rows)))


@shape("EasyDL: classes", "Baidu EasyDL, a JSON beside each picture", _SIX)
def _(folder: Path) -> None:
    for name, label in _put_six(folder):
        _write_json(folder / "images" / name.replace("jpg", "json"), {"labels": [{"name": label}]})


@shape("EasyDL: boxes", "Baidu EasyDL, Images and Annotations", _TWELVE)
def _(folder: Path) -> None:
    sides = ("x1", "y1", "x2", "y2")
    said = [{"name": label, **dict(zip(sides, box, strict=True))} for label, box in zip(LABELS, BOXES, strict=True)]
    for name, _ in _put_six(folder):
        _write_json(folder / "Annotations" / name.replace("jpg", "json"), {"labels": said})


@shape("ModelArts: texts", "Huawei ModelArts: a text beside each picture", _SIX)
def _(folder: Path) -> None:
    for name, label in _put_six(folder):
        write(folder / "images" / name.replace("jpg", "txt"), f"{label}\n")


@shape("ModelArts: manifest", "Huawei ModelArts V002.manifest", _SIX)
def _(folder: Path) -> None:
    rows = [
        {"source": f"s3://bucket/images/{name}", "usage": "TRAIN", "annotation": [{"name": label, "type": "x"}]}
        for name, label in _put_six(folder)
    ]
    write(folder / "V002.manifest", "\n".join(map(json.dumps, rows)))


@shape("captions beside pictures", "near miss: texts of image generators", Refused("pictures_without_classes"))
def _(folder: Path) -> None:
    for name, label in _put_six(folder):
        write(folder / "images" / name.replace("jpg", "txt"), f"a photo of the {label} number {name} on a table\n")


@shape("list with colons", "programs of pupils", _SIX)
def _(folder: Path) -> None:
    write(folder / "labels.txt", "\n".join(f"{name}: {label}" for name, label in _put_six(folder)))


@shape("list with tabs", "programs of pupils", _SIX)
def _(folder: Path) -> None:
    write(folder / "label.txt", "\n".join(f"images/{name}\t{label}" for name, label in _put_six(folder)))


@shape("list in Windows' Chinese", "GBK, backslashes, CRLF", Reads("classification", 6, LABELS))
def _(folder: Path) -> None:
    rows = _put_six(folder, "图片")
    write(folder / "列表.txt", "\r\n".join(f"图片\\{name} {label}" for name, label in rows).encode("gbk"))


@shape("words of an OCR set", "near miss: PaddleOCR rec_gt_train.txt", Refused("pictures_without_classes"))
def _(folder: Path) -> None:
    rows = _put_six(folder, "train")
    write(folder / "rec_gt_train.txt", "".join(f"train/{name}\tWORD{name[0]}\n" for name, _ in rows))


@shape(
    "MMPretrain's lists", "meta/train.txt, numbers; meta/classes.txt", Reads("classification", 12, LABELS, (6, 6, 0))
)
def _(folder: Path) -> None:
    for part in ("train", "val"):
        rows = _put_six(folder, part)
        write(folder / f"meta/{part}.txt", "".join(f"{name} {LABELS.index(label)}\n" for name, label in rows))
    write(folder / "meta/classes.txt", "apple\npear\n")


@shape("table without names of columns", "0 and 1 are classes", Reads("classification", 6, ("0", "1")))
def _(folder: Path) -> None:
    write(folder / "labels.csv", "".join(f"{name},{LABELS.index(label)}\n" for name, label in _put_six(folder)))


@shape("Excel's mark line", "sep=; before the table", _SIX)
def _(folder: Path) -> None:
    rows = "".join(f"{name};{label}\r\n" for name, label in _put_six(folder))
    write(folder / "labels.csv", f"sep=;\r\nfilename;label\r\n{rows}")


def _write_boxes(folder: Path, head: str, row, file: str = "labels.csv") -> None:
    names = [name for name, _ in _put_six(folder)]
    rows = (row(name, label, box) for name in names for label, box in zip(LABELS, BOXES, strict=True))
    write(folder / file, "\r\n".join([head, *rows] if head else rows))


@shape("decimals with commas", "a spreadsheet's boxes with semicolons", _TWELVE)
def _(folder: Path) -> None:
    _write_boxes(
        folder,
        "filename;class;xmin;ymin;xmax;ymax",
        lambda name, label, box: ";".join([name, label, *(f"{side:.1f}".replace(".", ",") for side in box)]),
    )


@shape("LISA", "LISA traffic signs: frameAnnotations.csv", _TWELVE)
def _(folder: Path) -> None:
    head = "Filename;Annotation tag;Upper left corner X;Upper left corner Y;Lower right corner X;Lower right corner Y;"
    _write_boxes(
        folder,
        f"{head}Occluded,On another road;Origin file",
        lambda name, label, box: ";".join([name, label, *map(str, map(int, box)), "0,0", "a.avi"]),
    )


@shape(
    "GTSDB",
    "FullIJCNN2013: gt.txt, PPM pictures",
    Reads("detection", 3, ("11", "40"), things=6, said=("picture_unlisted",)),
)
def _(folder: Path) -> None:
    rows = ""
    for number in range(3):
        put(folder / f"FullIJCNN2013/{number:05}.ppm", number)
        boxes = zip(("11", "40"), BOXES, strict=True)
        rows += "".join(f"{number:05}.ppm;{';'.join(map(str, map(int, box)))};{label}\n" for label, box in boxes)
    put(folder / "FullIJCNN2013/11/00000.ppm", 9)
    write(folder / "FullIJCNN2013/gt.txt", rows)


@shape(
    "an answer's table", "Kaggle 'Global Wheat': sample_submission.csv", Reads("detection", 6, ("object",), things=12)
)
def _(folder: Path) -> None:
    _write_boxes(
        folder,
        "image_id,width,height,bbox,source",
        lambda name, _, box: (
            f'{name[0]},{WIDTH},{HEIGHT},"[{box[0]}, {box[1]}, {box[2] - box[0]}, {box[3] - box[1]}]",a'
        ),
    )
    put(folder / "test/t0.jpg", 9)
    write(folder / "sample_submission.csv", "image_id,PredictionString\nt0,1.0 0 0 50 50\n")


@shape("CrowdHuman", "annotation_train.odgt", Reads("detection", 6, ("person",), things=6))
def _(folder: Path) -> None:
    thing = {"tag": "person", "fbox": [20, 15, 50, 50], "vbox": [20, 15, 40, 40], "hbox": [20, 15, 9, 9], "extra": {}}
    rows = [{"ID": name[:-4], "gtboxes": [thing]} for name, _ in _put_six(folder)]
    write(folder / "annotation_train.odgt", "\n".join(map(json.dumps, rows)))
