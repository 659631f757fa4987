"""Watching one training of a study: its curve, and its pause when the others shall catch up."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


ERRORS = ("mae", "loss")  # marks of which less is better


class TrainingWatch:
    """Observer of one training.

    Args:
        mark: of each epoch, as the kind of learning calls it. until: after how many epochs the training pauses.
        tell: is told of each epoch that is new, with its number and the mark. known: how many are not new.

    values: the mark after each epoch. name: which mark it is.
    """

    def __init__(self, mark: str, until: int, tell: Callable[[int, float], None], known: int = 0) -> None:
        self._mark, self._until, self._report, self._known = mark, until, tell, known
        self.values: list[float] = []
        self.name = mark

    def after_epoch(self, training: "TrainingLoop") -> None:
        self.name = find_mark(training.history[-1], self._mark)
        values = [float(row.get(self.name, math.nan)) for row in training.history]
        for epoch in range(max(len(self.values), self._known), len(values)):
            self._report(epoch + 1, values[epoch])
        self.values = values
        if self._until <= len(values) < training.config.epochs:
            training.paused = True


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
