"""Rows and named columns."""

from unicodedata import east_asian_width

from sunmao.core.strict import Strict
from sunmao.protocol import messages


class Table(Strict):
    """Rows and named columns, to be shown or read.

    Args:
        columns: the names of the columns.
        rows: lists of text, numbers, true/false or None, one a row.

    Example:
        >>> table = Table(['fruit', 'count'], [['apple', 3], ['pear', 5]])
        >>> table.rows[1][0], table.column('count')
        ('pear', [3, 5])
    """

    def __init__(self, columns: list, rows: list, title: str = ""):
        self._columns, self._rows, self._title = list(columns), [list(row) for row in rows], title

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
        """What the table is about; may be empty."""
        return self._title

    def column(self, name: str) -> list:
        """The cells of one column, from top to bottom."""
        place = self._columns.index(name)
        return [row[place] for row in self._rows]

    def as_events(self):
        """The table as the page shows it."""
        yield messages.TableRows(columns=self._columns, rows=self._rows, title=self._title)

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


def _display_width(words: str) -> int:
    """How many places a terminal gives to a text: two to every Chinese character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in words)
