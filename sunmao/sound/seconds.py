"""Sounds of any length as sounds of one second, which is what is learned from and asked about."""

import numpy as np

from sunmao.sound.audio_clip import SAMPLE_RATE, AudioClip

SECOND = SAMPLE_RATE  # samples
LOUDNESS = 1600  # samples over which loudness is averaged: a tenth of a second
NEAR = 0.05  # seconds by which a second may be longer: recorders are not exact
# What a class of nothing but background is called, in small letters.
BACKGROUND_NAMES = (
    *("_background_", "_background_noise_", "background", "background noise", "background_noise", "_silence_"),
    *("背景声", "背景", "背景音", "背景噪音"),
)


def is_background(label: str) -> bool:
    """Whether a class is called as those are that hold only background.

    Example:
        >>> is_background('Background Noise'), is_background('背景声'), is_background('clap')
        (True, True, False)
    """
    return label.strip().casefold() in BACKGROUND_NAMES


def cut_loudest(samples: np.ndarray) -> np.ndarray:
    """The second of a sound with its loudest part in the middle, as far as there is sound around it.

    samples: (n,) float32 at 16 kHz. Returns: (16000,) float32; a shorter sound has silence at both sides.
    """
    missing = SECOND - len(samples)
    if missing >= 0:
        return np.pad(samples, (missing // 2, missing - missing // 2))
    power = np.cumsum(np.concatenate([[0], np.square(samples, dtype=np.float64)]))
    middle = int((power[LOUDNESS:] - power[:-LOUDNESS]).argmax()) + LOUDNESS // 2
    start = min(max(0, middle - SECOND // 2), len(samples) - SECOND)
    return samples[start : start + SECOND]


def count_seconds(duration: float) -> int:
    """Count the whole seconds of a sound of so many seconds, at least one."""
    return max(1, int(duration + NEAR))


def cut_for_class(clip: AudioClip, label: str) -> np.ndarray:
    """Cut out what is kept of a recording: its loudest second; for a class of background all its whole seconds.

    clip: at 16 kHz. Returns: (n,) float32.
    """
    count = count_seconds(clip.duration) if is_background(label) else 1
    return make_second(clip) if count == 1 else clip.samples[: count * SECOND]


def get_second(samples: np.ndarray, number: int) -> np.ndarray:
    """One second of a sound, as `cut_loudest`, from its number on, 0 for the first."""
    return cut_loudest(samples[number * SECOND : (number + 1) * SECOND])


def make_second(clip: AudioClip) -> np.ndarray:
    """(16000,) float32 of a clip of any length and rate, as `cut_loudest`."""
    from sunmao.sound.resampling import resample

    return cut_loudest(resample(clip.samples, clip.sample_rate, SAMPLE_RATE))
