"""Which lines of the pupil's file run now: looked at some 20 times a second, so that watching costs nearly nothing."""

import sys
import time

from sunmao.protocol.messages import CurrentLine

EVERY = 0.045  # seconds


class LineSampler:
    """Reports the innermost lines of `filename` in all threads, whenever they changed. main: the ident of the main
    thread.
    """

    def __init__(self, outbox, filename: str, main: int):
        self._outbox, self._filename, self._main = outbox, filename, main
        self._looked, self._last = 0.0, CurrentLine(0)

    def tick(self) -> None:
        """Look, when the last look was long enough ago."""
        now = time.monotonic()
        if now - self._looked >= EVERY:
            self._looked = now
            before = self._last
            if self.look() != before:
                self._outbox.put(self._last)

    def look(self) -> CurrentLine:
        """Where the program is now."""
        found = {thread: line for thread, frame in sys._current_frames().items() if (line := self._line(frame))}
        # Where the main thread has no line of the pupil's (it waits for the others at the end), its last one stays.
        line = found.pop(self._main, self._last.line)
        self._last = CurrentLine(line, sorted(set(found.values())))
        return self._last

    def _line(self, frame) -> int | None:
        while frame is not None and frame.f_code.co_filename != self._filename:
            frame = frame.f_back
        return frame and frame.f_lineno
