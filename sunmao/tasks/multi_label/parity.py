"""Do two forms of a model recognize the same labels?"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sunmao.tasks.evaluation.parity import NEAR, ParityCounter
from sunmao.tasks.task import SURE


@dataclass
class TagCounter(ParityCounter):
    """The count of the answers of a model of several labels. thresholds: from which score on each counts, (C,)."""

    thresholds: np.ndarray | float = SURE

    def add(self, theirs: np.ndarray, ours: np.ndarray) -> bool:
        """Count the scores for one picture, (C,); tell whether both recognize the same labels."""
        difference = float(abs(theirs - ours).max())
        same = ((theirs >= self.thresholds) == (ours >= self.thresholds)).all()
        return self._count(bool(same) and difference < self.near, difference)

    def _is_tie(self, theirs: Any, ours: Any) -> bool:
        """Whether all that differs lies at its threshold."""
        return bool(abs(theirs - ours).max() < NEAR)
