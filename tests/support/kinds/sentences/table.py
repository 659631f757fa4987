"""A table with a sentence and its label a row."""

import csv
import io

from sunmao.data.files.file_tree import TEXT_BYTES, FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.splits import assign_splits

NAME = "phrases.csv"  # with a column that no sentence has: the kind that the library has leaves it alone


def recognize(tree: FileTree) -> bool:
    """Whether the table lies there."""
    return NAME in tree.files


def read(tree: FileTree) -> DatasetListing:
    """Its listing: a row without a text or a label is named."""
    text = tree.read(NAME, TEXT_BYTES).decode("utf-8-sig")
    rows = list(enumerate(csv.DictReader(io.StringIO(text)), 1))
    whole = [(number, row) for number, row in rows if row.get("phrase") and row.get("mood")]
    parts = assign_splits([(row["mood"], str(number)) for number, row in whole], (8, 1, 1))
    found = DatasetListing(tree.root, divided=False, task="sentences", format="sentences", sample_kind="sentence")
    found.classes = sorted({row["mood"] for _, row in whole})
    found.items = [
        Sample(tree.root / NAME / str(number), row["mood"], part, content=row["phrase"])
        for (number, row), part in zip(whole, parts, strict=True)
    ]
    if odd := len(rows) - len(whole):
        found.findings.append(Issue("odd_lines", {"count": odd, "file": NAME, "line": "…"}, "warn", (NAME,), odd))
    return found


SENTENCE_TABLE = DatasetFormat(
    "sentences", {"zh": "句子表", "en": "table of sentences"}, ("sentences",), recognize, read, sample_kind="sentence"
)
