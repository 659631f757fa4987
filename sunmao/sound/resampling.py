"""Sound of one sample rate as sound of another one."""

from math import ceil, gcd

import numpy as np

ZEROS = 16  # crossings of zero of the filter at each side: what is mirrored down stays below −60 dB


def resample(samples: np.ndarray, rate: int, wanted: int) -> np.ndarray:
    """The same sound at another rate: polyphase filtering with a Hann-windowed sinc (Smith, "Digital Audio Resampling",
    2002).

    samples: (n,) float32; rate, wanted: in Hz. Returns: (ceil(n · wanted / rate),) float32.
    """
    if rate == wanted or not len(samples):
        return samples
    divisor = gcd(rate, wanted)
    up, down = wanted // divisor, rate // divisor
    cutoff = min(1.0, wanted / rate)  # of the lower of the two Nyquist frequencies
    half = ceil(ZEROS / cutoff)
    padded = np.concatenate([np.zeros(half, np.float32), samples, np.zeros(half + 1, np.float32)])
    found = np.empty(ceil(len(samples) * up / down), np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)
    for phase in range(min(up, len(found))):
        start, fraction = divmod(phase * down, up)
        offsets = np.arange(-half, half + 1) - fraction / up
        hann = np.where(np.abs(offsets) < half, 0.5 + 0.5 * np.cos(np.pi * offsets / half), 0)
        kernel = (cutoff * np.sinc(cutoff * offsets) * hann).astype(np.float32)
        places = found[phase::up]
        places[:] = windows[start::down][: len(places)] @ kernel
    return found
