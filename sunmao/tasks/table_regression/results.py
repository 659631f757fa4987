"""Answer of a table learner to a row with a number, and the report of its test."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from sunmao.tabular.table import Table
from sunmao.tasks.image_regression.report import RegressionReport
from sunmao.tasks.image_regression.results import NumberResult
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.tasks.table_classification.results import RowContent
from sunmao.texts import get_both, get_text


class RowNumber(RowContent, NumberResult):
    """The number of one row.

    Example:
        >>> result = RowNumber((5.1, 'red'), 37.5, NumberScale(90, 52, 0, 180, 'cm'))
        >>> result.value, result.text, result.row
        (37.5, '37.5 cm', [5.1, 'red'])
    """

    def __init__(self, row: Any, value: Any, scale: NumberScale, **more: Any) -> None:
        super().__init__(row, value, scale, **more)
        vars(self).update(_exact=float(value))

    def as_events(self) -> Iterator[Any]:
        """The answer, and the numbers between which the learned ones lie, as a table."""
        rows = [
            [get_text(key), self._scale.format(value)]
            for key, value in (("value", self.value), ("row_low", self.low), ("row_high", self.high))
        ]
        yield from Table([get_text("mark"), get_text("value")], rows, title=self._caption()).as_events()


class RowReport(RegressionReport):
    """As `RegressionReport`, its marks computed from the answers before they were rounded."""

    @cached_property
    def _answers(self) -> np.ndarray:
        return np.array([each._exact for each in self._results], float)

    def __str__(self) -> str:
        part, mae = get_both(f"{self._split}_set"), self._scale.format(self.mae)
        baseline = self._scale.format(self.baseline_mae)
        return get_text("rows_line", split=part, total=self.total, mae=mae, baseline=baseline)

    __repr__ = __str__
