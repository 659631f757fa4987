"""Tables with a row for each box, whichever program wrote them: TensorFlow's and Roboflow's CSV, Open Images,
RetinaNet, AutoML Vision, makesense.ai, Kaggle's competitions, and spreadsheets in Chinese or English.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.label_tables import is_answer_sheet
from sunmao.data.formats.reading.attributes import parse_text, pick_attributes
from sunmao.data.formats.reading.box_kinds import choose_kind, parse_boxes, parse_predictions, to_corners
from sunmao.data.formats.reading.file_lists import is_picture, read_lines
from sunmao.data.formats.reading.image_paths import get_name, get_stem, guess_split
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label
from sunmao.data.formats.reading.object_listing import ObjectListing
from sunmao.data.formats.reading.signatures import read_table_head
from sunmao.data.formats.reading.table_columns import TableColumns, find_columns, parse_part
from sunmao.data.formats.reading.tables import iter_rows
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing
from sunmao.errors import BadData
from sunmao.texts import get_both

_TEXTS = 20  # files called .txt that are looked at
_LISTS = ("classes.txt", "labels.txt", "names.txt", "class_names.txt")
_OPEN_IMAGES = ("/m/", "/g/", "/t/")  # what Open Images' numbers of classes begin with
_PLAIN = {"0", "0.0", "-1", "", "false", "unspecified"}  # what says nothing of a thing
_SIZES = (("width", "height"), ("imagewidth", "imageheight"), ("imgwidth", "imgheight"), ("imgw", "imgh"))
_NOT_OF_THINGS = {name for names in _SIZES for name in names} | {"depth", "channels", "filesize", "isgroupof", "source"}


@dataclass(frozen=True)
class _BoxRow:
    """A row of a table: the picture, the thing's label and its four numbers, and what else it says."""

    canvas: ImageAnnotations
    label: str
    box: tuple[float, ...]
    said: dict | None


def find_box_tables(tree: FileTree) -> dict[str, TableColumns]:
    """The tables of a tree whose rows are boxes."""
    tables = [path for path in tree.files if path.lower().endswith((".csv", ".tsv")) and not is_answer_sheet(path)]
    texts = tree.list_ending(".txt")
    found = {}
    for path in [*tables, *sorted(texts, key=lambda path: path.count("/"))[:_TEXTS]]:
        if (columns := find_columns(read_table_head(tree, path))) is not None:
            found[path] = columns
    return found


def recognize(tree: FileTree) -> bool:
    """Whether there is a table that has a column of pictures and those of a box."""
    return bool(find_box_tables(tree)) and any(map(is_picture, tree.files))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. Raises BadData for a table that can be read in two
    ways.
    """
    found, tables = ObjectListing(tree, "box_tables"), find_box_tables(tree)
    rows = {path: list(_iter_boxes(tree, path, columns, found)) for path, columns in tables.items()}
    used = {row.label for each in rows.values() for row in each}
    names = read_class_names(tree) or _read_numbered_names(tree, used)
    kinds = {path: _put_rows(path, columns, rows[path], names) for path, columns in tables.items()}
    listing = found.finish(names.values())
    for how in dict.fromkeys(each for each in kinds.values() if each):
        paths = [path for path, each in kinds.items() if each == how]
        listing.findings.append(
            Issue("box_table_read", {"names": format_names(paths), "how": get_both(how)}, count=len(paths))
        )
    if any(columns.label is None and columns.kind != "prediction" for columns in tables.values()):
        listing.findings.append(Issue("box_table_no_label", {"names": format_names(tables)}))
    return listing


def read_class_names(tree: FileTree) -> dict[str, str]:
    """Identifiers of classes → their names: Open Images' descriptions, RetinaNet's classes, ImageNet's synsets."""
    for path in tree.files:
        rows = read_table_head(tree, path) if path.lower().endswith(".csv") else []
        if len(rows) > 1 and all(len(row) == 2 for row in rows) and all(row[0][:3] in _OPEN_IMAGES for row in rows[1:]):
            return {row[0]: clean_label(row[1]) for row in iter_rows(tree, path) if len(row) == 2}
        if rows and get_stem(path).lower().startswith("class") and all(row[-1] == str(n) for n, row in enumerate(rows)):
            return {row[0]: clean_label(row[0]) for row in iter_rows(tree, path)}
        if get_name(path).lower().endswith("synset_mapping.txt"):
            lines = (line.partition(" ") for line in read_lines(tree, path))
            return {number: clean_label(names.partition(",")[0]) for number, _, names in lines}
    return {}


def _read_numbered_names(tree: FileTree, used: set[str]) -> dict[str, str]:
    """The names of a list by their numbers, where the tables call classes by numbers from 0 on."""
    lists = (path for path in sorted(tree.files, key=lambda path: path.count("/")) if get_name(path).lower() in _LISTS)
    path = next(lists, None)
    if path is None or "0" not in used:
        return {}
    names = {str(number): clean_label(line) for number, line in enumerate(read_lines(tree, path))}
    return names if used <= names.keys() else {}


def _iter_boxes(tree: FileTree, path: str, columns: TableColumns, found: ObjectListing) -> Iterator[_BoxRow]:
    """The boxes of a table whose pictures are there; a row without box is a picture in which there is nothing."""
    rows, width = iter_rows(tree, path), len(columns.names)
    if columns.header:
        next(rows, None)
    for row in rows:
        if len(row) < max(columns.image, *columns.box, columns.label or 0) + 1 or not row[columns.image]:
            found.faults.add("table_odd_rows", path, line=",".join(row)[:60])
            continue
        part = parse_part(row[columns.part]) if columns.part is not None and columns.part < len(row) else None
        canvas = found.open(path, row[columns.image], part or guess_split(path))
        cells = [row[place] for place in columns.box]
        if canvas is None or not any(cells):
            continue
        if columns.kind == "prediction":
            boxes = parse_predictions(cells[0])
        else:
            label = row[columns.label] if columns.label is not None else "object"
            boxes = [(label, box) for box in parse_boxes(cells)]
        if not boxes:
            canvas.fault("box_no_numbers")
        said = dict(zip(columns.names, row, strict=False)) if width else {}
        _check_size(said, canvas)
        for label, box in boxes:
            if not (label := clean_label(label)):
                canvas.fault("shape_no_label")
            elif said.get("isgroupof") == "1":
                canvas.fault("coco_crowd")
            else:
                yield _BoxRow(canvas, label, box, _pick_attributes(said, columns))


def _check_size(said: dict[str, str], canvas: ImageAnnotations) -> None:
    """Say it where a table tells another size than the picture has."""
    for width, height in _SIZES[:1] if "xmin" in said or "x1" in said else _SIZES[1:]:
        told = said.get(width, ""), said.get(height, "")
        if all(each.isdecimal() and len(each) < 7 for each in told) and canvas.size:
            if (size := (int(told[0]), int(told[1]))) != canvas.size and min(size):
                canvas.fault("label_size_differs", told="×".join(told), real=f"{canvas.size[0]}×{canvas.size[1]}")


def _pick_attributes(said: dict[str, str], columns: TableColumns) -> dict | None:
    """Attributes of a row's thing besides label and box."""
    known = {columns.image, columns.label, columns.part, *columns.box}
    names = [name for place, name in enumerate(columns.names) if place not in known and name not in _NOT_OF_THINGS]
    values = ((name, said[name]) for name in names if name in said)
    return pick_attributes(((name, parse_text(text)) for name, text in values if text.lower() not in _PLAIN), ())


def _put_rows(path: str, columns: TableColumns, rows: list[_BoxRow], names: dict[str, str]) -> str | None:
    """Put the boxes of a table into their pictures; returns the key of how they were read where the columns' names
    leave it open. Raises BadData.
    """
    if not rows:
        return None
    sized = [(row.box, row.canvas.size) for row in rows if row.canvas.size]
    kind, shares = choose_kind(columns.kind, sized)
    if kind is None:
        raise BadData("box_table_unclear", name=path, columns=", ".join(columns.names)[:120])
    for row in rows:
        if row.canvas.size is None and shares:
            row.canvas.fault("box_no_numbers")
            continue
        row.canvas.attributes = row.said
        row.canvas.corners(
            names.get(row.label) or row.label, to_corners(row.box, kind, row.canvas.size if shares else None)
        )
    plain = columns.header and kind == columns.kind and not shares
    return None if plain else f"box_{kind}_{'shares' if shares else 'pixels'}"


BOX_TABLES = DatasetFormat(
    "box_tables", {"zh": "CSV 框表", "en": "CSV table of boxes"}, ("detection",), recognize, read
)
