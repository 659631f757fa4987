"""Answer of a table learner to a row with a class."""

from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from sunmao.errors import UnknownName
from sunmao.tabular.table import Table
from sunmao.tasks.classification.results import Result
from sunmao.tasks.image_result import format_percent
from sunmao.texts import get_text


class RowContent:
    """Mixed into answers about rows, which have no picture.

    _columns: the names of the cells, in their order; none where they are not known.
    """

    _columns: Sequence[str] = ()
    _image: Any  # the row

    @property
    def row(self) -> list:
        """The cells that were asked about, in the order of the model's columns."""
        return list(self._image)

    @property
    def _content_text(self) -> str | None:
        cells = [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in self.row]
        return " · ".join(map(" ".join, zip(self._columns, cells)))

    @property
    def image(self) -> NoReturn:
        """None: raises UnknownName, a row has no picture."""
        raise UnknownName("row_no_picture", name="image")

    def draw(self) -> NoReturn:
        """Raises UnknownName: a row has no picture."""
        raise UnknownName("row_no_picture", name="draw")

    def to_displayed_image(self) -> NoReturn:
        """Raises UnknownName: a row has no picture."""
        raise UnknownName("row_no_picture", name="to_displayed_image")


class RowResult(RowContent, Result):
    """The answer for one row.

    Example:
        >>> result = RowResult((5.1, 3.5), [0.1, 0.9], ['rose', 'lily'])
        >>> result.label, result.confidence, result.row
        ('lily', 0.9, [5.1, 3.5])
    """

    def as_events(self) -> Iterator[Any]:
        """The answer, and all scores, as a table."""
        rows = [[self._classes[place], format_percent(self._scores[place])] for place in (-self._scores).argsort()]
        yield from Table([get_text("label"), get_text("confidence")], rows, title=self._caption()).as_events()
