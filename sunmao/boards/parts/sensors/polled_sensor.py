"""Sensors that say nothing by themselves: they are looked at, many times a second, while a handler waits for a change."""

import time
from typing import Any

from sunmao.boards.event_property import EventHandlers
from sunmao.boards.input_events import OFTEN
from sunmao.boards.part import Part


class PolledSensor(Part):
    """Base of these. A class gives `is_active`, and in `_changes` the names of the handlers for the change to active
    and back ('': none).
    """

    _changes = ("", "")

    def __init__(self, **pins: Any) -> None:
        self._event_loop: dict[str, EventHandlers] = {}
        self._was: bool | None = None
        super().__init__(**pins)

    @property
    def is_active(self) -> bool:
        """Whether the sensor notices something."""
        raise NotImplementedError

    def _wait_for(self, active: bool, timeout: float | None) -> bool:
        from sunmao.runtime import event_loop

        return event_loop.wait_until(lambda: self.is_active == active, timeout)

    def _listen(self) -> None:
        if self._was is None:
            self._was, self._looked = self.is_active, 0.0

    def _poll(self, now: float) -> None:
        if not any(self._event_loop.values()):
            return
        self._looked, before = now, self._was
        self._was = self.is_active
        if self._was != before and (act := self._event_loop.get(self._changes[0 if self._was else 1])):
            act.happens()

    def _seconds_until_poll(self) -> float:
        return max(0.0, self._looked + OFTEN - time.monotonic()) if any(self._event_loop.values()) else float("inf")
