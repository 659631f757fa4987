"""What a table learner answers for a row with a class."""

from sunmao.errors import UnknownName
from sunmao.tabular.table import Table
from sunmao.tasks.classification.results import Result
from sunmao.tasks.image_result import format_percent
from sunmao.texts import get_text


class NoPicture:
    """Mixed into answers about rows, which have no picture."""

    @property
    def image(self):
        """None: raises UnknownName, a row has no picture."""
        raise UnknownName("row_no_picture", name="image")

    def draw(self):
        """Raises UnknownName: a row has no picture."""
        raise UnknownName("row_no_picture", name="draw")

    def to_displayed_image(self):
        """Raises UnknownName: a row has no picture."""
        raise UnknownName("row_no_picture", name="to_displayed_image")


class RowResult(NoPicture, Result):
    """The answer for one row.

    Example:
        >>> result = RowResult((5.1, 3.5), [0.1, 0.9], ['rose', 'lily'])
        >>> result.label, result.confidence, result.row
        ('lily', 0.9, [5.1, 3.5])
    """

    @property
    def row(self) -> list:
        """The cells that were asked about, in the order of the model's columns."""
        return list(self._image)

    def as_events(self):
        """The answer, and all scores, as a table."""
        rows = [[self._classes[place], format_percent(self._scores[place])] for place in (-self._scores).argsort()]
        yield from Table([get_text("label"), get_text("confidence")], rows, title=self._caption()).as_events()
