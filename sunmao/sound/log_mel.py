"""Log-mel spectrograms: what a model gets of a sound, and what a tile draws of it.

Power of short windows in bands that are as wide as the ear's, as logarithm: Davis, Mermelstein 1980, "Comparison of
Parametric Representations for Monosyllabic Word Recognition in Continuously Spoken Sentences"; the mel scale by
O'Shaughnessy 1987, "Speech Communication".
"""

from functools import cache
from typing import Any

import numpy as np

from sunmao.sound.audio_clip import SAMPLE_RATE

WINDOW, HOP, FFT = 400, 160, 512  # samples: 25 ms every 10 ms
BANDS = 40
LOWEST, HIGHEST = 50.0, 7600.0  # Hz
FLOOR = 1e-7  # power, of a full tone 1: what is more quiet is silence
SECOND = SAMPLE_RATE  # samples of what is looked at at once
FRAMES = 1 + (SECOND - WINDOW) // HOP


def compute_log_mel(samples: np.ndarray) -> np.ndarray:
    """The spectrograms of sounds of one length.

    samples: (N, n) float32 at 16 kHz, n >= 400. Returns: (N, 40, frames) float32, natural logarithms of power, the
    lowest band first; 0: a full tone, -16.1: silence.
    """
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW, axis=1)[:, ::HOP]
    spectrum = np.fft.rfft(frames * get_window(), FFT)
    power = spectrum.real**2 + spectrum.imag**2
    return np.log(power @ get_mel_bands().T + FLOOR).transpose(0, 2, 1).astype(np.float32)


@cache
def get_window() -> np.ndarray:
    """Hann's window, (400,) float32, scaled so that a full tone has power 1."""
    window = np.hanning(WINDOW + 1)[:WINDOW]
    return (2 * window / window.sum()).astype(np.float32)


@cache
def get_mel_bands() -> np.ndarray:
    """Return each frequency's weight in each band, (40, 257) float32: triangles, evenly spaced on the mel scale."""
    edges = _to_hertz(np.linspace(_to_mel(LOWEST), _to_mel(HIGHEST), BANDS + 2))
    frequencies = np.fft.rfftfreq(FFT, 1 / SAMPLE_RATE)
    rising = (frequencies - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - frequencies) / np.diff(edges)[1:, None]
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)


def _to_mel(hertz: float) -> float:
    return 2595 * np.log10(1 + hertz / 700)


def _to_hertz(mel: Any) -> Any:
    return 700 * (10 ** (mel / 2595) - 1)
