"""More takes of the same gestures: another hand holds the sensor otherwise, is quicker, slower or less steady, and
makes the gesture over and over.

Um et al. 2017, "Data Augmentation of Wearable Sensor Data for Parkinson's Disease Monitoring using Convolutional Neural
Networks": rotation, time warping and jitter.
"""

import numpy as np

from sunmao.motion.motion_features import find_moving

COPIES, REPEATED = 10, 6  # of each take, and of them those in which its gesture is made over and over
TILT = 0.25  # radians, the standard deviation
SLOWEST, FASTEST = 0.75, 1.33
JITTER = 0.02  # g


def augment_motion(windows: np.ndarray, seed: int) -> np.ndarray:
    """Copies of windows, each turned, stretched and trembling in another way; the same seed gives the same.

    windows: (N, 100, 3) float32. Returns: (10 N, 100, 3) float32, all first copies, then all second ones …
    """
    random = np.random.default_rng(seed)
    once = [_change(window, random) for _ in range(COPIES - REPEATED) for window in windows]
    repeated = [_change(_repeat(window, random), random) for _ in range(REPEATED) for window in windows]
    return np.stack(once + repeated).astype(np.float32)


def _repeat(window: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The gesture of a window over and over, from any moment of it on."""
    start, end = (int(edge) for edge in find_moving(window))
    moments = start + (np.arange(len(window)) + random.integers(len(window))) % (end - start + 1)
    return window[moments]


def _change(window: np.ndarray, random: np.random.Generator) -> np.ndarray:
    count = len(window)
    moments = (np.arange(count) - count / 2) * random.uniform(SLOWEST, FASTEST) + count / 2
    stretched = np.stack([np.interp(moments, np.arange(count), window[:, axis]) for axis in range(3)], 1)
    return stretched @ make_rotation(random, TILT).T + JITTER * random.standard_normal(window.shape)


def make_rotation(random: np.random.Generator, deviation: float) -> np.ndarray:
    """A rotation about an axis that is drawn, (3, 3), by Rodrigues' formula. deviation: of its angle, in radians."""
    x, y, z = (axis := random.standard_normal(3)) / np.linalg.norm(axis)
    cross, angle = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]]), random.normal(0, deviation)
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
