"""Learner of postures: logistic regression of the places of their points."""

import numpy as np

from sunmao.landmarks.normalization import normalize_landmarks
from sunmao.landmarks.targets.target import Target
from sunmao.tasks.classification.row_learner import RowLearner


class PointsLearner(RowLearner):
    """Learner of points. target: of what; mirrored: as of `normalize_landmarks`. The files say both."""

    task, few = "points_classification", "point_rows_few"

    def __init__(self, target: Target, mirrored: bool) -> None:
        super().__init__({"what": target.name, "mirrored": mirrored})
        self.width, self._mirrored = 2 * target.point_count, mirrored

    def extract(self, contents: list) -> np.ndarray:
        """The normalized places of `Landmarks`, (N, 2 K)."""
        if not contents:
            return np.zeros((0, self.width), np.float32)
        return normalize_landmarks(contents, self._mirrored).reshape(len(contents), -1)
