"""V7 Darwin (a JSON file for each picture) and Hasty (one for all)."""

from typing import Any

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.tools.export_reader import (
    ExportedImage,
    ExportReader,
    find_json_files,
    get_dict,
    make_export_format,
)
from sunmao.errors import BadData


def _fits_darwin(keys: frozenset[str]) -> bool:
    return "annotations" in keys and ("item.name" in keys or {"dataset", "image.filename"} <= keys)


def find_darwin(tree: FileTree) -> list[str]:
    """The files of V7 Darwin."""
    return find_json_files(tree, _fits_darwin)


def _read_darwin(reader: ExportReader) -> None:
    said = reader.load_json()
    if not isinstance(said, dict):
        raise BadData("coco_odd_entry", count=1, names=reader.file)
    item = get_dict(said, "item")
    slot = next(reader.iter_rows(item.get("slots")), {}) if item else get_dict(said, "image")
    if image := reader.open_image(item.get("name") or slot.get("filename"), [slot.get("width"), slot.get("height")]):
        for thing in reader.iter_rows(said.get("annotations")):
            _put_darwin(image, thing)


def _put_darwin(image: ExportedImage, thing: dict) -> None:
    label, polygon, box = thing.get("name"), get_dict(thing, "polygon"), get_dict(thing, "bounding_box")
    if polygon:
        paths = polygon.get("paths")
        if not isinstance(paths, list):
            more = polygon.get("additional_paths")
            paths = [polygon.get("path"), *(more if isinstance(more, list) else ())]
        image.add_outlines(label, [flatten_points(path) for path in paths])
    elif "tag" in thing:
        image.add_label(label)
    elif box and not {"keypoint", "line", "cuboid", "skeleton"} & thing.keys():
        image.add_box(label, [box.get(side) for side in ("x", "y", "w", "h")])
    else:
        image.leave_shape(
            next((kind for kind in ("keypoint", "line", "cuboid", "skeleton", "ellipse") if kind in thing), "?")
        )


def flatten_points(points: Any) -> list[Any] | None:
    """[x, y, …] of [{'x': x, 'y': y}, …]."""
    if not isinstance(points, list):
        return None
    return [point.get(side) for point in points if isinstance(point, dict) for side in ("x", "y")]


DARWIN = make_export_format(
    "darwin", "V7 Darwin", ("detection", "instance", "classification"), find_darwin, _read_darwin, own_files=True
)


def find_hasty(tree: FileTree) -> list[str]:
    """The files of Hasty."""
    return find_json_files(tree, {"label_classes", "images", "images[].image_name"}.issubset)


def _read_hasty(reader: ExportReader) -> None:
    said = reader.load_json()
    if not isinstance(said, dict):
        raise BadData("export_list_missing", name=reader.file, tool=reader.tool, list="images")
    for row in reader.iter_rows(said.get("label_classes")):
        reader.list_class(row.get("class_name"))
    for row in reader.iter_rows(said.get("images")):
        image = reader.open_image(row.get("image_name"), [row.get("width"), row.get("height")])
        if image is None:
            continue
        for thing in reader.iter_rows(row.get("labels")):
            _put_hasty(image, thing)
        for tag in reader.iter_rows(row.get("tags")):
            image.add_label(tag.get("class_name") or tag.get("name"))


def _put_hasty(image: ExportedImage, thing: dict) -> None:
    label, polygon = thing.get("class_name"), thing.get("polygon")
    if isinstance(polygon, list) and polygon:
        image.add_outlines(label, [[value for point in polygon if isinstance(point, list) for value in point]])
    else:
        image.add_corners(label, thing.get("bbox"))


HASTY = make_export_format("hasty", "Hasty", ("detection", "instance", "classification"), find_hasty, _read_hasty)
