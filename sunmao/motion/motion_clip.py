"""A piece of what an accelerometer felt, in memory."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

RATE = 50  # Hz, of every clip that is learned from: hands move at less than 10 Hz
AXES = ("x", "y", "z")
STILL = 0.04  # g: what a sensor that lies on a table feels at most, its noise and the table's


@dataclass(frozen=True, eq=False)
class MotionClip:
    """Readings of an accelerometer over a while.

    samples: (n, 3) float32, its x, y and z in g; at rest together 1, the earth's pull. rate: readings a second, in Hz.
    """

    samples: np.ndarray
    rate: float = RATE

    @property
    def duration(self) -> float:
        """Duration in seconds."""
        return len(self.samples) / self.rate

    @cached_property
    def strength(self) -> float:
        """Strength of the motion, in g: the root of the mean square of what differs from its mean."""
        if not len(self.samples):
            return 0.0
        moved = self.samples - self.samples.mean(axis=0, dtype=np.float64)
        return float(np.sqrt(np.square(moved).sum(axis=1).mean()))

    @property
    def is_still(self) -> bool:
        """Whether it did not move."""
        return self.strength < STILL

    def __repr__(self) -> str:
        return f"MotionClip({self.duration:.2f} s, {self.rate:g} Hz)"
