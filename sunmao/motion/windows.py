"""Motion of any length as motion of two seconds, which is what is learned from and asked about."""

import numpy as np

from sunmao.motion.motion_clip import RATE, MotionClip
from sunmao.motion.resampling import resample_motion

WINDOW = 2 * RATE  # readings
NEAR = 0.1  # seconds by which a take may be longer or shorter: hands are not exact

# What a class of nothing but stillness is called, in small letters.
STILL_NAMES = ("still", "rest", "idle", "nothing", "no motion", "静止", "不动", "没动", "静止不动")


def is_stillness(label: str) -> bool:
    """Whether a class is called as those are that hold only stillness.

    Example:
        >>> is_stillness('Still'), is_stillness('静止'), is_stillness('wave')
        (True, True, False)
    """
    return label.strip().casefold() in STILL_NAMES


def cut_most_moving(samples: np.ndarray) -> np.ndarray:
    """The two seconds in which it moves most, with the middle of what moves in their middle, as far as there is more.

    samples: (n, 3) float32 at 50 Hz, at least one row. Returns: (100, 3) float32; what is shorter stays where it was
    before its beginning and after its end.
    """
    missing = WINDOW - len(samples)
    if missing >= 0:
        return np.pad(samples, ((missing // 2, missing - missing // 2), (0, 0)), mode="edge")
    power = measure_change(samples)
    sums = np.cumsum(np.concatenate([[0.0], power]))
    start = int((sums[WINDOW:] - sums[:-WINDOW]).argmax())
    inside = power[start : start + WINDOW]
    if inside.sum() > 0:
        middle = start + round(float((inside * np.arange(WINDOW)).sum() / inside.sum()))
        start = min(max(0, middle - WINDOW // 2), len(samples) - WINDOW)
    return samples[start : start + WINDOW]


def measure_change(samples: np.ndarray) -> np.ndarray:
    """Measure the motion at each reading, (n,): the squared difference from the mean of the two seconds around it."""
    sums = np.concatenate([np.zeros((1, 3)), np.cumsum(samples, axis=0, dtype=np.float64)])
    places = np.arange(len(samples))
    first, last = np.maximum(places - WINDOW // 2, 0), np.minimum(places + WINDOW // 2, len(samples))
    means = (sums[last] - sums[first]) / (last - first)[:, None]
    return np.square(samples - means).sum(axis=1)


def make_window(clip: MotionClip) -> np.ndarray:
    """(100, 3) float32 of a clip of any length and rate, as `cut_most_moving`."""
    if clip.rate == RATE:
        return cut_most_moving(clip.samples)
    return cut_most_moving(resample_motion(np.arange(len(clip.samples)) / clip.rate, clip.samples))
