"""Interface of all sources of sound."""

from typing import Protocol

import numpy as np

SOONEST = 0.1  # seconds: pieces of sound come about so often
KEPT = 10.0  # seconds of sound that nobody has taken yet


class SoundSource(Protocol):
    """A source of sound, mono at 16 kHz. title: what people call it; ended: a file is over: nothing comes any more."""

    title: str
    ended: bool

    def open(self) -> None:
        """Begin to listen. Raises MicrophoneMissing, FileMissing or NotASound."""

    def next(self, within: float) -> np.ndarray | None:
        """Return the sound that has come since the last call, waited for at most `within` seconds: (n,) float32, −1 to
        1; None for nothing yet. Older than `KEPT` seconds is forgotten. Raises MicrophoneDisconnected.
        """

    def close(self) -> None:
        """Let go of it. Safe to call twice."""
