"""Which line of the pupil's file runs now: looked at some 20 times a second, so that watching costs nearly nothing."""

import sys
import time

from .events import Line

EVERY = 0.045  # seconds


class Sampler:
    """Reports the line of `filename` where the thread `thread` (its ident) is, whenever it changed."""

    def __init__(self, outbox, filename: str, thread: int):
        self._outbox, self._filename, self._thread = outbox, filename, thread
        self._looked, self._last = 0.0, 0

    def tick(self) -> None:
        """Look, when the last look was long enough ago."""
        now = time.monotonic()
        if now - self._looked >= EVERY:
            self._looked = now
            self.look(sys._current_frames().get(self._thread))

    def look(self, frame) -> None:
        """Report the innermost line of the pupil's file below `frame`, when it is another one than before."""
        while frame is not None and frame.f_code.co_filename != self._filename:
            frame = frame.f_back
        if frame is not None and frame.f_lineno and frame.f_lineno != self._last:
            self._last = frame.f_lineno
            self._outbox.put(Line(self._last))
