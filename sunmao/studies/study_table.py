"""Results of a study."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from statistics import mean, stdev
from typing import Any

import numpy as np

from sunmao.display.image_encoding import DisplayedImage
from sunmao.errors import NotTrained, SunmaoError, error_from_dict
from sunmao.studies.learning_curve import Forecast
from sunmao.studies.training_watch import find_best, get_sign
from sunmao.studies.trainings import StudyTraining
from sunmao.tabular.table import Table
from sunmao.texts import get_text


@dataclass(frozen=True)
class VariantOutcome:
    """Results of one variant. values: of the arguments, by their names; marks: the best of each training; epochs:
    of each; state: 'best', 'whole', 'stopped_early', 'diverged' or 'failed'; error: of the first that failed.
    """

    values: dict[str, Any]
    marks: list[float]
    epochs: int
    state: str
    curve: list[float]
    error: SunmaoError | None = None

    @property
    def mean(self) -> float | None:
        """The mean of its trainings; None where they learned nothing."""
        return mean(self.marks) if self.marks else None

    @property
    def spread(self) -> float | None:
        """The standard deviation of its trainings; None of fewer than two."""
        return stdev(self.marks) if len(self.marks) > 1 else None

    @property
    def name(self) -> str:
        """Its values in one line: 'lr=0.01, batch_size=16'."""
        return name_values(self.values)


class Study(Table):
    """The table of a study: a row a variant, with its mean, its spread and how long it was trained.

    Args:
        outcomes: of the variants, in their order. mark: what was measured. forecast: what more data would bring, or
            None. checkpoint: the weights of the best training, or ''.
    """

    def __init__(self, outcomes: list[VariantOutcome], mark: str, forecast: Forecast | None, checkpoint: str) -> None:
        columns = [*outcomes[0].values, get_text(mark)]
        columns += map(get_text, ("table_spread", "study_state", "study_epochs", "study_trainings"))
        rows = [
            [
                *(_name_value(value) for value in each.values.values()),
                _round(each.mean),
                _round(each.spread),
                each.error.text() if each.error else get_text(f"study_{each.state}"),
                each.epochs,
                len(each.marks),
            ]
            for each in outcomes
        ]
        super().__init__(columns, rows, title=get_text("study_title", mark=get_text(mark)))
        self._outcomes, self._mark, self._forecast, self._checkpoint = outcomes, mark, forecast, checkpoint

    @property
    def best(self) -> dict[str, Any]:
        """The values of the best variant, by the names of the arguments."""
        return dict(next(each.values for each in self._outcomes if each.state == "best"))

    @property
    def outcomes(self) -> list[VariantOutcome]:
        """Results of each variant, in their order."""
        return self._outcomes

    @property
    def forecast(self) -> Forecast | None:
        """Forecast for twice as much data; None where the amount of data was not varied."""
        return self._forecast

    @property
    def checkpoint(self) -> str:
        """The weights file of the best training. Raises NotTrained where it left none."""
        if not self._checkpoint:
            raise NotTrained("study_no_weights")
        return self._checkpoint

    @property
    def curves(self) -> Table:
        """The mark after each epoch, of each variant the mean of its trainings."""
        rows = [
            [epoch, value, each.name]
            for each in self._outcomes
            for epoch, value in enumerate(each.curve, 1)
            if isfinite(value)
        ]
        return Table([get_text("study_epoch"), get_text(self._mark), get_text("study_variant")], rows)

    def as_events(self) -> Iterator[Any]:
        """The table, then the curves in one picture, where there is more than one epoch."""
        yield from super().as_events()
        if max(each.epochs for each in self._outcomes) > 1 and (curves := self.curves).rows:
            across, up, color = curves.columns
            yield DisplayedImage(curves.plot("line", x=across, y=up, color=color), self.title).as_event()


def collect_outcomes(
    variants: list[dict[str, Any]], trainings: list[StudyTraining], mark: str, epochs: int
) -> list[VariantOutcome]:
    """Results of each variant, the best of those that were trained in full called so."""
    found = []
    for number, values in enumerate(variants):
        own = [each for each in trainings if each.variant == number]
        marks = [best for each in own if (best := find_best(each.values, mark)) is not None]
        whole = all(each.state == "finished" for each in own)
        broken = next((each for each in own if each.is_broken), None)
        state = "whole" if whole else broken.state if broken else "stopped_early"
        length = min(len(each.values) for each in own)
        curve = [mean(each.values[epoch] for each in own) for epoch in range(length)]
        error = next((error_from_dict(each.error) for each in own if each.state == "failed"), None)
        found.append(VariantOutcome(values, marks, max(len(each.values) for each in own), state, curve, error))
    sign = get_sign(mark)
    rated = [each for each in found if each.state == "whole" and each.mean is not None]
    first = max(rated, key=lambda each: sign * (each.mean or 0.0), default=None)
    return [VariantOutcome(**{**vars(each), "state": "best"}) if each is first else each for each in found]


def name_values(values: dict[str, Any]) -> str:
    """Values of arguments in one line."""
    return ", ".join(f"{name}={_format_value(value)}" for name, value in values.items())


def _format_value(value: Any) -> str:
    """As a child types it: 0.00001, not 1e-05."""
    return np.format_float_positional(value, trim="-") if isinstance(value, float) else str(value)


def _name_value(value: Any) -> Any:
    return value if isinstance(value, (str, int, float)) else str(value)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
