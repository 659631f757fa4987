"""Tables of labels: `filename,cat,dog` with 0 or 1 in each cell (several labels a picture), or `filename,label` with a
class.
"""

import csv
import io
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.data.checks.issue import Issue
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.class_lists import hold_out_validation, split_training
from sunmao.data.formats.reading.file_lists import START, is_picture, list_images
from sunmao.data.formats.reading.image_paths import SameName, get_name
from sunmao.data.formats.reading.text_encoding import decode_text, read_whole, split_lines
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.listing import SPLITS, DatasetListing, Sample
from sunmao.data.sources.file_tree import FileTree, normalize_name
from sunmao.errors import BadData

TABLES = {
    "train": ("train.csv", "_classes.csv"),
    "val": ("valid.csv", "val.csv", "validation.csv"),
    "test": ("test.csv",),
}
SINGLE = ("labels.csv", "annotations.csv", "data.csv")  # one table for all pictures
FILES = {"train": ("train", "training"), "val": ("valid", "val", "validation"), "test": ("test", "testing")}
CLASS = ("label", "class", "category", "target", "标签", "类别")
YES, NO = {"1", "1.0", "true", "yes"}, {"0", "0.0", "false", "no", ""}


def find_tables(tree: FileTree) -> dict[str, str]:
    """The table of each part; a single one counts as training."""
    found = {}
    for split in SPLITS:
        beside = [f"{folder}/_classes.csv" for folder in FILES[split]]
        if name := next((name for name in (*TABLES[split], *beside) if name in tree.files), None):
            found[split] = name
    if found:
        return found
    loose = [name for name in tree.files if "/" not in name and name.lower().endswith(".csv")]
    name = next((name for name in SINGLE if name in tree.files), loose[0] if len(loose) == 1 else None)
    return {"train": name} if name else {}


def recognize(tree: FileTree) -> bool:
    """Whether there are tables whose first column names pictures."""
    if not (found := find_tables(tree)):
        return False
    try:
        start = split_lines(tree.read(next(iter(found.values())), START), whole=False)
    except OSError:
        return False
    rows = list(csv.reader(start[:2]))
    return len(rows) == 2 and len(rows[0]) > 1 and is_picture(rows[1][0].strip()) and any(map(is_picture, tree.files))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. Raises BadData for tables of different columns."""
    found, names = DatasetListing(tree.root, format="csv_labels"), find_tables(tree)
    read_rows = {split: _read_rows(tree, name) for split, name in names.items()}
    headers = {tuple(rows[0]) for rows in read_rows.values() if rows}
    if len(headers) != 1:
        raise BadData("tables_differ", names=", ".join(names.values()))
    header = headers.pop()
    if len(header) < 2:
        raise BadData("table_damaged", name=", ".join(names.values()))
    columns = header[1:]
    if several := _is_multi_label(header, read_rows):
        found.task, found.classes = "multi_label", list(dict.fromkeys(columns))
        if twice := [name for name, count in Counter(columns).items() if count > 1]:
            found.findings.append(
                Issue(
                    "category_twice",
                    {"count": len(twice), "label": ", ".join(twice), "names": ", ".join(names.values())},
                    count=len(twice),
                )
            )
    where = _index_images(tree)
    for split, rows in read_rows.items():
        _add_rows(tree, names[split], split, rows[1:], columns if several else (), where, found)
    used = {name for item in found.items for name in item.tags}
    if not several:
        found.classes = sorted({item.label for item in found.items})
    elif empty := [name for name in found.classes if name not in used]:
        found.findings.append(Issue("empty_classes", {"names": ", ".join(empty)}, count=len(empty)))
    _report_unlisted(tree, found)
    if list(names) == ["train"] and names["train"] not in TABLES["train"]:
        found.divided = False
        split_training(tree, found, (8, 1, 1))
    else:
        hold_out_validation(tree, found)
    return found


def _read_rows(tree: FileTree, name: str) -> list[list[str]]:
    """The table's rows, without empty ones."""
    try:
        text, _ = decode_text(read_whole(tree, name)) or ("", "")
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline="")) if any(row)]
    except (OSError, csv.Error):
        raise BadData("table_damaged", name=name) from None


def _is_multi_label(header: tuple[str, ...], tables: dict[str, list[list[str]]]) -> bool:
    """Whether the cells say yes or no to each label; one column of words, or one that is called so, is a class instead."""
    if len(header) > 2 or header[1].lower() in CLASS:
        return len(header) > 2
    return all(row[-1].lower() in YES | NO for rows in tables.values() for row in rows[1:])


def _index_images(tree: FileTree) -> dict[str, SameName]:
    """The pictures by their file's name, without regard to case."""
    found: dict[str, SameName] = defaultdict(SameName)
    for path in list_images(tree):
        found[normalize_name(get_name(path))].paths.append(path)
    return found


def _add_rows(
    tree: FileTree,
    table: str,
    split: str,
    rows: list[list[str]],
    columns: tuple[str, ...],
    where: dict[str, SameName],
    found: DatasetListing,
) -> None:
    """Add the items of one table. columns: the labels that its cells say yes or no to, none for a table of classes.
    Rows that fit no picture, or say neither yes nor no, are left out and counted.
    """
    odd, gone, seen = [], [], {}
    places = {name: _find_image(tree, name, split, where) for name in dict.fromkeys(row[0] for row in rows)}
    for row in rows:
        path = places[row[0]]
        labels: Any = _parse_labels(row, columns) if columns else (row[1] if len(row) == 2 and row[1] else None)
        if labels is None or seen.get(path, labels) != labels:
            odd.append(",".join(row))
        elif path is None:
            gone.append(row[0])
        elif path not in seen:
            seen[path] = labels
            found.items.append(Sample(tree.place(path), None if columns else labels, split, labels if columns else ()))
    if odd:
        found.findings.append(
            Issue("odd_lines", {"file": table, "count": len(odd), "line": odd[0][:80]}, count=len(odd))
        )
    if gone:
        found.findings.append(
            Issue("picture_not_there", {"count": len(gone), "names": format_names(gone)}, count=len(gone))
        )


def _parse_labels(row: list[str], columns: tuple[str, ...]) -> tuple[str, ...] | None:
    """The labels that a row says yes to; None where a cell says neither."""
    cells = [cell.lower() for cell in row[1:]]
    if len(cells) != len(columns) or not set(cells) <= YES | NO:
        return None
    return tuple(dict.fromkeys(name for name, cell in zip(columns, cells, strict=True) if cell in YES))


def _find_image(tree: FileTree, name: str, split: str, where: dict[str, SameName]) -> str | None:
    """The picture that a row names: by its path, in the part's folder, or wherever the only file of that name lies."""
    name = name.replace("\\", "/").removeprefix("./")
    if name in tree.files:
        return name
    called = where.get(normalize_name(get_name(name)))
    places = called.list_ending(name.split("/")).paths if called else []
    fitting = [path for path in places if path.endswith(f"/{name}")] or places
    own = [path for path in fitting if set(path.split("/")[:-1]) & set(FILES[split])]
    return next(iter(own), fitting[0] if len(fitting) == 1 else None)


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
        part = FILES[split][0]
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["filename", *found.classes] if found.task == "multi_label" else ["filename", "label"])
        for item in items:
            name = copies.put(item.path, f"images/{part}").rpartition("/")[2]
            rows.writerow(
                [name, *(int(label in item.tags) for label in found.classes)]
                if found.task == "multi_label"
                else [name, item.label]
            )
        if items:
            copies.words(f"{part}.csv", table.getvalue())


CSV_LABELS = DatasetFormat(
    "csv_labels",
    {"zh": "CSV 标签表", "en": "CSV table of labels"},
    ("multi_label", "classification"),
    recognize,
    read,
    write,
)
