"""The marks of a model that gives a number."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from sunmao.core.validation import require_choice
from sunmao.tabular.table import Table
from sunmao.tasks.evaluation.report import EvaluationReport, explain_terms
from sunmao.tasks.image_regression.metrics import compute_marks
from sunmao.tasks.image_regression.results import NumberResult
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.texts import get_both, get_text
from sunmao.texts.image_regression import NUMBER_TERMS

KINDS = ("scatter",)


class RegressionReport(EvaluationReport):
    """Report of a test of a model that gives a number.

    Args:
        results: one NumberResult a picture, each with its `truth`; at least one.
        scale: the numbers that the model has learned.
        split: which pictures were asked: 'train', 'val', 'test' or 'all'.

    Example:
        >>> scale = NumberScale(90, 60, 0, 180, '°')
        >>> answers = [NumberResult(None, value, scale, truth=right) for value, right in ((30, 20), (150, 150))]
        >>> report = RegressionReport(answers, scale)
        >>> report.mae, report.baseline_mae, report.mistakes[0].error
        (5.0, 65.0, 10.0)
    """

    _refusal = "mark_not_of_numbers"

    def __init__(self, results: list[NumberResult], scale: NumberScale, split: str = "test") -> None:
        self._results, self._scale, self._split = results, scale, split

    @property
    def total(self) -> int:
        """Number of pictures that were asked about."""
        return len(self._results)

    @property
    def mae(self) -> float:
        """The mean absolute error: how far an answer is from the right number, on average, in the unit."""
        return self._marks["mae"]

    @property
    def rmse(self) -> float:
        """The root of the mean squared error, in the unit: large errors count more than in `mae`."""
        return self._marks["rmse"]

    @property
    def r2(self) -> float:
        """R²: 1 where all answers are right, 0 where always saying the mean would do as well, less where it is worse."""
        return self._marks["r2"]

    @property
    def baseline_mae(self) -> float:
        """The mean absolute error of always saying the mean of the training numbers, in the unit."""
        return float(abs(self._truth - self._scale.mean).mean())

    @property
    def unit(self) -> str:
        """Unit of the numbers; may be empty."""
        return self._scale.unit

    @property
    def low(self) -> float:
        """The smallest number that the model has learned."""
        return self._scale.low

    @property
    def high(self) -> float:
        """The largest number that the model has learned."""
        return self._scale.high

    @property
    def results(self) -> list[NumberResult]:
        """The answer to each picture, in the order of the pictures."""
        return list(self._results)

    @property
    def mistakes(self) -> list[NumberResult]:
        """The pictures by their errors, the largest first; none that is exactly right."""
        return sorted((each for each in self._results if each.error), key=lambda each: -(each.error or 0))

    def table(self) -> Table:
        """The marks, one row each."""
        rows: list[list] = [
            [get_text("mae"), self._scale.format(self.mae)],
            [get_text("baseline_mae"), self._scale.format(self.baseline_mae)],
            [get_text("rmse"), self._scale.format(self.rmse)],
            [get_text("r2"), round(self.r2, 3)],
            [get_text("total"), self.total],
        ]
        return Table([get_text("mark"), get_text("value")], rows, title=str(self))

    def chart(self, kind: str = "scatter") -> np.ndarray:
        """A picture of the answers, (H, W, 3) uint8 RGB: each picture is a point, across by its right number, up by the
        answer. Raises BadValue for another kind.
        """
        from sunmao.tasks.evaluation.charts import draw_scatter

        require_choice("kind", kind, KINDS)
        axes = get_text("truth_axis"), get_text("answer_axis")
        return draw_scatter(self._truth, self._answers, get_text("scatter", mae=self._scale.format(self.mae)), axes)

    def as_events(self) -> Iterator[Any]:
        """The marks and, the first time, what the words mean."""
        yield from self.table().as_events()
        yield from explain_terms(NUMBER_TERMS)

    def __str__(self) -> str:
        return get_text(
            "numbers_line",
            split=get_both(f"{self._split}_set"),
            total=self.total,
            mae=self._scale.format(self.mae),
            baseline=self._scale.format(self.baseline_mae),
        )

    @cached_property
    def _marks(self) -> dict[str, float]:
        return compute_marks(self._answers, self._truth)

    @cached_property
    def _truth(self) -> np.ndarray:
        return np.array([each.truth for each in self._results], float)

    @cached_property
    def _answers(self) -> np.ndarray:
        return np.array([each.value for each in self._results], float)
