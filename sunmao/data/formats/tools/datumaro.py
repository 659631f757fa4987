"""Datumaro: `annotations/<part>.json` with categories and items, `images/<part>` beside it."""

from typing import Any

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.reading.attributes import pick_attributes
from sunmao.data.formats.reading.object_annotations import clean_label
from sunmao.data.formats.tools.export_reader import (
    ExportedImage,
    ExportReader,
    find_json_files,
    get_dict,
    make_export_format,
)
from sunmao.errors import BadData
from sunmao.images import geometry


def _fits(keys: frozenset[str]) -> bool:
    return "categories.label.labels" in keys or "categories.label" in keys and "items" in keys


def find_files(tree: FileTree) -> list[str]:
    """Its files, one for each part."""
    return find_json_files(tree, _fits)


def _read_file(reader: ExportReader) -> None:
    said = reader.load_json()
    if not isinstance(said, dict) or not isinstance(said.get("items"), list):
        raise BadData("export_list_missing", name=reader.file, tool=reader.tool, list="items")
    categories = get_dict(get_dict(said, "categories"), "label").get("labels")
    labels = [clean_label(row.get("name")) for row in reader.iter_rows(categories)]
    for label in labels:
        reader.list_class(label)
    for item in reader.iter_rows(said["items"]):
        picture = get_dict(item, "image") or get_dict(item, "media")
        name = picture.get("path") or item.get("id")
        path = reader.find_image(name) or reader.find_image(item.get("id"))
        if path is None:
            reader.miss_image(name)
            continue
        size = picture.get("size")
        image = reader.open_path(path, size[::-1] if isinstance(size, list) else None)
        for thing in reader.iter_rows(item.get("annotations")):
            _put_annotation(image, thing, labels)


def _put_annotation(image: ExportedImage, thing: dict, labels: list[str]) -> None:
    number, kind = thing.get("label_id"), thing.get("type")
    label = labels[number] if type(number) is int and 0 <= number < len(labels) else None
    if label is None:
        return image.fault("coco_unknown_category", id=str(number)[:80])
    said = ((name, value) for name, value in get_dict(thing, "attributes").items() if value)
    image.attributes = pick_attributes(said, ())
    if kind == "bbox":
        image.add_box(label, thing.get("bbox"))
    elif kind == "polygon":
        image.add_outlines(label, [thing.get("points")])
    elif kind == "mask":
        _put_mask(image, label, get_dict(thing, "rle"))
    elif kind == "label":
        image.attributes = None
        image.add_label(label)
    else:
        image.leave_shape(kind)


def _put_mask(image: ExportedImage, label: str, said: dict[str, Any]) -> None:
    """A mask of the whole picture as COCO's run lengths, by columns."""
    counts, size = said.get("counts"), said.get("size")
    rle = geometry.validate_rle(counts, size)
    fits = image.size is not None and rle is not None and rle[1] == image.size[::-1]
    image.add_patch(label, geometry.rle_to_mask(rle) if rle is not None and fits else None)


DATUMARO = make_export_format(
    "datumaro",
    "Datumaro",
    ("detection", "instance", "classification", "multi_label"),
    find_files,
    _read_file,
)
