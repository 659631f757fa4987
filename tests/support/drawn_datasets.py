"""Small data sets, made at random or by hand, for tests of formats."""

import io
import json
from pathlib import Path

import numpy as np
from hypothesis import strategies as st
from PIL import Image

from sunmao.data.files.file_tree import FileEntry, FileTree, open_folder_tree
from sunmao.data.listing import SPLITS, DatasetListing, ObjectAnnotation, Sample
from sunmao.images import geometry

NAMES = ["cat", "石头", "a b", "<b>&\"x'", "no: 1", "#hash", "{name}", "背"]
WIDTH, HEIGHT = 40, 30
# What each format holds and gives back: labels of whole pictures by task, and the shapes of objects by format.
LABEL_FORMATS = {
    "classification": ("imagenet", "class_folders", "paddle", "csv_labels", "teachable"),
    "multi_label": ("paddle", "csv_labels"),
}
OBJECT_FORMATS = {
    "coco": "boxes outlines groups masks",
    "voc": "boxes",
    "yolo": "boxes outlines",
    "labelme": "boxes outlines groups masks",
}
_sixteenths = st.integers(0, 16 * 30).map(lambda number: number / 16)


@st.composite
def some_boxes(draw):
    """A box in the picture, at least a pixel wide and high."""
    x, y = draw(_sixteenths) * 38 / 30, draw(_sixteenths) * 28 / 30
    return x, y, draw(st.floats(x + 1, WIDTH)), draw(st.floats(y + 1, HEIGHT))


@st.composite
def outlines(draw):
    """A triangle or more that holds an area."""
    points = draw(
        st.lists(st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT)), min_size=3, max_size=6, unique=True)
    )
    polygon = tuple(float(value) for point in points for value in point)
    left, top, right, bottom = geometry.bounding_box([polygon])
    if geometry.polygon_area(polygon) == 0 or right - left < 1 or bottom - top < 1:
        return 1.0, 1.0, 9.0, 1.0, 5.0, 8.5
    return polygon


@st.composite
def masks(draw):
    """Run lengths of a mask in which one pixel at least is set."""
    runs = draw(st.lists(st.integers(1, 90), min_size=2, max_size=12))
    total = WIDTH * HEIGHT
    rle = geometry.validate_rle([*runs, total - sum(runs)], [HEIGHT, WIDTH])
    return rle


@st.composite
def things(draw, kinds: str):
    """One thing of a kind: 'boxes', 'outlines' (one each), 'groups' (several) or 'masks'."""
    label, kind = draw(st.sampled_from(NAMES)), draw(st.sampled_from(kinds.split()))
    if kind == "boxes":
        return ObjectAnnotation(label, draw(some_boxes()))
    if kind == "masks":
        rle = draw(masks())
        return ObjectAnnotation(label, geometry.rle_to_box(rle), (), rle)
    polygons = tuple(draw(st.lists(outlines(), min_size=1, max_size=1 if kind == "outlines" else 3)))
    return ObjectAnnotation(label, geometry.bounding_box(polygons), polygons)


def rows(kinds: str):
    """The things of one to four pictures; there is one thing at least."""
    return st.lists(
        st.tuples(st.sampled_from(SPLITS), st.lists(things(kinds), max_size=4, unique=True)), min_size=1, max_size=4
    ).filter(lambda rows: any(row[1] for row in rows))


def picture(width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """The bytes of a PNG."""
    with io.BytesIO() as file:
        Image.new("RGB", (width, height), (200, 100, 50)).save(file, "PNG")
        return file.getvalue()


def listing(folder: Path, drawn: list, task: str) -> DatasetListing:
    """A listing of pictures that are really in a folder."""
    found = DatasetListing(folder, task=task, format="coco")
    for number, (split, inside) in enumerate(drawn):
        path = folder / f"图 {number}.png"
        path.write_bytes(picture())
        found.items.append(Sample(path, None, split, things=tuple(inside), size=(WIDTH, HEIGHT)))
    found.classes = [
        name for name in NAMES if any(thing.label == name for item in found.items for thing in item.things)
    ]
    return found


def rewritten(found: DatasetListing, format, folder: Path, read) -> DatasetListing:
    """A listing written in a format and read again."""
    folder.mkdir(parents=True)
    format.write(found, open_folder_tree(found.root), folder)
    return read(open_folder_tree(folder), format.name)


PNG = picture(200, 100)


def tree(**files) -> FileTree:
    """A tree in memory: path → bytes or text."""
    found = FileTree(Path("set"))
    for path, data in files.items():
        data = data if isinstance(data, bytes) else data.encode("utf-8")
        found.files[path] = FileEntry(path, len(data), lambda limit, data=data: data[:limit])
        found.folders.update("/".join(path.split("/")[:depth]) for depth in range(1, path.count("/") + 1))
    return found


def keys(found) -> list[str]:
    """List the findings of a listing, but for the validation pictures that were lent."""
    return [finding.key for finding in found.findings if finding.key != "no_validation_set"]


def boxes(found) -> list[tuple]:
    """(picture, part, label, box) of every thing."""
    return [(item.path.name, item.split, thing.label, thing.box) for item in found.items for thing in item.things]


def coco(images, annotations, categories=({"id": 1, "name": "cat"},)) -> str:
    """The JSON of a COCO file."""
    return json.dumps({"images": images, "annotations": annotations, "categories": list(categories)})


def xml(name: str, *things: tuple) -> str:
    """The XML of a Pascal VOC file; a thing is (label, x1, y1, x2, y2)."""
    inside = "".join(
        f"<object><name>{label}</name><bndbox><xmin>{x1}</xmin><ymin>{y1}</ymin><xmax>{x2}</xmax><ymax>{y2}</ymax></bndbox></object>"
        for label, x1, y1, x2, y2 in things
    )
    return f"<annotation><filename>{name}</filename>{inside}</annotation>"


def labelme(*shapes: dict, **more) -> str:
    """The JSON of a LabelMe file of `a.png`."""
    return json.dumps(
        {
            "version": "5.5.0",
            "shapes": list(shapes),
            "imagePath": "..\\old\\a.png",
            "imageData": None,
            "imageWidth": 200,
            "imageHeight": 100,
        }
        | more
    )


def mask(values) -> bytes:
    """The bytes of a PNG: a square of 50 pixels for each value."""
    with io.BytesIO() as file:
        Image.fromarray(
            np.kron(np.array(values, np.uint8), np.ones((50, 50, *[1] * (len(np.shape(values)) - 2)), np.uint8))
        ).save(file, "PNG")
        return file.getvalue()
