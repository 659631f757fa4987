"""Rows and named columns."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import east_asian_width

import numpy as np

from sunmao.core.atomic_files import require_path, require_writable, write_with_parents
from sunmao.core.strict import Strict, suggest_nearest
from sunmao.core.validation import require_choice
from sunmao.errors import BadValue
from sunmao.protocol import messages
from sunmao.tabular.column_types import TYPES, Column, guess_type, read_column
from sunmao.texts import get_text

CHARTS = ("scatter", "line", "bar")
SHOWN = 5000  # rows that a page is told of


@dataclass(frozen=True)
class TableNote:
    """A guess about a table, or an oddity of it. key: of its sentence; holes: what fills it; level: 'info', 'warn'."""

    key: str
    holes: dict[str, Any] = field(default_factory=dict)
    level: str = "info"


class Table(Strict):
    """Rows and named columns, to be filled, shown, read or learned from.

    Args:
        columns: the names of the columns.
        rows: lists of text, numbers, true/false or None, one a row.
        title: what the table is about.

    Example:
        >>> table = Table(['fruit', 'count'], [['apple', 3], ['pear', 5]])
        >>> table.add_row(['plum', 7])
        >>> table.rows[1][0], table.column('count'), table.types
        ('pear', [3, 5, 7], {'fruit': 'text', 'count': 'number'})
    """

    def __init__(self, columns: list, rows: Iterable[Iterable] = (), title: str = "") -> None:
        self._columns, self._rows, self._title = list(columns), [list(row) for row in rows], title
        self._types: dict[str, str] = {}
        self._units: dict[str, str] = {}
        self._written: dict[str, Sequence[str]] = {}  # of a file: the cells as they stand there
        self._comma = False  # whether numbers in the file have a comma before their decimals
        self._notes: list[TableNote] = []
        self._path = ""
        self._numbers: list[int] | None = None  # of the rows, where some of the file's were left out
        self._filled: dict[str, set[int]] = {}  # by the column: rows whose cell was filled in

    @classmethod
    def from_columns(
        cls,
        names: list[str],
        columns: list[Column],
        written: Sequence[Sequence[str]],
        comma: bool,
        path: str,
        numbers: list[int] | None = None,
    ) -> "Table":
        """The table of a file. columns: what was read of each; written: its cells as they stand there, () where they
        are not known; comma: as of `column_types.parse_number`; numbers: of the rows, where some were left out.
        """
        table = cls(names, list(zip(*(column.values for column in columns), strict=True)), path)
        table._types = {name: column.type for name, column in zip(names, columns, strict=True)}
        table._units = {name: column.unit for name, column in zip(names, columns, strict=True) if column.unit}
        table._written = dict(zip(names, written, strict=True)) if written else {}
        table._comma, table._path, table._numbers = comma, path, numbers
        return table

    @property
    def columns(self) -> list:
        """The names of the columns."""
        return self._columns

    @property
    def rows(self) -> list:
        """The rows, each a list as long as `columns`."""
        return self._rows

    @property
    def title(self) -> str:
        """Topic of the table; may be empty."""
        return self._title

    @property
    def path(self) -> str:
        """The file that it was read from, with '/'; '' where there is none."""
        return self._path

    @property
    def row_numbers(self) -> list[int]:
        """The number of each row, from 1; of a file from which rows are left out, as they are counted there."""
        return list(range(1, len(self._rows) + 1)) if self._numbers is None else self._numbers

    @property
    def filled_cells(self) -> dict[str, set[int]]:
        """The numbers of the rows in which somebody filled a cell in, by the name of the column."""
        return self._filled

    @property
    def types(self) -> dict[str, str]:
        """Type of each column: 'number', 'class', 'date' or 'text', by its name. It is guessed; `set_type` corrects
        it.
        """
        return {name: self._types.get(name) or guess_type(self.column(name)) for name in self._columns}

    @property
    def units(self) -> dict[str, str]:
        """The unit that is written behind every number of a column, by the column's name, where there is one."""
        return dict(self._units)

    @property
    def notes(self) -> list[str]:
        """Guesses that were made while the file was read, and its oddities: a sentence each."""
        return [get_text(note.key, **note.holes) for note in self._notes]

    def column(self, name: str) -> list:
        """The cells of one column, from top to bottom. Raises BadValue, with the nearest name."""
        place = self._find(name)
        return [row[place] for row in self._rows]

    def add_row(self, row: Sequence) -> None:
        """Add a row below the others.

        Args:
            row: a cell for each column, in their order.

        Raises: BadValue for another number of cells.
        """
        if not isinstance(row, (list, tuple)) or len(row) != len(self._columns):
            count = len(row) if isinstance(row, (list, tuple)) else 1
            raise BadValue("table_row_length", count=count, columns=len(self._columns))
        self._rows.append(list(row))
        if self._numbers is not None:
            self._numbers.append(max(self._numbers, default=0) + 1)
        self._written = {}  # of the file's cells alone, which are not all any more

    def set_type(self, name: str, type: str) -> None:
        """Say what a column holds, where that was guessed wrong. Its cells are read again: one that is not of the type
        becomes None, as an empty cell is.

        Args:
            name: of the column. type: 'number', 'class', 'date' or 'text'.

        Raises: BadValue.
        """
        place, type = self._find(name), require_choice("type", type, TYPES)
        cells = self._written.get(name) or ["" if cell is None else str(cell) for cell in self.column(name)]
        column = read_column(cells, type, self._comma)
        for row, value in zip(self._rows, column.values, strict=True):
            row[place] = value
        self._types[name] = type
        self._units = {**{key: unit for key, unit in self._units.items() if key != name}}
        if column.unit:
            self._units[name] = column.unit

    def save(self, path: str) -> None:
        """Write the table as a CSV file (UTF-8, commas), which every spreadsheet opens. On return it is on the disk.

        Args:
            path: where to, such as 'log.csv'; folders are made.

        Raises: BadValue where nothing can be written.
        """
        file = io.StringIO(newline="")
        csv.writer(file).writerows([self._columns, *(["" if c is None else c for c in row] for row in self._rows)])
        # With its mark Excel reads Chinese, too.
        target = require_path("path", path)
        require_writable("path", target.parent)
        write_with_parents(target, file.getvalue().encode("utf-8-sig"))

    def plot(self, kind: str = "scatter", *, x: str, y: str, color: str | None = None) -> np.ndarray:
        """A chart of two columns, (H, W, 3) uint8 RGB.

        Args:
            kind: 'scatter' (a point for each row), 'line' (in the order of the rows) or 'bar' (the mean of `y` for each
                value of `x`).
            x: the column across. y: the column up, of numbers.
            color: a column whose values have colors and shapes of their own.

        Raises: BadValue: an unknown column, or one without numbers.
        """
        from sunmao.tabular.charts import draw_chart

        kind = require_choice("kind", kind, CHARTS)
        across, up = self.column(x), self._read_numbers(y)
        if kind != "bar":
            across = self._read_numbers(x)
        names = None if color is None else ["" if cell is None else str(cell) for cell in self.column(color)]
        return draw_chart(kind, across, up, names, (self._label(x), self._label(y)), self._title)

    def as_events(self) -> Iterator[messages.TableRows]:
        """The table as the page shows it; of a long one the first rows."""
        title = self._title
        if len(self._rows) > SHOWN:
            title = get_text("table_first_rows", title=title, shown=SHOWN, count=len(self._rows)).strip()
        yield messages.TableRows(columns=self._columns, rows=self._rows[:SHOWN], title=title)

    def __len__(self) -> int:
        return len(self._rows)

    def __str__(self) -> str:
        cells = [["–" if cell is None else str(cell) for cell in row] for row in (self._columns, *self._rows)]
        widths = [max(_display_width(row[n]) for row in cells) for n in range(len(self._columns))]
        return "\n".join(
            "  ".join(
                cell + " " * (width - _display_width(cell)) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
            for row in cells
        )

    def _keep_rows(self, places: list[int]) -> None:
        """Leave out all rows but those at some places, in their order."""
        numbers = self.row_numbers
        self._numbers = [numbers[place] for place in places]
        self._rows = [self._rows[place] for place in places]
        self._written = {name: [cells[place] for place in places] for name, cells in self._written.items()}

    def _find(self, name: str) -> int:
        if name not in self._columns:
            names = ", ".join(map(str, self._columns))
            raise BadValue("table_no_column", name=name, names=names, guess=suggest_nearest(str(name), self._columns))
        return self._columns.index(name)

    def _read_numbers(self, name: str) -> list[float | None]:
        cells = self.column(name)
        if any(isinstance(cell, str) for cell in cells) or not any(cell is not None for cell in cells):
            raise BadValue("table_no_numbers", name=name)
        return [None if cell is None else float(cell) for cell in cells]

    def _label(self, name: str) -> str:
        unit = self._units.get(name)
        return f"{name} ({unit})" if unit else str(name)


def _display_width(words: str) -> int:
    """Width of a text in a terminal: two to every Chinese character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in words)
