"""A table with a sentence and its label a row."""

import csv
import io

from sunmao.data.files.file_tree import TEXT_BYTES, FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.splits import assign_splits

NAME, COLUMNS = "sentences.csv", ["text", "label"]


def recognize(tree: FileTree) -> bool:
    """Whether the table lies there."""
    return NAME in tree.files


def read(tree: FileTree) -> DatasetListing:
    """Its listing: a row without a text or a label is named."""
    text = tree.read(NAME, TEXT_BYTES).decode("utf-8-sig")
    rows = list(enumerate(csv.DictReader(io.StringIO(text)), 1))
    whole = [(number, row) for number, row in rows if row.get("text") and row.get("label")]
    parts = assign_splits([(row["label"], str(number)) for number, row in whole], (8, 1, 1))
    found = DatasetListing(tree.root, divided=False, task="sentences", format="sentences", sample_kind="sentence")
    found.classes = sorted({row["label"] for _, row in whole})
    found.items = [
        Sample(tree.root / NAME / str(number), row["label"], part, content=row["text"])
        for (number, row), part in zip(whole, parts, strict=True)
    ]
    if odd := len(rows) - len(whole):
        found.findings.append(Issue("odd_lines", {"count": odd, "file": NAME, "line": "…"}, "warn", (NAME,), odd))
    return found


SENTENCE_TABLE = DatasetFormat(
    "sentences", {"zh": "句子表", "en": "table of sentences"}, ("sentences",), recognize, read, sample_kind="sentence"
)
