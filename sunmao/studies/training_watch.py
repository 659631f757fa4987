"""Watching one training of a study: its curve, and its pause when the others shall catch up."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from sunmao.inference.training_place import StudyPart

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


ERRORS = ("mae", "loss")  # marks of which less is better


class TrainingWatch:
    """Observer of one training.

    Args:
        mark: of each epoch, as the kind of learning calls it. part: what is asked for.
        tell: is told of each epoch that is new, with its number and the mark. known: how many are not new.

    values: the mark after each epoch.
    """

    def __init__(self, mark: str, part: StudyPart, tell: Callable[[int, float], None], known: int = 0) -> None:
        self._mark, self.part, self._report, self._known = mark, part, tell, known
        self.values: list[float] = []

    def before_train(self, training: "TrainingLoop") -> None:
        """One that goes on may be where it shall pause, after a kill."""
        if training.history:
            self._look(training)

    def after_epoch(self, training: "TrainingLoop") -> None:
        self._look(training)

    def _look(self, training: "TrainingLoop") -> None:
        name = find_mark(training.history[-1], self._mark)
        for row in training.history[len(self.values) :]:
            self.take(len(self.values) + 1, float(row.get(name, math.nan)))
        if self.part.until <= len(self.values) < training.config.epochs:
            training.paused = True

    def take(self, epoch: int, value: float) -> None:
        """Take the mark of an epoch; one that is known already is taken once."""
        if epoch <= len(self.values):
            return
        self.values.append(value)
        if epoch > self._known:
            self._report(epoch, value)


def find_mark(row: dict, progress: str) -> str:
    """The mark by which trainings are compared, of those of an epoch. progress: the one that says how learning goes."""
    return next((name for name in ("mae", progress) if name in row), "loss")


def get_sign(mark: str) -> int:
    """-1 of marks of which less is better, else 1: times it, more is better."""
    return -1 if mark in ERRORS else 1


def find_best(values: list[float], mark: str) -> float | None:
    """The best of the values of a mark; None where there is no number."""
    known = [value for value in values if math.isfinite(value)]
    return (min if mark in ERRORS else max)(known) if known else None
