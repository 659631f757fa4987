"""More takes of the same gestures: another hand holds the sensor otherwise, and is quicker, slower or less steady.

Um et al. 2017, "Data Augmentation of Wearable Sensor Data for Parkinson's Disease Monitoring using Convolutional Neural
Networks": rotation, time warping and jitter.
"""

import numpy as np

COPIES = 4  # of each take
TILT = 0.25  # radians, the standard deviation
SLOWEST, FASTEST = 0.75, 1.33
JITTER = 0.02  # g


def augment_motion(windows: np.ndarray, seed: int) -> np.ndarray:
    """Copies of windows, each turned, stretched and trembling in another way; the same seed gives the same.

    windows: (N, n, 3) float32. Returns: (4 N, n, 3) float32, all first copies, then all second ones …
    """
    random = np.random.default_rng(seed)
    return np.stack([_change(window, random) for _ in range(COPIES) for window in windows]).astype(np.float32)


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
