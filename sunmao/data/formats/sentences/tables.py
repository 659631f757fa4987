"""Tables with a sentence and its label in each row: CSV, TSV, with a head of the usual names or with two columns alone."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.reading.image_paths import guess_split
from sunmao.data.formats.reading.signatures import drop_mark_line, find_table_mark, read_table_head
from sunmao.data.formats.sentences.listing import (
    SAMPLE_KIND,
    TASK,
    SentenceRow,
    make_listing,
    read_text,
    require_small,
)
from sunmao.data.listing import DatasetListing
from sunmao.data.sentences import count_words
from sunmao.errors import BadData

_ENDINGS = (".csv", ".tsv", ".tab")
_TEXTS = {
    *("text", "texts", "sentence", "content", "comment", "review", "message", "utterance", "query", "question"),
    "title",
    *("文本", "文字", "句子", "内容", "评论", "留言", "短信", "标题", "问题", "话"),
}
_LABELS = {
    *("label", "labels", "class", "category", "target", "sentiment", "intent", "topic", "tag"),
    *("标签", "类别", "分类", "类", "种类", "情感", "意图", "主题"),
}
_SPLITS = {"split", "set", "part", "subset", "划分", "数据划分"}
_DEEPEST = 2  # folders around a table
_LOOKED_AT = 20  # rows of a table without a head


@dataclass(frozen=True)
class SentenceColumns:
    """Indices of a table's columns with sentences, labels and parts; split: None where there is none. head: whether its
    first row names them.
    """

    text: int
    label: int
    split: int | None = None
    head: bool = True


def find_columns(rows: list[list[str]]) -> SentenceColumns | None:
    """The columns by the first rows of a table; None where it is no table of sentences."""
    if not rows:
        return None
    names = [cell.strip().casefold() for cell in rows[0]]
    places = [next((place for place, name in enumerate(names) if name in known), None) for known in _COLUMNS]
    if places[0] is not None and places[1] is not None:
        return SentenceColumns(places[0], places[1], places[2])
    return _find_two(rows)


_COLUMNS = (_TEXTS, _LABELS, _SPLITS)


def _find_two(rows: list[list[str]]) -> SentenceColumns | None:
    """Of two columns without a head: one has sentences, the other repeats a few short labels."""
    rows = [row for row in rows if any(row)]
    if len(rows) < 4 or any(len(row) != 2 for row in rows):
        return None
    for text, label in ((0, 1), (1, 0)):
        said = [row[text] for row in rows]
        labels = {row[label] for row in rows}
        worded = sum(count_words(each) >= 2 and not is_picture(each) for each in said)
        if len(labels) <= len(rows) / 2 and len(set(said)) > len(labels) and worded > 0.8 * len(rows):
            return SentenceColumns(text, label, head=False)
    return None


def find_tables(tree: FileTree) -> dict[str, SentenceColumns]:
    """The tables of sentences in a tree, by their paths."""
    paths = [path for path in tree.list_ending(*_ENDINGS) if path.count("/") <= _DEEPEST]
    found = {path: find_columns(read_table_head(tree, path, _LOOKED_AT)) for path in paths}
    return {path: columns for path, columns in found.items() if columns}


def recognize(tree: FileTree) -> bool:
    """Whether there is a table of sentences."""
    return bool(find_tables(tree))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`; a table's name or a column may say a part."""
    tables = find_tables(tree)
    require_small(tree, tables)
    return make_listing(
        tree, "sentence_table", [row for path, columns in tables.items() for row in _read_rows(tree, path, columns)]
    )


def _read_rows(tree: FileTree, path: str, columns: SentenceColumns) -> Iterator[SentenceRow]:
    text, whole = drop_mark_line(read_text(tree, path)), guess_split(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_table_mark(text.splitlines()))
    try:
        for number, row in enumerate(reader):
            if any(row) and (number or not columns.head):
                cells = [*row, *[""] * (max(columns.text, columns.label, columns.split or 0) + 1 - len(row))]
                said = get_split(cells[columns.split].strip()) if columns.split is not None else None
                yield SentenceRow(path, number + 1, cells[columns.text], cells[columns.label], said or whole)
    except csv.Error:
        raise BadData("table_damaged", name=path) from None


SENTENCE_TABLE = DatasetFormat(
    "sentence_table",
    {"zh": "句子的表格", "en": "table of sentences"},
    (TASK,),
    recognize,
    read,
    sample_kind=SAMPLE_KIND,
)
