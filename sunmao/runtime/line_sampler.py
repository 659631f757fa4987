"""Sampling of the lines that run now in the pupil's file, some 20 times a second: watching costs nearly nothing."""

import sys
import time
from collections.abc import Sequence
from typing import Any

from sunmao.protocol.messages import CurrentLine

EVERY = 0.045  # seconds


class LineSampler:
    """Reports the innermost lines of `filename` in all threads, whenever they changed. main: the ident of the main
    thread; blocks: the number of the block of each line, 0 for none: in a function that no block wrote, the line that
    called it is reported.
    """

    def __init__(self, outbox: Any, filename: str, main: int, blocks: Sequence[int] = ()) -> None:
        self._outbox, self._filename, self._main, self._blocks = outbox, filename, main, blocks
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
        """Place of the program now."""
        found = {thread: line for thread, frame in sys._current_frames().items() if (line := self._line(frame))}
        # Where the main thread has no line of the pupil's (it waits for the others at the end), its last one stays.
        line = found.pop(self._main, self._last.line)
        self._last = CurrentLine(line, sorted(set(found.values())))
        return self._last

    def _line(self, frame: Any) -> int | None:
        innermost = None
        while frame is not None:
            if frame.f_code.co_filename == self._filename:
                line = frame.f_lineno
                if not self._blocks or 0 < line <= len(self._blocks) and self._blocks[line - 1]:
                    return line
                innermost = innermost or line
            frame = frame.f_back
        return innermost
