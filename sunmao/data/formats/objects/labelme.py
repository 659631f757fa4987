"""LabelMe: a JSON file beside each picture, with rectangles, polygons, circles and masks."""

import base64
import binascii
import io
import json
import math
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import parse_json, read_whole, split_names
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.attributes import pick_attributes
from sunmao.data.formats.reading.image_paths import (
    ImageIndex,
    assign_missing_splits,
    get_name,
    get_stem,
    guess_split_of_folder,
    read_image_size,
)
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label, infer_task
from sunmao.data.formats.reading.signatures import HEAD, list_json_keys
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.errors import BadData
from sunmao.images import geometry

_BESIDE = {"imagePath", "imageData", "imageHeight", "flags"}  # what a file says besides its shapes
_IGNORED = ("__ignore__", "_background_")  # labels of LabelMe's own that are no classes
_OUTLINES = ("polygon", "rotation", "quadrilateral", "oriented_rectangle")  # all of them but the first X-AnyLabeling's
OWN = {"label", "points", "shape_type", "group_id", "mask"}  # fields of a shape
EMPTY = {"description": "", "flags": {}}  # what a shape says of itself that says nothing
PARTS = {"train": "train", "val": "valid", "test": "test"}


def _find_annotation_files(tree: FileTree) -> list[str]:
    return tree.list_ending(".json")


def recognize(tree: FileTree) -> bool:
    """Whether a JSON file has the structure of LabelMe's."""
    return any(_is_labelme(tree, path) for path in _find_annotation_files(tree))


def _is_labelme(tree: FileTree, path: str) -> bool:
    keys = list_json_keys(tree, path)
    if "shapes" in keys:
        return "shapes[].points" in keys or not _BESIDE.isdisjoint(keys)
    # Old versions write the picture itself before the shapes.
    return "imageData" in keys and ("imagePath" in keys or tree.files[path].size > HEAD)


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found, faults, said, seen = DatasetListing(tree.root, format="labelme"), AnnotationErrors(), {}, {}
    pictures, flags = ImageIndex(tree), {}
    for path in _find_annotation_files(tree):
        if not _is_labelme(tree, path):
            if pictures.beside(path):
                faults.add("labels_unreadable", path)
            continue
        canvas = _read_one(tree, path, pictures, faults, flags)
        if canvas and canvas.is_first(seen):
            said[canvas.path] = guess_split_of_folder(path) or guess_split_of_folder(canvas.path)
    found.items = [
        Sample(tree.place(path), None, said[path] or "train", things=tuple(canvas.things), size=canvas.size)
        for path, canvas in seen.items()
    ]
    pictures.say_unlisted(seen, faults)
    present = {thing.label for item in found.items for thing in item.things}
    found.divided, found.task = any(said.values()), infer_task(found.items)
    if present:
        for path, (flag, *_) in flags.items():
            faults.add("labelme_flags_left_out", path, flag=flag[:40])
    elif flags:
        present = _label_by_flags(found, tree, flags, faults)
    listed = []
    if "labels.txt" in tree.files:
        lines = split_names(read_whole(tree, "labels.txt"), lambda line: clean_label(line) in present)
        listed = [clean_label(line) for line in lines]
    found.classes = [label for label in dict.fromkeys(listed) if label in present] + sorted(present - set(listed))
    found.findings += faults.findings
    if len(found.items) > 1 and not present:
        found.findings.append(Issue("no_boxes", {"count": len(found.items)}, "reject", count=len(found.items)))
    return assign_missing_splits(tree, found)


def _label_by_flags(found: DatasetListing, tree: FileTree, flags: dict, faults: AnnotationErrors) -> set[str]:
    """Turn a listing without any shape into one of labels for whole pictures; returns the labels."""
    several = any(len(labels) > 1 for labels in flags.values())
    found.task, items = "multi_label" if several else "classification", []
    for item in found.items:
        labels = flags.get(tree.name(item.path), ())
        if several:
            items.append(replace(item, tags=labels))
        elif labels:
            items.append(replace(item, label=labels[0]))
        else:
            faults.add("labelme_no_flags", tree.name(item.path))
    found.items = items
    return {label for labels in flags.values() for label in labels}


def _read_one(
    tree: FileTree, path: str, pictures: ImageIndex, faults: AnnotationErrors, flags: dict[str, tuple[str, ...]]
) -> ImageAnnotations | None:
    """Annotations of the picture of one file. flags: picture → the flags of the whole picture that are set; one more."""
    try:
        data, encoding = parse_json(read_whole(tree, path), path)
    except BadData:
        faults.add("labels_unreadable", path)
        return None
    if not isinstance(data, dict) or not isinstance(data.get("shapes"), list):
        faults.add("labels_unreadable", path)
        return None
    if encoding != "utf-8":
        faults.add("labels_not_utf8", path, encoding="UTF-16" if encoding == "utf-16" else "GBK")
    part, inside = guess_split_of_folder(path), data.get("imagePath")
    # The name inside may be of the computer where it was drawn, and older than the file's own; only a file of this data
    # set is ever taken.
    own, other = (
        pictures.beside(path, part),
        pictures.find_named(inside, path, part) if isinstance(inside, str) else None,
    )
    picture = own or other
    if isinstance(inside, str) and own and other and own != other:
        faults.add("labels_other_picture", path, inside=inside[:80])
    if picture is None:
        packed = isinstance(data.get("imageData"), str) and data["imageData"]
        faults.add(*("labelme_picture_inside", path) if packed else ("picture_not_there", str(inside or path)[:80]))
        return None
    sides = geometry.to_finite_floats([data.get("imageWidth"), data.get("imageHeight")], 2)
    canvas = ImageAnnotations(
        picture, (int(sides[0]), int(sides[1])) if sides and min(sides) >= 1 else None, pictures, faults
    )
    _read_shapes(data["shapes"], canvas, path)
    said = data["flags"] if isinstance(data.get("flags"), dict) else {}
    if labels := tuple(filter(None, (clean_label(flag) for flag, value in said.items() if value is True))):
        flags[picture] = labels
    return canvas


def _read_shapes(shapes: list, canvas: ImageAnnotations, path: str) -> None:
    """Polygons of one label and one group are one thing, as LabelMe's own tools take them."""
    groups, attributes = defaultdict(list), {}
    for place, shape in enumerate(shapes):
        canvas.at = "at_shape", path, place + 1
        if not isinstance(shape, dict) or not (label := clean_label(shape.get("label"))):
            canvas.fault("shape_no_label")
            continue
        if label in _IGNORED:
            canvas.fault("labelme_ignored", label=label)
            continue
        kind, group = shape.get("shape_type") or "polygon", shape.get("group_id")
        canvas.attributes = pick_attributes(
            ((name, value) for name, value in shape.items() if value != EMPTY.get(name)), OWN
        )
        points = _read_points(shape.get("points"))
        if kind == "rectangle" and len(points) in (2, 4):
            canvas.put(label, geometry.bounding_box([[value for point in points for value in point]]))
        elif kind == "circle" and len(points) == 2:
            canvas.put_polygons(
                label, (geometry.circle_to_polygon(points[0], max(math.dist(*points), geometry.FINEST)),)
            )
        elif kind == "mask" and len(points) == 2:
            _read_mask(label, points, shape.get("mask"), canvas)
        elif kind in _OUTLINES:
            if polygon := canvas.polygon([value for point in points for value in point]):
                key = label, group if type(group) in (int, str) else ("alone", place)
                groups[key].append(polygon)
                attributes.setdefault(key, canvas.attributes)
        elif points or kind not in ("rectangle", "circle", "mask"):
            canvas.fault("shape_unknown", kind=str(kind)[:40])
        else:
            canvas.bad_outline()
    for key, polygons in groups.items():
        canvas.attributes = attributes[key]
        canvas.put_polygons(key[0], tuple(polygons))


def _read_points(said: Any) -> list[tuple[float, float]]:
    """The points of a shape; none when one of them is no pair of numbers."""
    pairs = [geometry.to_finite_floats(each, 2) for each in said] if isinstance(said, list) else []
    points = [(pair[0], pair[1]) for pair in pairs if pair is not None and len(pair) == 2]
    return points if len(points) == len(pairs) else []


def _read_mask(label: str, points: list, packed: Any, canvas: ImageAnnotations) -> None:
    """A mask is a small PNG and the corners of where it lies, both pixels included."""
    import numpy as np
    from PIL import Image

    left, top = round(min(points[0][0], points[1][0])), round(min(points[0][1], points[1][1]))
    try:
        with Image.open(io.BytesIO(base64.b64decode(packed, validate=True))) as image:
            if image.width * image.height > geometry.MAX_PIXELS:
                return canvas.bad_outline()
            small = np.asarray(image.convert("L")) != 0
    except (TypeError, ValueError, binascii.Error, OSError, SyntaxError, Image.DecompressionBombError):
        return canvas.bad_outline()
    width, height = canvas.size or (0, 0)
    if (
        left < 0
        or top < 0
        or left + small.shape[1] > width
        or top + small.shape[0] > height
        or not small.any()
        or width * height > geometry.MAX_PIXELS
    ):
        return canvas.bad_outline()
    whole = np.zeros((height, width), np.uint8)
    whole[top : top + small.shape[0], left : left + small.shape[1]] = small
    rle = geometry.mask_to_rle(whole)
    box = geometry.rle_to_box(rle)
    if box is None:  # nothing is painted
        return canvas.bad_outline()
    canvas.put(label, box, (), rle)


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: pictures and files of labels side by side in
    `train|valid|test`, `labels.txt` beside them.
    """
    copies = FolderWriter(tree, folder, one_stem=True)
    for item in found.items:
        path = copies.put(item.path, PARTS[item.split])
        width, height = item.size or read_image_size(tree, tree.name(item.path)) or (0, 0)
        shapes = [shape for place, thing in enumerate(item.things) for shape in _format_shapes(thing, place)]
        data = {
            "version": "5.5.0",
            "flags": {},
            "shapes": shapes,
            "imagePath": get_name(path),
            "imageData": None,
            "imageHeight": height,
            "imageWidth": width,
        }
        copies.words(f"{PARTS[item.split]}/{get_stem(path)}.json", json.dumps(data, ensure_ascii=False, indent=1))
    copies.words("labels.txt", "".join(f"{label}\n" for label in found.classes))


def _format_shapes(thing: ObjectAnnotation, group: int) -> list[dict]:
    own = {"label": thing.label, "group_id": None, "mask": None}
    shape: dict = {"description": "", "flags": {}} | (thing.attributes or {}) | own
    if thing.rle:
        return [shape | _encode_mask(thing.rle)]
    if not thing.polygons:
        return [shape | {"shape_type": "rectangle", "points": [list(thing.box[:2]), list(thing.box[2:])]}]
    if len(thing.polygons) > 1:
        shape["group_id"] = group
    return [
        shape | {"shape_type": "polygon", "points": [list(pair) for pair in zip(each[0::2], each[1::2], strict=True)]}
        for each in thing.polygons
    ]


def _encode_mask(rle: geometry.Rle) -> dict:
    from PIL import Image

    box = geometry.rle_to_box(rle)
    assert box is not None  # no thing is kept whose mask is empty
    mask, (left, top, right, bottom) = geometry.rle_to_mask(rle), map(int, box)
    with io.BytesIO() as file:
        Image.fromarray(mask[top:bottom, left:right] * 255).save(file, "PNG")
        png = base64.b64encode(file.getvalue()).decode("ascii")
    return {"shape_type": "mask", "points": [[left, top], [right - 1, bottom - 1]], "mask": png}


LABELME = DatasetFormat(
    "labelme", {"zh": "LabelMe", "en": "LabelMe"}, ("detection", "instance"), recognize, read, write
)
