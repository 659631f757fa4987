"""VGG Image Annotator: JSON or CSV of VIA 1 and 2 (also makesense.ai's), a project of VIA 2, a project of VIA 3."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sunmao.data.files.file_tree import TEXT_BYTES, FileTree
from sunmao.data.files.text_encoding import decode_text, read_whole
from sunmao.data.formats.reading.attributes import pick_attributes
from sunmao.data.formats.reading.object_annotations import clean_label
from sunmao.data.formats.reading.signatures import read_table_head
from sunmao.data.formats.tools.export_reader import (
    ExportedImage,
    ExportReader,
    find_json_files,
    get_dict,
    make_export_format,
)
from sunmao.errors import BadData

_NAMES = (
    "class",
    "name",
    "label",
    "type",
    "object",
    "category",
    "类别",
    "标签",
    "名称",
)  # of the attribute that tells the class
_CELLS = ("region_shape_attributes", "region_attributes")
_SHAPES = {1: "point", 2: "rect", 3: "circle", 4: "ellipse", 5: "line", 6: "polyline", 7: "polygon"}  # of VIA 3
_RECT = ("x", "y", "width", "height")


def find_files(tree: FileTree) -> list[str]:
    """The files of VIA; of two that hold the same regions the JSON."""
    found = find_json_files(tree, _fits)
    return found or [path for path in tree.files if path.lower().endswith(".csv") and _is_table(tree, path)]


def _fits(keys: frozenset[str]) -> bool:
    if "_via_img_metadata" in keys or {"project.pid", "config", "file"} <= keys:
        return True
    files = {key.removesuffix(".regions") for key in keys if key.endswith(".regions")}
    return any(f"{file}.filename" in keys for file in files)


def _is_table(tree: FileTree, path: str) -> bool:
    head = read_table_head(tree, path, 1)
    return bool(head) and head[0][0].lstrip("#") == "filename" and set(_CELLS) <= set(head[0])


def _read_file(reader: ExportReader) -> None:
    if reader.file.lower().endswith(".csv"):
        return _read_regions(reader, _group_rows(reader))
    said = reader.load_json()
    if not isinstance(said, dict):
        raise BadData("export_list_missing", name=reader.file, tool=reader.tool, list="regions")
    if "metadata" in said and "file" in said:
        return _read_via3(reader, said)
    rows = get_dict(said, "_via_img_metadata") or {key: row for key, row in said.items() if not key.startswith("_via")}
    _read_regions(reader, list(reader.iter_rows(rows)))


def _group_rows(reader: ExportReader) -> list[dict]:
    """The lines of a table, one for each region, as the JSON has them: one object for each picture."""
    found = decode_text(read_whole(reader.tree, reader.file, TEXT_BYTES))
    pictures: dict[str, dict] = {}
    try:
        for row in csv.DictReader(io.StringIO(found[0] if found else "", newline="")):
            name = row.get("filename") or row.get("#filename") or ""
            file = pictures.setdefault(name, {"filename": name, "regions": []})
            region = {cell.removeprefix("region_shape_"): _parse_cell(row.get(cell)) for cell in _CELLS}
            if shape := region.pop("attributes"):
                file["regions"].append({"shape_attributes": shape, **region})
            file["file_attributes"] = _parse_cell(row.get("file_attributes"))
    except csv.Error:
        raise BadData("table_damaged", name=reader.file) from None
    return list(pictures.values())


def _parse_cell(text: str | None) -> Any:
    try:
        return json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}


def _read_regions(reader: ExportReader, files: list[dict]) -> None:
    rows = [(file, list(reader.iter_rows(file.get("regions")))) for file in files]
    said = [get_dict(region, "region_attributes") for _, regions in rows for region in regions]
    key = _find_class_attribute(said)
    of_files = _find_class_attribute([get_dict(file, "file_attributes") for file, _ in rows], named=True)
    if said and key is None:
        reader.faults.add("via_no_class", reader.file)
    for file, regions in rows:
        image = reader.open_image(file.get("filename"))
        if image is None:
            continue
        for region in regions:
            attributes = get_dict(region, "region_attributes")
            others = ((name, value) for name, value in attributes.items() if value and name != key)
            image.attributes = pick_attributes(others, ())
            label = "object" if key is None else _name_value(attributes.get(key))
            _put_region(image, label, get_dict(region, "shape_attributes"))
        if of_files and not said:
            for label in _list_values(get_dict(file, "file_attributes").get(of_files)):
                image.add_label(label)


def _find_class_attribute(said: list[dict], named: bool = False) -> str | None:
    """The attribute that tells the class: called so, or the one whose values differ, or the only one; None where no
    region has any. named: only one that is called so, or is the only one.
    """
    values: dict[str, Counter] = {}
    for attributes in said:
        for name, value in attributes.items():
            if label := _name_value(value):
                values.setdefault(name, Counter())[label] += 1
    for name in _NAMES:
        if found := [each for each in values if each.strip().lower() == name]:
            return found[0]
    differing = [name for name, counts in values.items() if len(counts) > 1]
    if named or len(values) == 1:
        return next(iter(values)) if len(values) == 1 else None
    # Of several, the one that most regions have, with the fewest values: notes differ from region to region.
    return max(differing or values, key=lambda name: (values[name].total(), -len(values[name])), default=None)


def _name_value(value: Any) -> str:
    """A value as a class: a text, or the one that is ticked of several ({'apple': true})."""
    return next(iter(_list_values(value)), "")


def _list_values(value: Any) -> Iterator[str]:
    names = [name for name, on in value.items() if on] if isinstance(value, dict) else [value]
    return filter(None, map(clean_label, names))


def _put_region(image: ExportedImage, label: Any, shape: dict) -> None:
    kind = shape.get("name")
    if kind == "rect":
        image.add_box(label, [shape.get(name) for name in _RECT])
    elif kind in ("polygon", "polyline") and (kind == "polygon" or _is_closed(shape)):
        xs, ys = shape.get("all_points_x"), shape.get("all_points_y")
        outline = None
        if isinstance(xs, list) and isinstance(ys, list) and len(xs) == len(ys):
            outline = [value for pair in zip(xs, ys, strict=True) for value in pair]
        image.add_outlines(label, [outline])
    elif kind == "circle":
        image.add_ellipse(label, [shape.get(name) for name in ("cx", "cy", "r", "r")])
    elif kind == "ellipse":
        # VIA tells the turn in radians.
        turn = shape.get("theta", 0)
        degrees = turn * 57.29577951308232 if type(turn) in (int, float) and abs(turn) < 1e6 else 0
        image.add_ellipse(label, [shape.get(name) for name in ("cx", "cy", "rx", "ry")], degrees)
    else:
        image.leave_shape(kind)


def _is_closed(shape: dict) -> bool:
    xs, ys = shape.get("all_points_x"), shape.get("all_points_y")
    return isinstance(xs, list) and isinstance(ys, list) and len(xs) > 3 and [xs[0], ys[:1]] == [xs[-1], ys[-1:]]


def _read_via3(reader: ExportReader, said: dict) -> None:
    attributes, files = get_dict(said, "attribute"), get_dict(said, "file")
    views, images = get_dict(said, "view"), {}
    things = [row for row in reader.iter_rows(said["metadata"]) if isinstance(row.get("xy"), list) and row["xy"]]
    key = _find_class_attribute([_name_values(get_dict(row, "av"), attributes) for row in things])
    if things and key is None:
        reader.faults.add("via_no_class", reader.file)
    for number, view in views.items():
        listed = view.get("fid_list") if isinstance(view, dict) else None
        file = get_dict(files, str(listed[0])) if isinstance(listed, list) and listed else {}
        images[number] = reader.open_image(file.get("fname"))
    for row in things:
        if str(row.get("vid")) not in images:
            reader.faults.add("coco_odd_entry", reader.file)
        elif image := images[str(row.get("vid"))]:
            label = "object" if key is None else _name_values(get_dict(row, "av"), attributes).get(key)
            _put_region(image, label, _name_shape(row["xy"]))


def _name_values(said: dict, attributes: dict) -> dict[str, Any]:
    """The values of VIA 3's attributes by their names; where it is one of several to choose from, what that is called."""
    found = {}
    for number, value in said.items():
        about = get_dict(attributes, number)
        options = get_dict(about, "options")
        found[str(about.get("aname", number))] = options.get(value, value) if isinstance(value, str) else value
    return found


def _name_shape(xy: list) -> dict[str, Any]:
    """A shape of VIA 3, [kind, x, y, …], as VIA 2 tells it."""
    kind, rest = _SHAPES.get(xy[0]) if type(xy[0]) is int else None, xy[1:]
    if kind == "polygon":
        return {"name": kind, "all_points_x": rest[0::2], "all_points_y": rest[1::2]}
    names = {"rect": _RECT, "circle": ("cx", "cy", "r"), "ellipse": ("cx", "cy", "rx", "ry")}.get(kind or "", ())
    return {"name": kind or str(xy[0]), **dict(zip(names, rest, strict=False))}


VIA = make_export_format(
    "via", "VGG Image Annotator (VIA)", ("detection", "instance", "classification"), find_files, _read_file
)
