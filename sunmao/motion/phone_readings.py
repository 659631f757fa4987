"""Readings of the motion sensor of the phone or tablet on which a page of the studio is open."""

from collections import deque
from typing import Any

import numpy as np

from sunmao.errors import PartTimeout, SensorDisconnected
from sunmao.motion.motion_clip import RATE, MotionClip
from sunmao.motion.motion_files import STRONGEST
from sunmao.motion.resampling import resample_motion
from sunmao.motion.windows import WINDOW
from sunmao.runtime import session
from sunmao.runtime.page_stream import PageStream

READING = np.dtype([("time", "<f8"), ("values", "<f4", 3)])  # in seconds of the page's clock; in g
MAX_BYTES = 256 * 1024
HOP = 0.25  # seconds from one clip to the next
GAP = 0.4  # seconds between two readings over which a straight line would invent a movement
LOOK_EVERY = 0.02
STOPPED = 5.0  # seconds without a reading


class PhoneReadings:
    """See `motion_sensor.Readings`."""

    ended = False

    def __init__(self) -> None:
        alone = SensorDisconnected("motion_phone_alone")
        self._stream = PageStream("motion", MAX_BYTES, alone, SensorDisconnected, "motion_closed")
        self._stream.open()
        self._kept: deque[tuple[float, np.ndarray]] = deque()
        self._told = -np.inf

    def take(self) -> list[tuple[float, MotionClip]]:
        """As `Motion.take`."""
        self._listen(0)
        if not self._kept:
            return []
        now = self._kept[-1][0]
        if now - self._kept[0][0] < WINDOW / RATE or now - self._told < HOP:
            return []
        self._told = now
        return [(now, MotionClip(_resample(self._kept)[-WINDOW:]))]

    def read(self, count: int, name: str) -> np.ndarray:
        """(count, 3) float32 of what comes from now on. Raises PartTimeout."""
        self._listen(0)
        self._kept.clear()
        taken: list[tuple[float, np.ndarray]] = []
        waited = 0.0
        while not taken or taken[-1][0] - taken[0][0] < (count - 1) / RATE:
            session.check_stop()
            found = self._listen(LOOK_EVERY)
            taken += found
            waited = 0.0 if found else waited + LOOK_EVERY
            if waited > STOPPED:
                raise PartTimeout("motion_stopped", seconds=STOPPED)
        return _resample(taken)[:count]

    def close(self) -> None:
        """Let go of it. Safe to call twice."""
        self._stream.close()

    def _listen(self, within: float) -> list[tuple[float, np.ndarray]]:
        """The readings that came; what is no reading, or from before, is left out."""
        data = self._stream.next(within) or b""
        found = []
        for at, values in np.frombuffer(data[: len(data) // READING.itemsize * READING.itemsize], READING):
            if not np.isfinite(at) or not np.isfinite(values).all() or np.abs(values).max() > STRONGEST:
                continue
            last = self._kept[-1][0] if self._kept else at - 1 / RATE
            if not 0 < at - last <= GAP:  # a gap, or another phone, whose clock is another
                self._kept.clear()
                self._told = -np.inf
            self._kept.append((float(at), values))
            found.append((float(at), values))
            while at - self._kept[0][0] > WINDOW / RATE + HOP:
                self._kept.popleft()
        return found


def _resample(readings: Any) -> np.ndarray:
    times, rows = zip(*readings, strict=True)
    return resample_motion(np.array(times), np.array(rows))
