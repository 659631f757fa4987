"""YOLO, COCO and Pascal VOC that mean their numbers otherwise, as strangers have them."""

import json
from pathlib import Path

from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, LABELS, WIDTH, put, put_mask, write
from tests.support.dataset_shapes.shape import Reads, shape

_THINGS = list(zip(LABELS, BOXES, strict=True))
_SHARES = [[side / (HEIGHT if place % 2 else WIDTH) for place, side in enumerate(box)] for box in BOXES]


def _reads(*said: str) -> Reads:
    return Reads("detection", 4, LABELS, things=8, said=said, boxes={"images/0.jpg": _THINGS})


def _center(box: list[float]) -> list[float]:
    return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box[2] - box[0], box[3] - box[1]]


def _write_yolo(
    folder: Path, boxes, first: int = 0, mark: str = " ", ending: str = ".txt", names: str = "apple\npear"
) -> None:
    lines = [mark.join([str(first + place), *map(str, box)]) for place, box in enumerate(boxes)]
    for number in range(4):
        put(folder / f"images/{number}.jpg", number)
        write(folder / f"labels/{number}{ending}", "\n".join(lines))
    write(folder / "classes.txt", names)


@shape("YOLO counts from one", "classes.txt from 0, labels from 1", _reads("yolo_from_one"))
def _(folder: Path) -> None:
    _write_yolo(folder, map(_center, _SHARES), first=1)


@shape("YOLO with corners", "x1 y1 x2 y2 in shares", _reads("yolo_corners"))
def _(folder: Path) -> None:
    _write_yolo(folder, _SHARES)


@shape("YOLO with commas", "programs of pupils", _reads())
def _(folder: Path) -> None:
    _write_yolo(folder, map(_center, _SHARES), mark=",")


@shape("YOLO called a.jpg.txt", "exports that keep the ending", _reads())
def _(folder: Path) -> None:
    _write_yolo(folder, map(_center, _SHARES), ending=".jpg.txt")


@shape("YOLO with numbered names", "classes.txt '0: apple'", _reads())
def _(folder: Path) -> None:
    _write_yolo(folder, map(_center, _SHARES), names="0: apple\n1: pear\n")


@shape("YOLO with names in one line", "classes.txt 'apple, pear'", _reads())
def _(folder: Path) -> None:
    _write_yolo(folder, map(_center, _SHARES), names="apple, pear")


def _write_coco(folder: Path, boxes, name: str = "{}.jpg", **more) -> None:
    for number in range(4):
        put(folder / f"images/{number}.jpg", number)
    images = [{"id": n, "file_name": name.format(n), "width": WIDTH, "height": HEIGHT} for n in range(4)]
    annotations = [
        {"id": 2 * number + place, "image_id": number, "category_id": place, "bbox": box}
        for number in range(4)
        for place, box in enumerate(boxes)
    ]
    said = {
        "images": images,
        "annotations": annotations,
        "categories": [{"id": 0, "name": "apple"}, {"id": 1, "name": "pear"}],
    }
    write(folder / "result.json", json.dumps({**said, **more}))


_SIDES = [[box[0], box[1], box[2] - box[0], box[3] - box[1]] for box in BOXES]


@shape("COCO with corners", "converters that forget width and height", _reads("coco_corners"))
def _(folder: Path) -> None:
    _write_coco(folder, list(map(list, BOXES)))


@shape("COCO in shares", "converters that forget the size", _reads("coco_shares"))
def _(folder: Path) -> None:
    _write_coco(folder, [[x1, y1, x2 - x1, y2 - y1] for x1, y1, x2, y2 in _SHARES])


@shape("COCO by a server's path", "Label Studio: /data/upload/3/…", _reads("pictures_elsewhere"))
def _(folder: Path) -> None:
    _write_coco(folder, _SIDES, "/data/upload/3/{}.jpg")


@shape("COCO by a path that goes up", "Label Studio: ../../label-studio/data/media/…", _reads("pictures_elsewhere"))
def _(folder: Path) -> None:
    _write_coco(folder, _SIDES, "..\\..\\label-studio\\data\\media\\upload\\3\\{}.jpg")


@shape("COCO without endings", "names without .jpg", _reads())
def _(folder: Path) -> None:
    _write_coco(folder, _SIDES, "{}")


@shape("COCO with numbers as texts", "JSON of spreadsheets", _reads())
def _(folder: Path) -> None:
    _write_coco(folder, [list(map(str, box)) for box in _SIDES])


@shape("COCO with an unused background", "categories with _background_", _reads())
def _(folder: Path) -> None:
    names = ("apple", "pear", "_background_")
    _write_coco(folder, _SIDES, categories=[{"id": place, "name": name} for place, name in enumerate(names)])


@shape("VOC in shares", "converters that forget the size", _reads("boxes_in_shares"))
def _(folder: Path) -> None:
    for number in range(4):
        put(folder / f"images/{number}.jpg", number)
        things = "".join(
            f"<object><name>{label}</name><bndbox><xmin>{a}</xmin><ymin>{b}</ymin><xmax>{c}</xmax><ymax>{d}</ymax></bndbox></object>"
            for label, (a, b, c, d) in zip(LABELS, _SHARES, strict=True)
        )
        size = f"<size><width>{WIDTH}</width><height>{HEIGHT}</height></size>"
        write(folder / f"xml/{number}.xml", f"<annotation><filename>{number}.jpg</filename>{size}{things}</annotation>")


@shape("EISeg", "PaddleSeg EISeg: label/labels.txt, pseudo colors, cutouts", Reads("semantic", 4, LABELS))
def _(folder: Path) -> None:
    for number in range(4):
        put(folder / f"{number}.jpg", number)
        put_mask(folder / f"label/{number}.png")
        put_mask(folder / f"label/{number}_pseudo.png", (80, 160))
        put(folder / f"label/{number}_cutout.png", number + 9)
    write(folder / "label/labels.txt", "1 apple 255 0 0\n2 pear 0 255 0\n")
