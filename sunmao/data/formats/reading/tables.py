"""Tables as text, divided by commas, semicolons or tabs."""

import csv
import io
from collections.abc import Iterator

from sunmao.data.formats.reading.text_encoding import decode_text, read_whole
from sunmao.data.sources.file_tree import FileTree
from sunmao.errors import BadData

_HEAD = 65536  # characters that show which mark divides the cells


def iter_rows(tree: FileTree, path: str) -> Iterator[list[str]]:
    """The rows of a table as cells without blanks around them, without empty rows. Raises BadData where it is none."""
    text, _ = decode_text(read_whole(tree, path)) or ("", "")
    head = [line for line in text[:_HEAD].splitlines() if line.strip()][:2]
    mark = max(",;\t", key=lambda mark: min((line.count(mark) for line in head), default=0))
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            if any(row):
                yield [cell.strip() for cell in row]
    except csv.Error:
        raise BadData("table_damaged", name=path) from None
