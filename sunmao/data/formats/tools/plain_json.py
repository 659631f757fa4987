"""JSON that says the class of each picture: `{"a.jpg": "cat"}`, `{"cat": ["a.jpg"]}`, a list or lines of
`{"file_name": …, "label": …}`, Hugging Face's `metadata.jsonl` with boxes, Baidu EasyDL's file beside each picture
and Huawei ModelArts' manifest.
"""

import re
from typing import Any

from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.formats.reading.class_layout import find_classes
from sunmao.data.formats.reading.file_lists import PICTURES, is_picture
from sunmao.data.formats.reading.image_paths import get_name
from sunmao.data.formats.reading.signatures import list_json_keys, read_head
from sunmao.data.formats.tools.export_reader import (
    ExportedImage,
    ExportReader,
    find_json_files,
    get_dict,
    make_export_format,
)
from sunmao.data.formats.tools.json_lines import name_of

_IMAGE = (
    "file_name filename fileName file image image_path image_name img img_path path picture 图片 文件名 图片名"
).split()
_LABEL = (
    "label class category label_name class_name category_name labels tags classes categories 标签 类别 分类".split()
)
_BOXES, _BOX_LABELS = "objects.bbox", ("objects.categories", "objects.category", "objects.labels", "objects.label")
_EASYDL = {f"labels[].{name}" for name in ("name", "x1", "y1", "x2", "y2", "meta", "mask", "shape")} | {"labels"}
_LINES = (".jsonl", ".ndjson")
_LOOKED_AT = 50  # files
_PICTURE = re.compile(rf'"([^"]{{1,400}}?(?:{"|".join(map(re.escape, PICTURES))}))"', re.IGNORECASE)


def find_plain_json(tree: FileTree) -> list[str]:
    """The files that name pictures of the tree beside a class; none where folders already say the classes."""
    found = tree.list_ending(".json", *_LINES)[:_LOOKED_AT]
    found = [path for path in found if _fits(list_json_keys(tree, path), named := _list_named(tree, path)) and named]
    if not found or len(find_classes(tree).labels) > 1:
        return []
    known = {normalize_name(get_name(path)) for path in tree.files if is_picture(path)}
    return [path for path in found if not known.isdisjoint(_list_named(tree, path))]


def _list_named(tree: FileTree, path: str) -> list[str]:
    """The names of pictures in the head of a file, without their folders."""
    return [
        normalize_name(get_name(name.replace("\\\\", "/").replace("\\", "/")))
        for name in _PICTURE.findall(read_head(tree, path))
    ]


def _fits(keys: frozenset[str], named: list[str]) -> bool:
    if not keys:
        return False
    if not any(mark in key for key in keys if not is_picture(key) for mark in (".", "[]")):
        if not keys.isdisjoint(_IMAGE):  # a row, of which one key must be a label
            return _find_row_keys(keys) is not None
        return all(map(is_picture, keys)) or len(named) >= len(keys) > 1 and not any(map(is_picture, keys))
    flat = {key.removeprefix("[].") for key in keys}
    return bool(_find_row_keys(flat)) and (not any("." in key or "[]" in key for key in flat) or _BOXES in flat)


def _find_row_keys(keys: set[str] | frozenset[str]) -> tuple[str, str] | None:
    """The keys of the picture and of its label in an object; None where one is missing."""
    image = next((key for key in _IMAGE if key in keys), None)
    labels = (*_BOX_LABELS, *_LABEL) if _BOXES in keys else _LABEL
    label = next((key for key in labels if key in keys and key != image), None)
    return (image, label) if image and label else None


def _read_plain(reader: ExportReader) -> None:
    keys = {key.removeprefix("[].") for key in list_json_keys(reader.tree, reader.file)}
    if row_keys := _find_row_keys(keys):
        lines = reader.file.lower().endswith(_LINES)
        for row in reader.iter_json_lines() if lines else reader.iter_rows(reader.load_json()):
            _put_row(reader, row, *row_keys)
        return
    said = reader.load_json()
    for one, other in said.items() if isinstance(said, dict) else ():
        if is_picture(one):
            _put_labels(reader.open_image(one), other)
        else:
            for name in other if isinstance(other, list) else [other]:
                _put_labels(reader.open_image(name), one)


def _put_row(reader: ExportReader, row: dict, image_key: str, label_key: str) -> None:
    image = reader.open_image(row.get(image_key))
    if "." not in label_key:
        return _put_labels(image, row.get(label_key))
    things = get_dict(row, "objects")
    labels, boxes = things.get(label_key.partition(".")[2]), things.get("bbox")
    if image and isinstance(labels, list) and isinstance(boxes, list) and len(labels) == len(boxes):
        for label, box in zip(labels, boxes, strict=True):
            image.add_box(label, box)
    elif image:
        image.fault("box_no_numbers")
    return None


def _put_labels(image: ExportedImage | None, said: Any) -> None:
    if image is None:
        return
    for label in said if isinstance(said, list) else [said]:
        image.add_label(label)


PLAIN_JSON = make_export_format(
    "plain_json",
    "JSON",
    ("classification", "multi_label", "detection"),
    find_plain_json,
    _read_plain,
)


def find_easydl(tree: FileTree) -> list[str]:
    """The files of EasyDL."""
    return find_json_files(tree, lambda keys: "labels[].name" in keys and keys <= _EASYDL)


def _read_easydl(reader: ExportReader) -> None:
    said = reader.load_json()
    path = reader.pictures.beside(reader.file)
    if path is None:
        return reader.miss_image(reader.file)
    image = reader.open_path(path)
    for row in reader.iter_rows(said.get("labels") if isinstance(said, dict) else None):
        if "x1" in row:
            image.add_corners(row.get("name"), [row.get(side) for side in ("x1", "y1", "x2", "y2")])
        elif "mask" in row:
            image.leave_shape("mask")
        else:
            image.add_label(row.get("name"))
    return None


EASYDL = make_export_format(
    "easydl",
    "EasyDL",
    ("classification", "multi_label", "detection"),
    find_easydl,
    _read_easydl,
    own_files=True,
)


def find_modelarts(tree: FileTree) -> list[str]:
    """The manifests of ModelArts that say classes of whole pictures; of boxes they name files of Pascal VOC."""
    return find_json_files(
        tree,
        lambda keys: {"source", "annotation[].name"} <= keys and "annotation[].annotation-loc" not in keys,
        (".manifest", *_LINES, ".json"),
    )


def _read_modelarts(reader: ExportReader) -> None:
    for row in reader.iter_json_lines():
        use = {"TRAIN": "train", "EVAL": "val", "TEST": "test"}.get(str(row.get("usage")).upper())
        image = reader.open_image(name_of(row.get("source")), None, use)
        if image is None:
            continue
        for said in reader.iter_rows(row.get("annotation")):
            image.add_label(said.get("name"))


MODELARTS = make_export_format(
    "modelarts", "ModelArts", ("classification", "multi_label"), find_modelarts, _read_modelarts
)
