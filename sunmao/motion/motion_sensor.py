"""The motion sensor that programs hold in a variable."""

import os
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.atomic_files import require_path
from sunmao.core.strict import Strict
from sunmao.core.validation import require_range
from sunmao.errors import BadValue, NotAMotion, PartTimeout
from sunmao.motion.motion_clip import RATE, MotionClip
from sunmao.motion.motion_files import ENDING, MAX_SECONDS, read_motion, write_motion
from sunmao.motion.phone_readings import PhoneReadings
from sunmao.motion.resampling import resample_motion
from sunmao.motion.windows import WINDOW
from sunmao.protocol.messages import DeviceOpened
from sunmao.runtime import event_loop, session
from sunmao.runtime.notices import show_notice

BOARD, PHONE, SIMULATED = "board", "phone", "simulated"
HOP = 0.25  # seconds from one clip to the next
PERIOD = 1 / RATE
STOPPED = 1.0  # seconds without a reading after which the sensor has stopped
GAP = 0.4  # seconds between two readings over which a straight line would invent a movement
FROZEN = 5.0  # seconds of the very same numbers: a real sensor always trembles a little
MIN_SECONDS = 0.1  # seconds that are read at once


class Motion(Strict):
    """An accelerometer: of the board, of a phone or tablet, of the board on the screen, or a file in its place.

    Args:
        source: 'board' (the sensor MPU6050 of the board in use), 'phone' (that of the phone or tablet on which a page
            of the studio has this project open), 'simulated' (that of the board on the screen), or the name of a table
            (`.csv`) of what one felt, which is played from its beginning.

    Raises: BadValue, FileMissing, NotAMotion, SensorDisconnected, and as `use_board` and `Accelerometer` do.

    Example:
        for clip in Motion('wave.csv'):
            print(clip.strength)
    """

    def __init__(self, source: str | Path = BOARD) -> None:
        text = os.fspath(source) if isinstance(source, (str, Path)) else ""
        self._name, self._closed, self._own = text.strip(), False, None
        self._readings: _Playback | _SensorReadings | PhoneReadings
        if self._name.lower().endswith(ENDING):
            self._readings = _Playback(read_motion(self._name))
        elif self._name == PHONE:
            self._own = self._readings = PhoneReadings()
            weakref.finalize(self, self._own.close).atexit = False
            session.emit(DeviceOpened("motion", PHONE, topic=f"motion:{PHONE}"))
        elif self._name in (BOARD, SIMULATED):
            sensor, self._own = _open_sensor(self._name)
            self._readings = _SensorReadings(sensor._measure, self._name == BOARD)
        else:
            raise BadValue("motion_no_source", value=repr(source)[:60])

    @property
    def name(self) -> str:
        """Name with which it was opened."""
        return self._name

    def read(self, seconds: float = 2.0) -> MotionClip:
        """Read the motion of the next seconds, from now on. A file may have less.

        Args:
            seconds: 0.1 to 600.

        Raises: PartTimeout when the sensor stops; NotAMotion where a file is over.
        """
        count = round(require_range("seconds", seconds, MIN_SECONDS, MAX_SECONDS) * RATE)
        self._require_open()
        return MotionClip(self._readings.read(count, self._name))

    def record(self, path: str | Path, seconds: float = 2.0) -> None:
        """Write what it feels in the next seconds as a table with the columns time, x, y and z, from which a
        `MotionClassification` learns.

        Args:
            path: the file, which ends in .csv; folders that are missing are made.
            seconds: 0.1 to 600.

        Raises: BadValue for another ending, or where it cannot be written; PartTimeout when the sensor stops.
        """
        target = require_path("path", path)
        if target.suffix.lower() != ENDING:
            raise BadValue("motion_not_recorded", path=target.as_posix())
        clip = self.read(seconds)
        try:
            write_motion(target, clip)
        except OSError:
            raise BadValue("motion_not_recorded", path=target.as_posix()) from None
        show_notice("motion_recorded", path=target.as_posix())

    def __iter__(self) -> Iterator[MotionClip]:
        """Clips of two seconds, a quarter of a second apart, always the newest; ends when the program is asked to stop,
        or with the file.
        """
        while True:
            try:
                found = event_loop.poll_next(self._look)
            except session.StopProgram:
                if not session.stop_requested():
                    raise
                return
            if found is False:
                return
            yield from (clip for _, clip in found)

    def take(self) -> list[tuple[float, MotionClip]]:
        """(when it ended, in seconds; two seconds) of those that came since. Raises PartTimeout when the sensor stops."""
        self._require_open()
        return self._readings.take()

    def close(self) -> None:
        """Let go of the sensor; at the end of the program that happens by itself."""
        self._closed = True
        if self._own is not None:
            self._own.close()

    def __enter__(self) -> "Motion":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Motion(source={self._name!r})"

    def _require_open(self) -> None:
        if self._closed:
            raise BadValue("motion_closed")

    def _look(self, within: float) -> Any:
        """Return the new readings, None for nothing yet, False at the end."""
        if self._closed or self._readings.ended:
            return False
        found = self._readings.take()
        if not found:
            time.sleep(min(within, PERIOD / 2))
        return found or None


def _open_sensor(name: str) -> tuple[Any, Any]:
    """(an `Accelerometer`, the same where it was opened for this); one that the program has on this board already is
    used as well.
    """
    from sunmao.boards import select_board
    from sunmao.boards.parts.sensors.accelerometer import Accelerometer

    board = select_board.find_board(SIMULATED) if name == SIMULATED else select_board.get_current_board()
    found = next((part for part in board.parts if isinstance(part, Accelerometer)), None)
    if found is not None:
        return found, None
    with select_board.use_session(board):
        opened = Accelerometer()
    return opened, opened


class _SensorReadings:
    """Readings of a sensor over the last seconds; it is asked at waiting points, in the main thread.

    trembles: whether the same numbers for long mean that it hangs.
    """

    ended = False

    def __init__(self, measure: Callable[[], tuple[float, float, float]], trembles: bool) -> None:
        self._measure, self._trembles = measure, trembles
        self._kept: deque[tuple[float, tuple[float, float, float]]] = deque()
        self._since = self._changed = time.monotonic()
        self._told = -1.0

    def take(self) -> list[tuple[float, MotionClip]]:
        """As `Motion.take`."""
        self._ask()
        if not self._kept:
            return []
        now = self._kept[-1][0]
        if now - self._kept[0][0] < WINDOW / RATE or now - self._told < HOP:
            return []
        self._told = now
        return [(now, MotionClip(self._make_samples()[-WINDOW:]))]

    def read(self, count: int, name: str) -> np.ndarray:
        """(count, 3) float32 of what comes from now on."""
        taken: list[tuple[float, tuple[float, float, float]]] = []
        self._kept.clear()
        self._since = time.monotonic()
        while not taken or taken[-1][0] - taken[0][0] < (count - 1) / RATE:
            session.check_stop()
            if self._ask():
                taken.append(self._kept[-1])
            else:
                time.sleep(PERIOD / 4)
        times, rows = zip(*taken, strict=True)
        return resample_motion(np.array(times), np.array(rows))[:count]

    def _ask(self) -> bool:
        """Take one reading where one is due. Raises PartTimeout when there has been none for long."""
        now = time.monotonic()
        if self._kept and now - self._kept[-1][0] < PERIOD:
            return False
        try:
            row = self._measure()
        except PartTimeout:
            if time.monotonic() - self._since > STOPPED:
                raise PartTimeout("motion_stopped", seconds=STOPPED) from None
            return False
        if self._kept and now - self._kept[-1][0] > GAP:
            self._kept.clear()
        self._notice_frozen(row, now)
        self._kept.append((now, row))
        self._since = time.monotonic()
        while now - self._kept[0][0] > WINDOW / RATE + HOP:
            self._kept.popleft()
        return True

    def _notice_frozen(self, row: tuple[float, float, float], now: float) -> None:
        """Say once that it hangs."""
        if not self._kept or row != self._kept[-1][1]:
            self._changed = now
        elif self._trembles and now - self._changed > FROZEN:
            self._trembles = False
            show_notice("motion_frozen", level="warn", seconds=FROZEN)

    def _make_samples(self) -> np.ndarray:
        times, rows = zip(*self._kept, strict=True)
        return resample_motion(np.array(times), np.array(rows))


class _Playback:
    """A file, each look a step further."""

    def __init__(self, clip: MotionClip) -> None:
        self._samples, self._done = clip.samples, 0

    @property
    def ended(self) -> bool:
        """Whether there is nothing more."""
        return self._done >= len(self._samples)

    def take(self) -> list[tuple[float, MotionClip]]:
        """As `Motion.take`: one clip; the first two seconds at once, and a shorter file as it is."""
        if self.ended:
            return []
        step = round(HOP * RATE) if self._done else WINDOW
        self._done = min(len(self._samples), self._done + step)
        return [(self._done / RATE, MotionClip(self._samples[max(0, self._done - WINDOW) : self._done]))]

    def read(self, count: int, name: str) -> np.ndarray:
        """(count, 3) float32 of what comes next, or less."""
        if self.ended:
            raise NotAMotion("motion_file_over", name=name)
        start, self._done = self._done, min(len(self._samples), self._done + count)
        return self._samples[start : self._done]
