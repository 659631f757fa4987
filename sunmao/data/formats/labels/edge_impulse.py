"""An export of Edge Impulse: `training/<class>.<number>.jpg`, `testing/…`, and `info.labels`, which says what each is."""

from typing import Any

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import parse_json, read_whole
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.class_lists import hold_out_validation
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.reading.image_paths import ImageIndex
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label
from sunmao.data.formats.reading.signatures import list_json_keys
from sunmao.data.listing import DatasetListing, Sample
from sunmao.errors import BadData
from sunmao.images import geometry

FILE = "info.labels"


def recognize(tree: FileTree) -> bool:
    """Whether `info.labels` lists files with a part and a label each, pictures among them."""
    if not any(map(is_picture, tree.files)):
        return False
    return FILE in tree.files and {"files[].path", "files[].category"} <= list_json_keys(tree, FILE)


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`: boxes where a picture has any, else classes."""
    found, faults = DatasetListing(tree.root, format="edge_impulse"), AnnotationErrors()
    if FILE not in tree.files:
        raise BadData("labels_no_text", name=FILE)
    if (rows := list_files(tree, FILE)) is None:
        raise BadData("labels_unreadable", count=1, names=FILE)
    found.task = "detection" if any(row.get("boundingBoxes") for row in rows) else "classification"
    pictures, listed = ImageIndex(tree), set()
    for row in rows:
        path = pictures.find_named(row["path"], FILE) if is_picture(row["path"]) else None
        if path is None:
            faults.add("picture_not_there", row["path"][:80])
        elif path not in listed and (item := _read_row(row, path, found.task, pictures, faults)):
            found.items.append(item)
        listed.add(path)
    labeled = {tree.name(item.path) for item in found.items}
    for path in pictures.paths:
        if path not in labeled:
            faults.add("picture_unlisted", path)
    found.classes = sorted({label for item in found.items for label in item.labels})
    found.findings += faults.findings
    hold_out_validation(tree, found)
    return found


def list_files(tree: FileTree, path: str) -> list[dict] | None:
    """The rows of an `info.labels`, one a file; None where it lists none. Raises BadData for one that cannot be read."""
    said, _ = parse_json(read_whole(tree, path), path)
    files = said.get("files") if isinstance(said, dict) else None
    if not isinstance(files, list):
        return None
    return [row for row in files if isinstance(row, dict) and isinstance(row.get("path"), str)]


def read_label(row: dict) -> str:
    """The class of a file; '' where its row says none."""
    label = row.get("label")
    if isinstance(label, dict):
        label = label.get("label") if label.get("type") == "label" else None
    return clean_label(label)


def _read_row(row: dict, path: str, task: str, pictures: ImageIndex, faults: AnnotationErrors) -> Sample | None:
    """The item of a file that the list names; None for one without a label."""
    split, place = get_split(str(row.get("category"))) or "train", pictures.tree.place(path)
    if task == "detection":
        boxes = row.get("boundingBoxes")
        image = ImageAnnotations(path, None, pictures, faults)
        for box in boxes if isinstance(boxes, list) else ():
            _add_box(box, image)
        return Sample(place, None, split, things=tuple(image.things), size=image.size)
    label = read_label(row)
    return Sample(place, label, split) if label else None


def _add_box(box: Any, image: ImageAnnotations) -> None:
    """Add a thing of `boundingBoxes`: a label and, in pixels, x, y, width and height."""
    said = box if isinstance(box, dict) else {}
    numbers = geometry.to_finite_floats([said.get(key) for key in ("x", "y", "width", "height")], 4)
    label = clean_label(said.get("label"))
    if numbers is None or not label:
        return image.fault("box_no_numbers")
    x, y, width, height = numbers
    image.corners(label, (x, y, x + width, y + height))


EDGE_IMPULSE = DatasetFormat(
    "edge_impulse",
    {"zh": "Edge Impulse 导出", "en": "Edge Impulse export"},
    ("classification", "detection"),
    recognize,
    read,
)
