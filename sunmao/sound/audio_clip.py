"""A piece of sound in memory."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

SAMPLE_RATE = 16_000  # Hz, of every clip that is learned from: speech lies below 8 kHz
QUIETEST = -60.0  # dB below full scale: level 0


@dataclass(frozen=True, eq=False)
class AudioClip:
    """A piece of sound.

    samples: (n,) float32, mono, −1 to 1. sample_rate: in Hz.
    """

    samples: np.ndarray
    sample_rate: int = SAMPLE_RATE

    @property
    def duration(self) -> float:
        """Duration in seconds."""
        return len(self.samples) / self.sample_rate

    @cached_property
    def level(self) -> float:
        """Loudness, 0 to 100: the root of its mean square from −60 dB (or less) to 0 dB of full scale."""
        power = float(np.mean(np.square(self.samples, dtype=np.float64))) if len(self.samples) else 0.0
        decibels = 10 * np.log10(power) if power else QUIETEST
        return float(np.clip(100 * (1 - decibels / QUIETEST), 0, 100))

    @cached_property
    def peak(self) -> float:
        """The largest of its samples without their signs, 0 to 1."""
        return min(1.0, float(np.abs(self.samples).max(initial=0)))

    def __repr__(self) -> str:
        return f"AudioClip({self.duration:.2f} s, {self.sample_rate} Hz)"
