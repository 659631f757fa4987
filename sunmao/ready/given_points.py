"""Points that a program gives in place of a picture."""

from typing import Any

import numpy as np

from sunmao.errors import BadValue
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.target import Target
from sunmao.ready.points_result import PointsResult


def read_given_points(points: Any, target: Target) -> tuple[Landmarks | None, np.ndarray | None, str]:
    """(the points, None where nothing was found; their picture, (H, W, 3) uint8 RGB, and its file, if they have one).

    points: what `find_points` gave, or (K, 2) or (K, 3) numbers, of hands those of a right one. Raises BadValue.
    """
    if isinstance(points, PointsResult) and points._target is target:
        return (points._found[0] if points._found else None), points._image, points.path
    count = target.point_count
    try:
        rows = np.asarray(points, np.float32)
    except (TypeError, ValueError):
        rows = np.zeros(0, np.float32)
    if rows.shape not in ((count, 2), (count, 3)) or not np.isfinite(rows).all():
        raise BadValue("points_odd_input", argument="points", count=count, value=repr(points)[:60])
    whole = np.column_stack([rows, np.zeros(count, np.float32)]) if rows.shape[1] == 2 else rows
    return Landmarks(target, whole, np.ones(count, np.float32), 1.0), None, ""
