"""Readings that came when they came, as readings at a fixed rate."""

import numpy as np

from sunmao.motion.motion_clip import RATE


def resample_motion(times: np.ndarray, samples: np.ndarray, rate: float = RATE) -> np.ndarray:
    """The readings at a fixed rate from the first on: each the mean, over its time, of the straight lines between the
    readings around it, so that what is faster than the rate cannot pose as something slow.

    times: (n,) float64 in seconds, rising. samples: (n, 3). Returns: (m, 3) float32.
    """
    if len(times) < 2:
        return samples.astype(np.float32)
    values = samples.astype(np.float64)
    steps = np.diff(times)[:, None]
    areas = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum((values[1:] + values[:-1]) / 2 * steps, axis=0)])
    count = max(1, round((times[-1] - times[0]) * rate) + 1)
    middles = times[0] + np.arange(count) / rate
    starts, ends = (np.clip(middles + side / (2 * rate), times[0], times[-1]) for side in (-1, 1))
    # The integral at a moment within a step is a parabola, which a line between its ends would lose.
    found = _integrate(ends, times, values, areas) - _integrate(starts, times, values, areas)
    return (found / (ends - starts).clip(1e-9)[:, None]).astype(np.float32)


def _integrate(moments: np.ndarray, times: np.ndarray, values: np.ndarray, areas: np.ndarray) -> np.ndarray:
    places = np.clip(np.searchsorted(times, moments, side="right") - 1, 0, len(times) - 2)
    since = (moments - times[places])[:, None]
    slope = (values[places + 1] - values[places]) / (times[places + 1] - times[places])[:, None]
    return areas[places] + values[places] * since + slope * since**2 / 2
