"""Locks that watch in which order they are taken (`sunmao/locks/lock_order.py`), while tests run."""

import gc
import os
import sys
import threading
from contextlib import suppress
from enum import IntEnum
from types import FrameType
from typing import Any

DEPTH = 8  # calls that a report names
_thread = threading.local()


class WatchedLock:
    """A lock that does what `lock` does. Whoever takes it while holding one of its place, or of one further down, adds
    a line to the file `reports`; who does not wait for it (`blocking=False`) may, and so may what the garbage collector
    calls, at any time: it closes what nobody else uses anymore.

    several: who holds a lock of that place may hold several of this one.
    """

    def __init__(self, lock: Any, place: IntEnum, several: IntEnum | None, reports: str) -> None:
        self._lock, self._place, self._several, self._reports = lock, place, several, reports
        self._reentrant = hasattr(lock, "_is_owned")
        self.name = f"{place.name} (of {list_calls()[0]})"
        self._held: list[WatchedLock] | None = None  # the list of the thread that holds it

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As of a lock of `threading`."""
        held = list_held()
        times = held.count(self)
        again = self._reentrant and times > 0
        if blocking and not again and not is_collecting() and (worst := self._find_worst(held)):
            report(self._reports, f"{self.name} is taken while {worst.name} is held")
        taken = False
        try:
            if taken := self._lock.acquire(blocking, timeout):
                self._keep(held)
            return taken
        except BaseException:  # an interrupt, also between the lock and us: then nobody would ever give it back
            if taken or (not again and self._held is None and self._is_owned()):
                held.extend([self] * (times + 1 - held.count(self)))
                self._held = held
                self.release()
            raise

    def release(self) -> None:
        """As of a lock of `threading`, of which any thread may do it."""
        held = self._held
        if held is not None and self in held:
            held.remove(self)
            if self not in held:
                self._held = None
        self._lock.release()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *raised: object) -> None:
        self.release()

    def locked(self) -> bool:
        """Whether somebody holds it."""
        return self._lock.locked() if hasattr(self._lock, "locked") else self._held is not None

    # For `threading.Condition`, which gives the lock back while it waits.

    def _is_owned(self) -> bool:
        return self._lock._is_owned() if self._reentrant else self._lock.locked()

    def _release_save(self) -> tuple[int, Any]:
        held = list_held()
        times = held.count(self)
        held[:] = [each for each in held if each is not self]
        self._held = None
        return times, self._lock._release_save()

    def _acquire_restore(self, saved: Any) -> None:
        times, state = saved
        self._lock._acquire_restore(state)
        held = list_held()
        held.extend([self] * times)
        self._held = held

    def _find_worst(self, held: list["WatchedLock"]) -> "WatchedLock | None":
        """The one furthest down of those that are held, if this lock may not be taken then."""
        least = self._place + any(each._place == self._several for each in held)
        return max((each for each in held if each._place >= least), key=lambda each: each._place, default=None)

    def _keep(self, held: list["WatchedLock"]) -> None:
        held.append(self)
        self._held = held


def list_held() -> list[WatchedLock]:
    """The locks that this thread holds, the last one taken last; one that it has taken twice stands there twice."""
    try:
        return _thread.held
    except AttributeError:
        _thread.held = []
        return _thread.held


def is_collecting() -> bool:
    """Whether this thread collects garbage."""
    return getattr(_thread, "collects", False)


def _note_collection(phase: str, numbers: dict[str, int]) -> None:
    _thread.collects = phase == "start"


gc.callbacks.append(_note_collection)


def list_calls() -> list[str]:
    """The lines of ours that led here, the last call first."""
    calls: list[str] = []
    frame: FrameType | None = sys._getframe()
    while frame is not None and len(calls) < DEPTH:
        name = frame.f_globals.get("__name__", "")
        if name.startswith(("sunmao.", "tests.", "__main__")) and not name.startswith("sunmao.locks."):
            calls.append(f"{name}:{frame.f_lineno}")
        frame = frame.f_back
    return calls or ["?"]


def report(reports: str, what: str) -> None:
    """Add a line to the file `reports`: what happened, where, and in which test."""
    line = f"{what}: {' < '.join(list_calls())} {os.environ.get('PYTEST_CURRENT_TEST', '')}\n"
    with suppress(FileNotFoundError):  # the tests are over
        handle = os.open(reports, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(handle, line.encode())
        finally:
            os.close(handle)
