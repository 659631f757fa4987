"""The cells of a table's file as they stand there, and what is said of it."""

from dataclasses import dataclass, field
from typing import Any

from sunmao.errors import BadData
from sunmao.texts import get_text

MAX_BYTES = 256 * 2**20  # of a file; of a workbook, unpacked
MAX_COLUMNS = 1000
MAX_CELLS = 20_000_000


@dataclass
class RawCells:
    """The lines of a table.

    rows: the cells of each line, not all of one length. mark: what stands between the cells of a line; ',' where that
    is not said. about: of what kind the file is, in both languages. notes: (key, holes) of what is odd.
    """

    rows: list[list[str]]
    mark: str
    about: dict[str, str]
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def require_fit(self, path: str) -> None:
        """Raises BadData for no cells at all, for too many columns and for too many cells."""
        widest = max(map(len, self.rows), default=0)
        if not widest:
            raise BadData("table_empty", path=path)
        if widest > MAX_COLUMNS:
            raise BadData("table_wide", path=path, count=widest, most=MAX_COLUMNS)
        if len(self.rows) * widest > MAX_CELLS:
            raise BadData("table_long", path=path, rows=len(self.rows), columns=widest, most=MAX_CELLS)


def require_small(path: str, size: int) -> None:
    """Raises BadData for a file of too many bytes."""
    if size > MAX_BYTES:
        raise BadData("table_large", path=path, mb=-(-size // 2**20), most=MAX_BYTES // 2**20)


def name_columns(names: list[str] | None, count: int) -> list[str]:
    """A name for each column, each once. names: of the file, or None."""
    found: list[str] = []
    for number in range(count):
        said = " ".join((names[number] if names and number < len(names) else "").split())
        name = plain = said or get_text("table_column", n=number + 1)
        again = 2
        while name in found:
            name, again = f"{plain} {again}", again + 1
        found.append(name)
    return found
