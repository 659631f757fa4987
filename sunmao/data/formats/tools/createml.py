"""Lists of pictures with boxes: CreateML's JSON (Apple, Roboflow), Sloth's, and V7 Darwin's and Hasty's files."""

from typing import Any

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.tools.export_reader import ExportReader, find_json_files, get_dict, make_export_format

_IMAGE = ("image", "imagefilename", "filename")
_THINGS = ("annotations", "annotation")


def find_createml(tree: FileTree) -> list[str]:
    """The files of CreateML."""
    return find_json_files(tree, _is_createml)


def _is_createml(keys: frozenset[str]) -> bool:
    if not any(f"[].{name}" in keys for name in _IMAGE):
        return False
    return (
        any(f"[].{name}[].coordinates.{side}" in keys for name in _THINGS for side in ("width", "x"))
        or keys <= {"[].image", "[].annotations", "[].annotations[].label", "[].label"}
        and len(keys) > 1
    )


def _read_createml(reader: ExportReader) -> None:
    for row in reader.iter_rows(reader.load_json()):
        image = reader.open_image(next((row[name] for name in _IMAGE if row.get(name)), None))
        if image is None:
            continue
        said = next((row[name] for name in (*_THINGS, "label") if name in row), None)
        if isinstance(said, str):
            image.add_label(said)
        for thing in reader.iter_rows(said):
            if "coordinates" not in thing:
                image.add_label(thing.get("label"))
                continue
            place = get_dict(thing, "coordinates")
            center = [place.get(name) for name in ("x", "y", "width", "height")]
            image.add_box(thing.get("label"), center_to_sides(center))


def center_to_sides(center: list[Any]) -> list[Any]:
    """[left, top, width, height] of a box by [x, y of its center, width, height]."""
    if not all(type(value) in (int, float) for value in center):
        return center
    x, y, width, height = center
    return [x - width / 2, y - height / 2, width, height]


CREATEML = make_export_format("createml", "CreateML", ("detection", "classification"), find_createml, _read_createml)


def find_sloth(tree: FileTree) -> list[str]:
    """The files of Sloth."""
    return find_json_files(tree, {"[].annotations", "[].class", "[].filename"}.issubset)


def _read_sloth(reader: ExportReader) -> None:
    for row in reader.iter_rows(reader.load_json()):
        if row.get("class") != "image":
            reader.faults.add("coco_odd_entry", reader.file)
        elif image := reader.open_image(row.get("filename")):
            for thing in reader.iter_rows(row.get("annotations")):
                label = thing.get("label") or thing.get("id") or thing.get("class")
                if {"x", "y", "width", "height"} <= thing.keys():
                    image.add_box(label, [thing[name] for name in ("x", "y", "width", "height")])
                else:
                    image.leave_shape(thing.get("class"))


SLOTH = make_export_format("sloth", "Sloth", ("detection",), find_sloth, _read_sloth)
