"""Supervisely: `meta.json`, and for each data set the pictures in `img` and a JSON file for each in `ann`."""

from typing import Any

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import parse_json, read_whole
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.reading.image_paths import get_name
from sunmao.data.formats.tools.export_reader import (
    ExportedImage,
    ExportReader,
    find_json_files,
    get_dict,
    make_export_format,
)
from sunmao.data.formats.tools.packed_masks import decode_packed_png
from sunmao.errors import BadData
from sunmao.images import geometry

_HOLES_AT_MOST = 1000  # of one thing


def _fits(keys: frozenset[str]) -> bool:
    return {"objects", "size.height", "size.width"} <= keys or "objects[].classTitle" in keys


def find_files(tree: FileTree) -> list[str]:
    """Its files of pictures."""
    return find_json_files(tree, _fits)


def _read_file(reader: ExportReader) -> None:
    said = reader.load_json()
    size, tags = get_dict(said, "size"), [tag.get("name") for tag in reader.iter_rows(said.get("tags"))]
    split = next((found for tag in tags if isinstance(tag, str) and (found := get_split(tag))), None)
    name = get_name(reader.file).removesuffix(".json")
    image = reader.open_image(name, [size.get("width"), size.get("height")], split)
    if image is None:
        return
    for tag in tags:
        if not (isinstance(tag, str) and get_split(tag)):
            image.add_label(tag)
    for thing in reader.iter_rows(said.get("objects")):
        _put_object(image, thing)


def _list_classes(reader: ExportReader) -> None:
    """The classes in their order, as `meta.json` lists them."""
    if not (path := next((path for path in reader.tree.files if get_name(path) == "meta.json"), "")):
        return
    try:
        said, _ = parse_json(read_whole(reader.tree, path), path)
    except BadData:
        return reader.faults.add("labels_unreadable", path)
    for row in reader.iter_rows(said.get("classes") if isinstance(said, dict) else None):
        reader.list_class(row.get("title"))


def _put_object(image: ExportedImage, thing: dict) -> None:
    label, points = thing.get("classTitle"), get_dict(thing, "points")
    outer, holes = _flatten(points.get("exterior")), points.get("interior")
    bitmap = get_dict(thing, "bitmap")
    kind = thing.get("geometryType") or ("bitmap" if bitmap else "rectangle" if len(outer) == 4 else "polygon")
    if kind == "rectangle":
        image.add_corners(label, outer)
    elif kind == "bitmap":
        corner = geometry.to_finite_floats(bitmap.get("origin"), 2)
        mask = decode_packed_png(bitmap.get("data"), image.size) if corner and image.size else None
        image.add_patch(label, mask, (round(corner[0]), round(corner[1])) if corner else (0, 0))
    elif kind != "polygon":
        image.leave_shape(kind)
    elif isinstance(holes, list) and holes:
        _put_with_holes(image, label, outer, holes)
    else:
        image.add_outlines(label, [outer])


def _put_with_holes(image: ExportedImage, label: Any, outer: list, holes: list) -> None:
    """A polygon with holes is kept as a mask: outlines have none."""
    rings = [geometry.to_finite_floats(each, 6) for each in (outer, *map(_flatten, holes[:_HOLES_AT_MOST]))]
    found = [each for each in rings if each is not None]
    if len(found) < len(rings) or not image.size or image.size[0] * image.size[1] > geometry.MAX_PIXELS:
        return image.add_patch(label, None)
    whole = geometry.rle_to_mask(geometry.polygons_to_rle(found[:1], image.size))
    whole[geometry.rle_to_mask(geometry.polygons_to_rle(found[1:], image.size)) != 0] = 0
    image.add_patch(label, whole)


def _flatten(points: Any) -> list:
    """[x, y, x, y, …] of [[x, y], …]."""
    return [value for point in points if isinstance(point, list) for value in point] if isinstance(points, list) else []


SUPERVISELY = make_export_format(
    "supervisely",
    "Supervisely",
    ("detection", "instance", "classification", "multi_label"),
    find_files,
    _read_file,
    own_files=True,
    begin=_list_classes,
)
