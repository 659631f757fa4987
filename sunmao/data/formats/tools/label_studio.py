"""Label Studio: JSON (tasks with annotations), JSON-MIN, CSV and TSV (a row for each annotation)."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from sunmao.data.files.file_tree import TEXT_BYTES, FileTree, normalize_name
from sunmao.data.files.text_encoding import decode_text, read_whole
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import get_name
from sunmao.data.formats.reading.signatures import read_table_head
from sunmao.data.formats.tools.export_reader import (
    ExportedImage,
    ExportReader,
    find_json_files,
    get_dict,
    make_export_format,
)
from sunmao.data.formats.tools.packed_masks import unpack_brush
from sunmao.errors import BadData
from sunmao.images import geometry

_TASKS = re.compile(r"(\[\]\.)?(annotations|completions|predictions)(\[\]\.result(\[\]\..*)?)?")
_MINIMAL = re.compile(r"\[\]\.[^.\[\]]+\[\]\.(rectangle|polygon|ellipse|brush|keypoint)?labels")
_UPLOADED = re.compile(r"[0-9a-f]{8}-")  # what it puts before the name of a file
_OWN = ("id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time")  # fields of a row


def find_files(tree: FileTree) -> list[str]:
    """Its files of labels; of an export in several formats the one that says most."""
    found = find_json_files(tree, _fits) or find_json_files(tree, _fits_minimal)
    tables = (path for path in tree.files if path.lower().endswith((".csv", ".tsv")))
    return found or [path for path in tables if {"annotation_id", "annotator"} <= set(_read_header(tree, path))]


def _fits(keys: frozenset[str]) -> bool:
    if not any(key.endswith(".result") and _TASKS.fullmatch(key) for key in keys):
        return "task.data" in keys and "result" in keys
    return any(key in ("[].data", "data", "[].id", "id") or key.startswith(("[].data.", "data.")) for key in keys)


def _fits_minimal(keys: frozenset[str]) -> bool:
    return {"[].annotation_id", "[].annotator"} <= keys or any(map(_MINIMAL.fullmatch, keys))


def _read_header(tree: FileTree, path: str) -> list[str]:
    return (read_table_head(tree, path, 1) or [[]])[0]


def _read_file(reader: ExportReader) -> None:
    export = _LabelStudioFile(reader)
    if not reader.file.lower().endswith(".json"):
        return export.read_rows(_iter_table(reader))
    said = reader.load_json()
    rows = list(reader.iter_rows(said if isinstance(said, list) else [said]))
    if rows and all("result" in row and "task" in row for row in rows):
        # The storage of a project holds each annotation as a file of its own.
        return export.read_tasks({**get_dict(row, "task"), "annotations": [row]} for row in rows)
    if any(isinstance(row.get(name), list) for row in rows for name in ("annotations", "completions", "predictions")):
        return export.read_tasks(rows)
    export.read_rows(rows)


def _iter_table(reader: ExportReader) -> list[dict]:
    """The rows of a table; a cell that holds JSON as what that says."""
    found = decode_text(read_whole(reader.tree, reader.file, TEXT_BYTES))
    text = found[0] if found else ""
    mark = "\t" if "\t" in text.partition("\n")[0] else ","
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        raise BadData("table_damaged", name=reader.file) from None
    return [{name: _parse_cell(cell) for name, cell in row.items() if name} for row in rows]


def _parse_cell(cell: Any) -> Any:
    if isinstance(cell, str) and cell.startswith(("[", "{")):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return cell
    return cell


class _LabelStudioFile:
    """One file while it is read."""

    def __init__(self, reader: ExportReader) -> None:
        self.reader = reader

    def read_tasks(self, tasks: Any) -> None:
        """Contents of JSON: pictures, each with what one person or several have said of it."""
        for task in tasks:
            said = task.get("annotations", task.get("completions"))
            done = [each for each in self.reader.iter_rows(said) if not each.get("was_cancelled")]
            names = list(_list_names({**get_dict(task, "data"), "file_upload": task.get("file_upload")}))
            if not done:
                self.reader.faults.add("task_unlabeled", names[0] if names else self.reader.file)
                continue
            if len(done) > 1:
                self.reader.faults.add("annotators_several", names[0] if names else self.reader.file)
            if image := self._open(names):
                self._put_results(image, done[0].get("result"))

    def read_rows(self, rows: list[dict]) -> None:
        """Contents of JSON-MIN and tables: a row for each annotation, its fields between the picture's and its own."""
        done = set()
        for row in rows:
            names = list(_list_names(row))
            number = row.get("id") if type(row.get("id")) in (int, str) else None
            if number is not None and number in done:
                self.reader.faults.add("annotators_several", names[0] if names else self.reader.file)
                continue
            done.add(number)
            if image := self._open(names):
                for said in _list_fields(row):
                    self._put_field(image, said)

    def _put_field(self, image: ExportedImage, said: Any) -> None:
        """Contents of a row under the name of one control: regions, a choice or several."""
        if isinstance(said, str) and said:
            image.add_label(said)
        elif isinstance(said, dict):
            choices = said.get("choices")
            for label in choices if isinstance(choices, list) else ():
                image.add_label(label)
        else:
            for value in self.reader.iter_rows(said):
                if isinstance(value.get("choices"), list):
                    self._put_field(image, value)
                else:
                    _put_region(image, value)

    def _open(self, names: list[str]) -> ExportedImage | None:
        """The picture of a task, whose file has got a mark before its name when it was uploaded."""
        reader = self.reader
        for name in names:
            own = get_name(name)
            plain = _UPLOADED.sub("", own, count=1)
            path = reader.find_image(name) or reader.find_image(plain if plain != own else None)
            path = path or reader.names_without_odd_letters.get(normalize_name(plain))
            if path:
                return reader.open_path(path)
        reader.miss_image(names[0] if names else None)
        return None

    def _put_results(self, image: ExportedImage, results: Any) -> None:
        """Regions and choices of one annotation; a region and its label may be two results of one number."""
        rows = list(self.reader.iter_rows(results))
        labeled = {
            row.get("id") for row in rows if isinstance(row.get("id"), str) and _find_labels(get_dict(row, "value"))
        }
        for row in rows:
            value, kind = get_dict(row, "value"), row.get("type")
            sides = {side: row.get(side) for side in ("original_width", "original_height")}
            if isinstance(value.get("choices"), list) and "x" not in value and "points" not in value:
                self._put_field(image, value)
            elif _find_labels(value) or row.get("id") not in labeled and kind in _DRAWN:
                _put_region(image, {**sides, **value})
            elif row.get("id") not in labeled and kind != "relation":
                image.leave_shape(kind)


_DRAWN = ("rectangle", "polygon", "ellipse", "brush")


def _list_fields(row: dict) -> list[Any]:
    """Fields of a row about its picture: the fields between 'id' and 'annotator'."""
    names = list(row)
    if "id" in names and "annotator" in names and names.index("id") < names.index("annotator"):
        return [row[name] for name in names[names.index("id") + 1 : names.index("annotator")]]
    return [
        value for name, value in row.items() if name not in _OWN and not (isinstance(value, str) and is_picture(value))
    ]


def _list_names(data: dict) -> Iterator[str]:
    """Candidates for the picture's name, whether it is an address, a path, or a file that was uploaded."""
    for _, value in sorted(data.items(), key=lambda pair: pair[0] != "image"):
        if not isinstance(value, str) or len(value) > 2000:
            continue
        try:
            parts = urlsplit(value)
            local = parse_qs(parts.query).get("d", [""])[0]
        except ValueError:
            continue
        for name in (local, unquote(parts.path), value):
            if is_picture(name):
                yield name.replace("\\", "/")
                break


def _find_labels(value: dict) -> list:
    """The labels of a region, under the name of its kind."""
    found = next((said for name, said in value.items() if name.endswith("labels") and isinstance(said, list)), [])
    return found


def _put_region(image: ExportedImage, value: dict) -> None:
    """A thing in parts of 100 of the picture's sides."""
    labels = _find_labels(value)
    label = labels[0] if labels else None
    if len(labels) > 1:
        image.fault("region_several_labels")
    width, height = image.size or (0, 0)
    if value.get("format") == "rle" or "rle" in value:
        return image.add_patch(label, unpack_brush(value.get("rle"), (width, height)))
    if "points" in value:
        points = value["points"] if isinstance(value["points"], list) else []
        flat = [each for point in points if isinstance(point, list) for each in point]
        return image.add_outlines(label, [_scale(flat, width, height)])
    if "radiusX" in value:
        names = ("x", "y", "radiusX", "radiusY")
        return image.add_ellipse(
            label, _scale([value.get(name) for name in names], width, height), value.get("rotation")
        )
    if "width" in value and "height" in value:
        sides = _scale([value.get(name) for name in ("x", "y", "width", "height")], width, height)
        return image.add_turned_box(label, sides, value.get("rotation"), center=False)
    image.leave_shape(next((name for name in value if name.endswith("labels")), "?"))


def _scale(values: list, width: int, height: int) -> list[float] | None:
    found = geometry.to_finite_floats(values, 4)
    return [each * (height if place % 2 else width) / 100 for place, each in enumerate(found)] if found else None


LABEL_STUDIO = make_export_format(
    "label_studio",
    "Label Studio",
    ("detection", "instance", "classification", "multi_label"),
    find_files,
    _read_file,
)
