"""Whether other programs keep the computer busy while this one works."""

import time
from contextlib import suppress
from dataclasses import dataclass

import psutil

LOOK_EVERY = 5.0  # seconds
OTHERS, IDLE = 0.3, 0.15  # shares of all processors: others take so much, and hardly any is left


@dataclass(frozen=True)
class ProcessorTimes:
    """Seconds up to a moment: by the clock, idle on all processors, and used by this program and its children."""

    clock: float
    idle: float
    own: float


def read_processor_times() -> ProcessorTimes:
    """The times of now."""
    whole, own = psutil.cpu_times(), 0.0
    this = psutil.Process()
    for process in (this, *this.children(recursive=True)):
        with suppress(psutil.Error):
            times = process.cpu_times()
            own += times.user + times.system
    return ProcessorTimes(time.monotonic(), whole.idle + getattr(whole, "iowait", 0.0), own)


def is_busy_elsewhere(before: ProcessorTimes, now: ProcessorTimes, processors: int) -> bool:
    """Whether other programs took the processors from this one between two moments."""
    whole = (now.clock - before.clock) * processors
    idle, own = now.idle - before.idle, now.own - before.own
    return idle < IDLE * whole and whole - idle - own > OTHERS * whole


class BusyWatch:
    """Says, whenever it is asked, whether the computer is busy with other programs."""

    def __init__(self) -> None:
        self._before, self._busy = read_processor_times(), False

    def look(self) -> bool:
        """Whether it was in the last seconds."""
        if time.monotonic() - self._before.clock >= LOOK_EVERY:
            now = read_processor_times()
            self._busy = is_busy_elsewhere(self._before, now, psutil.cpu_count() or 1)
            self._before = now
        return self._busy
