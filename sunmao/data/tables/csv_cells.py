"""The cells of a CSV file, whichever program wrote it."""

import csv
import io
from pathlib import Path

from sunmao.data.files.text_encoding import decode_text
from sunmao.data.formats.reading.signatures import drop_mark_line
from sunmao.data.tables.cells import MAX_BYTES, RawCells, require_small
from sunmao.errors import BadData
from sunmao.texts import get_both

MARKS = ",;\t"
_LOOKED_AT = 50  # lines by which the mark is told
_NAMES = {"utf-8": "UTF-8", "utf-16": "UTF-16", "gb18030": "GBK"}
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")


def read_csv_cells(path: Path) -> RawCells:
    """The cells of a file: UTF-8, UTF-16 or GBK, with commas, semicolons or tabs between them.

    Raises: BadData: too large, no text, or quotes that never end.
    """
    require_small(path.as_posix(), path.stat().st_size)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    text, encoding = _decode(data, path)
    text = drop_mark_line(text)
    mark = find_mark(text)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if any(map(str.strip, row))]
    except csv.Error:
        raise BadData("table_damaged", name=path.as_posix()) from None
    words = {",": "comma", ";": "semicolon", "\t": "tab"}[mark]
    found = RawCells(rows, mark, get_both("table_text_file", encoding=encoding, mark=get_both(f"table_mark_{words}")))
    formulas = "=" in text and sum(cell.startswith("=") and len(cell) > 1 for row in rows for cell in row)
    if formulas:
        found.notes.append(("table_formula_texts", {"count": formulas}))
        found.rows = [["" if cell.startswith("=") else cell for cell in row] for row in rows]
    return found


def find_mark(text: str) -> str:
    """Delimiter of the cells: of comma, semicolon and tab the one that parts the first lines into equally many
    cells; quoted ones do not count.

    >>> find_mark('a;b\\n1,5;2\\n'), find_mark('name\\nann\\n')
    (';', ',')
    """
    head = text[: 64 * 1024]

    def rate(mark: str) -> tuple[float, int]:
        try:
            rows = list(zip(range(_LOOKED_AT), csv.reader(io.StringIO(head, newline=""), delimiter=mark)))
        except csv.Error:
            return 0.0, 0
        counts = [len(row) for _, row in rows if any(row)]
        width = max(set(counts), key=counts.count) if counts else 1
        return (counts.count(width) / len(counts) if width > 1 else 0.0), width

    return max(MARKS, key=rate)


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text and the name of its encoding. Raises BadData for what is no text."""
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and (order := _find_wide(data[:4096])):
        try:
            return data.decode(order), "UTF-16"
        except UnicodeError:
            pass
    found = decode_text(data)
    if found is None or _is_binary(found[0][:4096]):
        raise BadData("table_binary", path=path.as_posix())
    return found[0], _NAMES.get(found[1], found[1])


def _find_wide(head: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte of Latin text is 0."""
    for order, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if len(zeros) > 4 and zeros.count(0) > 0.6 * len(zeros) and others.count(0) == 0:
            return order
    return None


def _is_binary(head: str) -> bool:
    return any(ord(letter) in _CONTROL for letter in head)
