"""A spectrogram as a picture: dark blue is quiet, yellow is loud, and lightness alone says it."""

import numpy as np

from sunmao.sound.log_mel import FLOOR, WINDOW, compute_log_mel

# From quiet to loud, RGB, each lighter than the one before.
_COLORS = np.array([[10, 20, 60], [32, 58, 120], [40, 112, 142], [66, 160, 120], [160, 200, 80], [253, 231, 60]])
LOUDEST = -3.0  # natural logarithm of power: all above is the last color


def draw_spectrogram(samples: np.ndarray, width: int, height: int) -> np.ndarray:
    """A sound as a picture, time from left to right, low tones below.

    samples: (n,) float32 at 16 kHz. Returns: (height, width, 3) uint8 RGB.
    """
    if len(samples) < WINDOW:
        samples = np.pad(samples, (0, WINDOW - len(samples)))
    bands = compute_log_mel(samples[None])[0][::-1]
    rows = np.linspace(0, len(bands) - 1, height).round().astype(int)
    columns = np.linspace(0, bands.shape[1] - 1, width).round().astype(int)
    share = (bands[np.ix_(rows, columns)] - np.log(FLOOR)) / (LOUDEST - np.log(FLOOR))
    places = share.clip(0, 1) * (len(_COLORS) - 1)
    steps = np.arange(len(_COLORS))
    return np.stack([np.interp(places, steps, _COLORS[:, each]) for each in range(3)], -1).round().astype(np.uint8)
