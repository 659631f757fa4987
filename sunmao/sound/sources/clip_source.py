"""Sound that needs no microphone: a sound file, or a made one, as fast as it would be heard."""

import time

import numpy as np

from sunmao.sound.audio_clip import SAMPLE_RATE, AudioClip
from sunmao.sound.audio_files import read_audio
from sunmao.sound.sources.source import KEPT, SOONEST

HERTZ, LOUD, QUIET = 440.0, 0.3, 0.003
HALF = 1.0  # seconds of the tone, and of the noise


class ClipSource:
    """A simulated microphone: in turn one second of the note A4 and one of faint noise, again and again."""

    title, ended = "simulated", False

    def __init__(self) -> None:
        self._clip, self._again = _make_clip, True
        self._samples = np.zeros(0, np.float32)
        self._began = 0.0
        self._given = 0
        self._closed = False

    def open(self) -> None:
        """See `SoundSource.open`."""
        self._samples = self._clip().samples
        self._began = time.monotonic()

    def next(self, within: float) -> np.ndarray | None:
        """See `SoundSource.next`."""
        end = time.monotonic() + within
        while not (self._closed or self.ended):
            due = int((time.monotonic() - self._began) * SAMPLE_RATE)
            if due - self._given >= SOONEST * SAMPLE_RATE or self._is_last(due):
                return self._take(due)
            if time.monotonic() >= end:
                return None
            time.sleep(max(0.001, min(end - time.monotonic(), SOONEST / 2)))
        return None

    def close(self) -> None:
        """Nothing is held."""
        self._closed = True

    def _is_last(self, due: int) -> bool:
        return not self._again and due >= len(self._samples)

    def _take(self, due: int) -> np.ndarray:
        first = max(self._given, due - int(KEPT * SAMPLE_RATE))
        self.ended, self._given = self._is_last(due), due
        if self._again:
            return np.take(self._samples, np.arange(first, due), mode="wrap")
        return self._samples[first:due]


class FileSoundSource(ClipSource):
    """A sound file in the place of a microphone, once."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.title = path
        self._clip, self._again = lambda: read_audio(path), False


def _make_clip() -> AudioClip:
    count = int(HALF * SAMPLE_RATE)
    tone = LOUD * np.sin(2 * np.pi * HERTZ * np.arange(count) / SAMPLE_RATE)
    noise = np.random.default_rng(1).uniform(-QUIET, QUIET, count)
    return AudioClip(np.concatenate([tone, noise]).astype(np.float32))
