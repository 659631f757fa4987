"""Tables of points that are drawn by chance around a shape for each class."""

from pathlib import Path

import numpy as np

from sunmao.data.formats.points.point_rows import PointRow
from sunmao.data.samples.point_capture import append_point_row
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.registry import TARGETS


def make_point_tables(root: Path, what: str = "hand", labels=("rock", "paper"), count: int = 10) -> np.ndarray:
    """A data set with so many rows of each class; returns the shapes, (classes, K, 3)."""
    target, random = TARGETS[what], np.random.default_rng(0)
    shapes = random.uniform(0, 100, (len(labels), target.point_count, 3))
    for label, shape in zip(labels, shapes, strict=True):
        for _ in range(count):
            points = (shape + random.normal(0, 3, shape.shape)) * random.uniform(1, 4) + random.uniform(0, 200)
            found = Landmarks(target, points.astype(np.float32), np.ones(len(points), np.float32), 0.9)
            append_point_row(root, label, PointRow(found, (640, 480)))
    return shapes
