"""Tables of points: a CSV file for each class (`rock.csv`), a row for each hand, body or face that was seen."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.data.dataset_metadata import CLASSES, CLASSES_BYTES, sort_classes
from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_bytes, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.points.point_rows import PointRow, find_table_target, read_cells
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.reading.image_paths import get_stem
from sunmao.data.formats.reading.part_division import divide_listing
from sunmao.data.formats.reading.signatures import drop_mark_line, find_table_mark, read_table_head
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.sentences import decode_sentences
from sunmao.errors import BadData
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.landmarks.targets.target import Target
from sunmao.texts import get_both

NAME, TASK, SAMPLE_KIND = "point_tables", "points_classification", "points"
ENDING = ".csv"
MAX_BYTES = 64 * 2**20  # of all tables: some 140,000 hands, 7,000 faces


@dataclass(frozen=True)
class _Place:
    """Place of a row: its table, its number there, from 1 for the line of names, and the class."""

    file: str
    number: int
    label: str


def find_tables(tree: FileTree) -> dict[str, Target]:
    """The tables of points in a tree, by their paths, and what they are about."""
    found = {}
    for path in tree.list_ending(ENDING):
        if "/" not in path and (target := find_table_target(next(iter(read_table_head(tree, path, 1)), []))):
            found[path] = target
    return found


def recognize(tree: FileTree) -> bool:
    """Whether there is a table of points."""
    return bool(find_tables(tree))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`: a `Landmarks` each sample, whose path is that of the
    table and the row's number, as a spreadsheet counts. Rows of another thing than most, and damaged ones, are left out
    and named.
    """
    tables, root = find_tables(tree), tree.root.as_posix()
    if (size := sum(tree.files[path].size for path in tables)) > MAX_BYTES:
        raise BadData("point_rows_too_large", path=root, size=f"{size / 2**20:.1f}", most=MAX_BYTES // 2**20)
    found = DatasetListing(tree.root, divided=False, task=TASK, format=NAME, sample_kind=SAMPLE_KIND)
    said = [each for path in tables for each in _read_table(tree, path)]
    counts = Counter(what for _, what, _ in said if what in TARGETS)
    ruling = max(counts, key=counts.__getitem__, default="hand")
    others = [place for place, what, _ in said if what != ruling]
    rows = [
        (place, read_cells(cells, TARGETS[ruling]), get_split(cells.get("split", "").strip()))
        for place, what, cells in said
        if what == ruling
    ]
    _report(found, "point_rows_damaged", [place for place, row, _ in rows if row is None])
    _report(found, "point_rows_other", others, what=get_both(f"points_{ruling}"))
    kept = [(place, replace(row, split=split)) for place, row, split in rows if row is not None]
    if not kept:
        found.findings.insert(0, Issue("point_rows_none", {"path": root}, "reject"))
    order = split_lines(tree.read(CLASSES, CLASSES_BYTES)) if CLASSES in tree.files else []
    found.classes = sort_classes({place.label for place, _ in kept}, order)
    found.items = [make_sample(tree.place(place.file) / str(place.number), place.label, row) for place, row in kept]
    divide_listing(found, {row.split for _, row in kept})
    return found


def make_sample(path: Path, label: str, row: PointRow) -> Sample:
    """A row as the sample of a data set. path: what it is called."""
    size = row.size if all(row.size) else None
    return Sample(path, label, row.split or "train", size=size, content=row.landmarks, group=row.group)


def _read_table(tree: FileTree, path: str) -> Iterator[tuple[_Place, str, dict[str, str]]]:
    """(where it stands, 'hand', 'body' or 'face' as it says, its cells) of each row."""
    text = decode_sentences(read_bytes(tree, path, MAX_BYTES))
    if text is None:
        raise BadData("labels_no_text", name=path)
    text = drop_mark_line(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_table_mark(text.splitlines()[:2]))
    try:
        columns = [cell.strip() for cell in next(reader)]
        for number, row in enumerate(reader, 2):
            if any(row):
                cells = dict(zip(columns, row, strict=False))
                yield _Place(path, number, get_stem(path)), cells.get("what", "").strip().lower(), cells
    except csv.Error:
        raise BadData("table_damaged", name=path) from None


def _report(found: DatasetListing, key: str, places: list[_Place], **holes: Any) -> None:
    if places:
        names = format_names([f"{place.file}: {place.number}" for place in places])
        paths = tuple(dict.fromkeys(place.file for place in places))
        found.findings.append(Issue(key, {"count": len(places), "names": names, **holes}, "warn", paths, len(places)))


POINT_TABLES = DatasetFormat(
    NAME,
    {"zh": "点的表格", "en": "tables of points"},
    (TASK,),
    recognize,
    read,
    sample_kind=SAMPLE_KIND,
)
