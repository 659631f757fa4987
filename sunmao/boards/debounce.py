"""A contact that bounces: which of its changes count. The first change counts at once, what follows it too soon waits."""

import time
from typing import Any

from sunmao.locks.lock_order import LockOrder, make_lock


class DebouncedInput:
    """One input. debounce: seconds after a change in which others only count once they last.

    `record_change` is called in the reading thread; each change that counts goes to `on_edge(level, time)`.
    """

    def __init__(self, debounce: float, on_edge: Any) -> None:
        self._debounce, self._on_edge = debounce, on_edge
        self._turn = make_lock(LockOrder.CONTACT)
        self._level: int | None = None
        self._since = 0.0
        self._waits: tuple[int, float] | None = None

    def begin(self, level: int | None) -> None:
        """The contact has this level, which is no change; None: nobody knows."""
        with self._turn:
            self._level, self._waits, self._since = level, None, 0.0

    def record_change(self, level: int, at: float) -> None:
        """The contact changed to a level at that time of `time.monotonic`."""
        with self._turn:
            if self._level is None:
                self._level = 1 - level  # what it was before it changed
            self._settle(at)
            if level == self._level:
                self._waits = None
            elif at - self._since >= self._debounce:
                self._accept(level, at)
            else:
                self._waits = (level, at)

    def level(self) -> int | None:
        """The level that counts now; None: nobody knows."""
        with self._turn:
            self._settle(time.monotonic())
            return self._level

    def since(self) -> float | None:
        """When the level that counts began, on `time.monotonic`; None: before anybody listened."""
        return self._since or None

    def seconds_until_due(self) -> float:
        """Seconds until a change may count that waits."""
        waits = self._waits
        return float("inf") if waits is None else max(0.0, self._since + self._debounce - time.monotonic())

    def _settle(self, now: float) -> None:
        if self._waits and now - self._since >= self._debounce:
            (level, at), self._waits = self._waits, None
            self._accept(level, at)

    def _accept(self, level: int, at: float) -> None:
        self._level, self._since = level, at
        self._on_edge(level, at)
