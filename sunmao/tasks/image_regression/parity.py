"""Do two forms of a model give the same number?"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sunmao.tasks.evaluation.parity import NEAR, ParityCounter

MOVED = 0.01  # of the range of the numbers: what differs by more counts as another number


@dataclass
class NumberCounter(ParityCounter):
    """The count of answers that are numbers, (1,). near: by how much they may differ, in their unit."""

    @classmethod
    def make(cls, width: float, exact: bool) -> "NumberCounter":
        """The counter for numbers whose range is so wide. exact: else only what counts as another number differs."""
        return cls(near=(NEAR if exact else MOVED) * width)

    def add(self, theirs: np.ndarray, ours: np.ndarray) -> bool:
        """Count the numbers for one picture; tell whether they are nearly the same."""
        difference = float(abs(theirs - ours).max())
        return self._count(difference <= self.near, difference)

    def _is_tie(self, theirs: Any, ours: Any) -> bool:
        return False
