"""Tones as samples."""

from collections.abc import Sequence

import numpy as np

from sunmao.sound.audio_clip import AudioClip

RATE = 44_100  # Hz
LOUDNESS = 0.3
FADE = 0.005  # seconds at both ends of a tone: no click
OVERTONES = (1, 3, 5)  # of a triangle wave, each with the square of its number as its weakness


def make_tones(tones: Sequence[tuple[float, float]]) -> AudioClip:
    """Tones one after the other as a clip of 44.1 kHz. tones: (hertz, seconds), 0 hertz for a rest; at least one."""
    return AudioClip(np.concatenate([_make_tone(*tone) for tone in tones]).astype(np.float32), RATE)


def _make_tone(hertz: float, seconds: float) -> np.ndarray:
    count = max(1, round(seconds * RATE))
    if not hertz:
        return np.zeros(count)
    times = np.arange(count) / RATE
    audible = [number for number in OVERTONES if number * hertz < RATE / 2]
    wave = sum((-1) ** (number // 2) * np.sin(2 * np.pi * hertz * number * times) / number**2 for number in audible)
    fade = np.minimum(1, np.minimum(times, times[::-1]) / FADE)
    return LOUDNESS * fade * wave
