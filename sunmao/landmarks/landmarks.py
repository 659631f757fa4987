"""Points of one hand, body or face."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sunmao.landmarks.targets.target import Target


@dataclass(frozen=True, eq=False)
class Landmarks:
    """The points of one hand, body or face.

    target: what it is. points: (N, 3) float32: x and y in pixels of the picture, and the depth in the same unit,
    smaller is nearer, 0 at the wrist, the hips or the middle of the head. visibility: how likely each point is seen,
    (N,) float32, 0 to 1. score: how sure the model is that it is there, 0 to 1. side: 'left' or 'right', of hands as
    their owner says it; else None.
    """

    target: Target
    points: np.ndarray
    visibility: np.ndarray
    score: float
    side: str | None = None

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """x1, y1, x2, y2 around the points that are seen, in pixels of the picture."""
        seen = self.points[self.visibility >= self.target.least_visibility, :2]
        seen = seen if len(seen) else self.points[:, :2]
        (left, top), (right, bottom) = seen.min(axis=0).tolist(), seen.max(axis=0).tolist()
        return left, top, right, bottom

    @property
    def area(self) -> float:
        """Of its box, in pixels: the larger, the nearer."""
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)
