"""Do two forms of a model give the same answers? What counts them, picture by picture."""

from dataclasses import dataclass
from typing import Any

import numpy as np

NEAR = 1e-3  # scores that differ less count as the same


def choose_tolerance(exact: bool) -> float:
    """By how much scores may differ. exact: else only what the answer says counts."""
    return NEAR if exact else float("inf")


@dataclass
class ParityCounter:
    """The count of answers that are scores."""

    pictures: int = 0
    same: int = 0
    ties: int = 0
    apart: float = 0.0
    near: float = NEAR  # that scores may differ

    def add(self, theirs: np.ndarray, ours: np.ndarray) -> bool:
        """Count the scores for one picture, (C,); tell whether they are the same."""
        difference = float(abs(theirs - ours).max())
        return self._count(bool(theirs.argmax() == ours.argmax()) and difference < self.near, difference)

    def count_tie(self, theirs: Any, ours: Any) -> bool:
        """Whether two answers that differ are a tie; it is counted."""
        tie = self._is_tie(theirs, ours)
        self.ties += tie
        return tie

    def _is_tie(self, theirs: Any, ours: Any) -> bool:
        """Whether several labels are equally likely, for both."""
        places = [theirs.argmax(), ours.argmax()]
        return bool(abs(theirs - ours).max() < NEAR and max(np.ptp(each[places]) for each in (theirs, ours)) < NEAR)

    def summarize(self) -> dict:
        return {
            "pictures": self.pictures,
            "same": self.same,
            "ties": self.ties,
            "largest_difference": self.apart,
        }

    def _count(self, same: bool, difference: float) -> bool:
        self.pictures, self.same, self.apart = self.pictures + 1, self.same + same, max(self.apart, difference)
        return same


def compare_scores(whole: np.ndarray, small: np.ndarray) -> tuple[float, bool]:
    """The Kullback–Leibler divergence of scores, (C,), in nats, and whether another label is the best."""
    tiny = np.finfo(np.float32).tiny
    divergence = float((whole * (np.log(np.maximum(whole, tiny)) - np.log(np.maximum(small, tiny)))).sum())
    return divergence, bool(whole.argmax() != small.argmax())
