"""A table of numbers with a line of names."""

import csv
import io

import numpy as np

from sunmao.data.files.file_tree import TEXT_BYTES, FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.number_labels import parse_number
from sunmao.data.splits import assign_splits

NAME = "numbers.csv"


def recognize(tree: FileTree) -> bool:
    """Whether the table lies there."""
    return NAME in tree.files


def read(tree: FileTree) -> DatasetListing:
    """Its listing, without rows that lack a number."""
    _, *lines = csv.reader(io.StringIO(tree.read(NAME, TEXT_BYTES).decode("utf-8-sig")))
    rows = [(number, [parse_number(cell) for cell in line]) for number, line in enumerate(lines, 1)]
    rows = [(number, row) for number, row in rows if row and None not in row]
    parts = assign_splits([("", str(number)) for number, _ in rows], (8, 1, 1))
    found = DatasetListing(tree.root, divided=False, task="clusters", format="numbers", sample_kind="row")
    found.items = [
        Sample(tree.root / NAME / str(number), None, part, content=np.array(row, float))
        for (number, row), part in zip(rows, parts, strict=True)
    ]
    return found


NUMBER_TABLE = DatasetFormat(
    "numbers", {"zh": "数表", "en": "table of numbers"}, ("clusters",), recognize, read, sample_kind="row"
)
