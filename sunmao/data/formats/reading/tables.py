"""Tables as text, divided by commas, semicolons or tabs."""

import csv
import io
import re
from collections.abc import Iterator

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import decode_text, read_whole
from sunmao.data.formats.reading.signatures import drop_mark_line, find_table_mark
from sunmao.errors import BadData

_HEAD = 65536  # characters that show which mark divides the cells

_DECIMAL = re.compile(r"(-?\d+),(\d+)")  # as spreadsheets write it where a semicolon divides the cells


def iter_rows(tree: FileTree, path: str, decimals: bool = True) -> Iterator[list[str]]:
    """The rows of a table as cells without blanks around them, without empty rows. decimals: a comma within a number is
    written as a point, where something else divides the cells. Raises BadData where it is none.
    """
    text, _ = decode_text(read_whole(tree, path)) or ("", "")
    text = drop_mark_line(text)
    mark = find_table_mark(text[:_HEAD].splitlines())
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            if any(row):
                yield [_write_point(cell.strip()) if decimals and mark != "," else cell.strip() for cell in row]
    except csv.Error:
        raise BadData("table_damaged", name=path) from None


def _write_point(cell: str) -> str:
    """A cell with a decimal point where it is a number with a comma."""
    said = _DECIMAL.fullmatch(cell)
    return f"{said[1]}.{said[2]}" if said else cell
