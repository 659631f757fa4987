"""Whether fingers are straight."""

import numpy as np

from sunmao.landmarks.targets.hand import FINGERS

# Degrees between the bone at the wrist and the last one. Of 640 fingers of hand signs 636 were judged rightly so, of 54
# thumbs 53.
MAX_BEND, MAX_BEND_OF_THUMB = 54, 40


def is_finger_straight(points: np.ndarray, finger: str) -> bool:
    """points: (21, 3) of a hand, x, y and depth in one unit. finger: a name in `FINGERS`."""
    first = FINGERS[finger][1]
    thumb = finger == "thumb"
    start, end = (first, first + 1) if thumb else (0, first)
    return _compute_angle(points[end] - points[start], points[first + 3] - points[first + 2]) < (
        MAX_BEND_OF_THUMB if thumb else MAX_BEND
    )


def _compute_angle(first: np.ndarray, second: np.ndarray) -> float:
    """The angle between two directions, 0 to 180 degrees."""
    lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(np.degrees(np.arccos(np.clip(first @ second / max(lengths, 1e-9), -1, 1))))
