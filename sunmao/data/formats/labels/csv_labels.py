"""Tables of labels: `filename,cat,dog` with 0 or 1 in each cell (several labels a picture), `filename,label` with a
class, or with several in a cell, or `filename,angle` with a number.
"""

import csv
import io
import posixpath
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from sunmao.core.name_formatting import format_names
from sunmao.data import splits
from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_whole, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.label_tables import (
    NO,
    YES,
    ImageNames,
    LabelTable,
    find_label_mark,
    is_answer_sheet,
    make_table,
    names_pictures,
    says_classes,
)
from sunmao.data.formats.reading.class_layout import find_classes, find_textbook_parts
from sunmao.data.formats.reading.class_lists import hold_out_validation, report_elsewhere, split_training
from sunmao.data.formats.reading.file_lists import list_images
from sunmao.data.formats.reading.image_paths import get_folder, get_name, guess_split
from sunmao.data.formats.reading.tables import iter_rows
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.issue import Issue
from sunmao.data.listing import SPLITS, DatasetListing, Sample
from sunmao.data.number_labels import parse_number
from sunmao.errors import BadData

TABLES = ("train.csv", "valid.csv", "val.csv", "validation.csv", "test.csv", "_classes.csv", "labels.csv")
_ENDINGS = (".csv", ".tsv")
_LISTS = ("captions.txt", "labels.txt", "results.csv")  # tables that are called as lists are
_FOLDER_LISTS = {"val.txt", "test.txt"}  # of the textbook's parts, and of a division of class folders
_NAMES = {"classes.txt", "labels.txt", "class_names.txt"}  # lists of the classes in the order of their numbers
_DEEPEST = 2  # folders around a table
_MOST = 50  # tables that are looked at
PARTS = {"train": "train", "val": "valid", "test": "test"}


def find_tables(tree: FileTree, names: ImageNames) -> dict[str | None, str]:
    """The table of each part, None for one that says no part; those with the usual names come first."""
    candidates = tree.list_ending(*_ENDINGS, ".txt")
    # A label that was mended stands in such a list, too, and differs from its folder.
    lists = _FOLDER_LISTS if splits.FILE in tree.files or find_textbook_parts(tree) else set()
    paths = [
        path for path in candidates if path.count("/") <= _DEEPEST and path not in lists and not is_answer_sheet(path)
    ]
    paths.sort(key=lambda path: (get_name(path).lower() not in TABLES, path.count("/"), path))
    found: dict[str | None, str] = {}
    for path in paths[:_MOST]:
        split = guess_split(path)
        if (
            split not in found
            and names_pictures(tree, path, names)
            and (_has_table_name(path) or says_classes(tree, path))
        ):
            found[split] = path
    return {split: path for split, path in found.items() if split or len(found) == 1}


def _has_table_name(path: str) -> bool:
    """Whether a table is called as tables are, not as lists of anything."""
    return path.lower().endswith(_ENDINGS) or get_name(path).lower() in _LISTS


def recognize(tree: FileTree) -> bool:
    """Whether a table names pictures and says labels of them, and their folders do not say the same: those of the
    textbook's parts do, and lists beside them number their classes. Of pictures with several labels no folder tells.
    """
    names = ImageNames(tree)
    tables = _read_tables(tree, names)
    if not tables or any(_has_several_labels(table) for table in tables.values()):
        return bool(tables)
    return not find_textbook_parts(tree) and not _folders_say_more(tree, tables, names)


def _has_several_labels(table: LabelTable) -> bool:
    """Whether some row of columns with 0 and 1 says yes to none of them, or to several."""
    said = [_parse_columns(table, row) for row in table.rows] if table.kind == "columns" else []
    return any(labels is not None and len(labels) != 1 for labels in said)


def _read_tables(tree: FileTree, names: ImageNames) -> dict[str | None, LabelTable]:
    """Those of the tables whose columns say labels; a table that names pictures alone is for an answer."""
    read = {
        split: make_table(path, list(iter_rows(tree, path, decimals=False)), names)
        for split, path in find_tables(tree, names).items()
    }
    return {split: table for split, table in read.items() if table and table.kind}


def _folders_say_more(tree: FileTree, tables: dict[str | None, LabelTable], names: ImageNames) -> bool:
    """Whether the pictures lie in folders of classes, each of which has one label in the tables; or the tables say
    nothing that is a label.
    """
    wrapped = posixpath.commonpath([f"/{get_folder(path)}" for path in list_images(tree)] or ["/"]).lstrip("/")
    layout = find_classes(tree.inside(wrapped) if wrapped else tree)
    label_of = {posixpath.join(wrapped, path): label for path, label, _ in layout.rows}
    if len(layout.labels) < 2:
        return False
    said, count = defaultdict(set), 0
    for split, table in tables.items():
        if table.kind in ("captions", "numbers"):
            return True
        for row in table.rows:
            if path := names.find(row[table.name], split) if table.name < len(row) else None:
                said[label_of.get(path)].add(tuple(row[place] for place in table.labels if place < len(row)))
                count += 1
    different = {label for labels in said.values() for label in labels}
    again = 2 * len(said) <= count  # a folder for each picture is no class
    return all(len(labels) == 1 for labels in said.values()) and len(different) > 1 and again


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. Raises BadData for tables of different columns, of
    sentences or of several numbers a picture.
    """
    found, names = DatasetListing(tree.root, format="csv_labels"), ImageNames(tree)
    tables = _read_tables(tree, names)
    if not tables:
        raise BadData("table_no_labels", names=", ".join(find_tables(tree, names).values()) or tree.root.as_posix())
    for table in tables.values():
        if table.kind == "captions" or table.kind == "numbers" and len(table.labels) > 1:
            columns = format_names(table.header[place] for place in table.labels)
            raise BadData(f"table_of_{table.kind}", name=table.path, column=columns)
    _require_same(tables)
    first = next(iter(tables.values()))
    found.task = {"class": "classification", "numbers": "regression"}.get(first.kind, "multi_label")
    if first.kind == "columns":
        _read_columns(tree, tables, found)
    for split, table in tables.items():
        _add_rows(tree, table, split, names, found)
    _name_numbers(tree, found)
    _sort_classes(found)
    _report_columns(tables, found)
    _report_unlisted(tree, found)
    return _assign_parts(tree, tables, found)


def _require_same(tables: dict[str | None, LabelTable]) -> None:
    """Raises BadData for tables whose labels are in different columns."""
    said = {
        (table.kind, tuple(table.header[place] for place in table.labels)) if table.kind == "columns" else table.kind
        for table in tables.values()
    }
    if len(said) > 1:
        raise BadData("tables_differ", names=", ".join(table.path for table in tables.values()))


def _read_columns(tree: FileTree, tables: dict[str | None, LabelTable], found: DatasetListing) -> None:
    """Note the labels that have a column each; a class, where each row says yes to one alone."""
    table = next(iter(tables.values()))
    columns = [table.header[place] for place in table.labels]
    found.classes = list(dict.fromkeys(columns))
    twice = [name for name, count in Counter(columns).items() if count > 1]
    if twice:
        holes = {
            "count": len(twice),
            "label": ", ".join(twice),
            "names": ", ".join(each.path for each in tables.values()),
        }
        found.findings.append(Issue("category_twice", holes, count=len(twice)))
    rows = [_parse_columns(each, row) for each in tables.values() for row in each.rows]
    single = not twice and len(columns) > 1 and all(labels is None or len(labels) == 1 for labels in rows)
    if single and not _is_own(tree, table):
        found.task = "classification"
        found.findings.append(Issue("one_label_each", {"names": format_names(columns)}, count=len(rows)))


def _is_own(tree: FileTree, table: LabelTable) -> bool:
    """Whether Sunmao wrote the table: it keeps several labels a picture even where each happens to have one."""
    return table.header[0] == "filename" and any(path.startswith("images/train/") for path in tree.files)


def _parse_columns(table: LabelTable, row: list[str]) -> tuple[str, ...] | None:
    """The labels that a row says yes to; None where a cell says neither."""
    if len(row) != len(table.header):
        return None
    said = {place: row[place].lower() for place in table.labels}
    if not set(said.values()) <= YES | NO:
        return None
    return tuple(dict.fromkeys(table.header[place] for place, cell in said.items() if cell in YES))


def _parse_cell(table: LabelTable, row: list[str], mark: str) -> tuple[str, ...] | None:
    """The labels in the cell of a row; None where there is none."""
    cell = row[table.labels[0]] if table.labels[0] < len(row) else ""
    pieces = (cell.split() if mark == " " else cell.split(mark)) if mark else [cell]
    return tuple(dict.fromkeys(piece.strip() for piece in pieces if piece.strip())) or None


def _add_rows(tree: FileTree, table: LabelTable, split: str | None, names: ImageNames, found: DatasetListing) -> None:
    """Add the items of one table. Rows that fit no picture, or say no label, are left out and counted."""
    odd, gone, seen = [], [], {}
    mark = ""
    if table.kind == "several":
        place = table.labels[0]
        mark = find_label_mark(table.header[place].lower(), [row[place] for row in table.rows if place < len(row)])
    called = dict.fromkeys(row[table.name] for row in table.rows if table.name < len(row))
    places = {name: names.find(name, split) for name in called}
    single = found.task == "classification"
    number_of = parse_number if table.kind == "numbers" else None
    for row in table.rows:
        name = row[table.name] if table.name < len(row) else None
        path = None if name is None else places[name]
        labels = _parse_columns(table, row) if table.kind == "columns" else _parse_cell(table, row, mark)
        if number_of is not None and labels is not None:
            labels = None if number_of(labels[0]) is None else labels
        if name is None or labels is None or (path is not None and seen.get(path, labels) != labels):
            odd.append(",".join(row))
        elif path is None:
            gone.append(name)
        elif path not in seen:
            seen[path] = labels
            part = table.get_part(row) or split or "train"
            number = number_of and number_of(labels[0])
            label, tags = (labels[0], ()) if single else (None, () if number_of else labels)
            found.items.append(Sample(tree.place(path), label, part, tags, number=number))
    if odd:
        found.findings.append(
            Issue("odd_lines", {"file": table.path, "count": len(odd), "line": odd[0][:80]}, count=len(odd))
        )
    report_elsewhere(tree, places, found)
    if gone:
        found.findings.append(
            Issue("picture_not_there", {"count": len(gone), "names": format_names(gone)}, count=len(gone))
        )


def _sort_classes(found: DatasetListing) -> None:
    """The classes, in the order of their columns or of the alphabet; what no picture has is said, or left out."""
    used = {label for item in found.items for label in item.labels}
    if empty := [name for name in found.classes if name not in used]:
        found.findings.append(Issue("empty_classes", {"names": ", ".join(empty)}, count=len(empty)))
    if not found.classes:
        found.classes = sorted(used)
    elif found.task == "classification":
        found.classes = [name for name in found.classes if name in used]


def _name_numbers(tree: FileTree, found: DatasetListing) -> None:
    """Call classes that are numbers from 0 on by the names of a list, where the set has one that is long enough."""
    if found.task != "classification":
        return
    numbers = {item.require_label() for item in found.items}
    if "0" not in numbers or not all(map(_is_short_number, numbers)):
        return
    lists = sorted((path for path in tree.files if get_name(path) in _NAMES), key=lambda path: path.count("/"))
    said = (split_lines(read_whole(tree, path)) for path in lists)
    names = next((lines for lines in said if len(set(lines)) == len(lines) > max(map(int, numbers))), None)
    if names:
        found.items = [replace(item, label=names[int(item.require_label())]) for item in found.items]
        found.classes = names


def _is_short_number(label: str | None) -> bool:
    return label is not None and label.isdecimal() and len(label) < 6


def _report_columns(tables: dict[str | None, LabelTable], found: DatasetListing) -> None:
    """Say which columns no label is in."""
    if left := list(dict.fromkeys(name for table in tables.values() for name in table.left)):
        found.findings.append(Issue("columns_not_read", {"names": format_names(left)}, count=len(left)))


def _assign_parts(tree: FileTree, tables: dict[str | None, LabelTable], found: DatasetListing) -> DatasetListing:
    """The listing with a part for each picture: those of the tables or of their columns, else those that folders say."""
    if list(tables) == [None] and next(iter(tables.values())).part is None:
        parts = {tree.name(item.path): guess_split(get_folder(tree.name(item.path))) for item in found.items}
        if len(set(parts.values()) - {None}) > 1:
            found.items = [replace(item, split=parts[tree.name(item.path)] or "train") for item in found.items]
    if {item.split for item in found.items} == {"train"} and not _is_named_part(tables):
        found.divided = False
        split_training(tree, found, (8, 1, 1))
    else:
        hold_out_validation(tree, found)
    return found


def _is_named_part(tables: dict[str | None, LabelTable]) -> bool:
    """Whether a table is called as the one for training is."""
    return "train" in tables


def _report_unlisted(tree: FileTree, found: DatasetListing) -> None:
    """Say which pictures no table names."""
    listed = {tree.name(item.path) for item in found.items}
    if loose := tuple(path for path in list_images(tree) if path not in listed):
        found.findings.append(
            Issue("picture_unlisted", {"count": len(loose), "names": format_names(loose)}, "warn", loose, len(loose))
        )


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: images/train, images/valid, images/test and a table
    for each.
    """
    copies = FolderWriter(tree, folder)
    for split in SPLITS:
        table, items = io.StringIO(), [item for item in found.items if item.split == split]
        part = PARTS[split]
        rows = csv.writer(table, lineterminator="\n")
        number = "number" if found.task == "regression" else "label"
        rows.writerow(["filename", *found.classes] if found.task == "multi_label" else ["filename", number])
        for item in items:
            name = copies.put(item.path, f"images/{part}").rpartition("/")[2]
            rows.writerow(
                [name, *(int(label in item.tags) for label in found.classes)]
                if found.task == "multi_label"
                else [name, item.label if item.number is None else f"{item.number:.15g}"]
            )
        if items:
            copies.words(f"{part}.csv", table.getvalue())


CSV_LABELS = DatasetFormat(
    "csv_labels",
    {"zh": "CSV 标签表", "en": "CSV table of labels"},
    ("multi_label", "classification", "regression"),
    recognize,
    read,
    write,
)
