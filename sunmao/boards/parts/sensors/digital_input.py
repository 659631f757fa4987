"""Inputs that are either on or off, with events: the base of buttons and of sensors with two states."""

from typing import TYPE_CHECKING, Any

from sunmao.boards import input_events
from sunmao.boards.debounce import DebouncedInput
from sunmao.boards.event_property import EventHandlers
from sunmao.boards.part import Part
from sunmao.boards.pin_modes import INPUT, PULLUP
from sunmao.core.validation import require_range

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


class DigitalInput(Part):
    """An input that is active or not.

    Args:
        pin: number or name of its pin.
        pull_up: whether the board pulls the pin up, so that it is active when something connects it to GND.
        active_high: whether 1 on the pin means active; None: the opposite of `pull_up`.
        debounce: seconds; after a change others count only when they last.
    """

    required_abilities = {"pin": "input"}
    _changes = ("", "")  # the happenings at becoming active and inactive

    def __init__(
        self, pin: Any, pull_up: bool = False, active_high: bool | None = None, debounce: float = 0.02
    ) -> None:
        self._pull_up, self._active = bool(pull_up), int(not pull_up if active_high is None else bool(active_high))
        self._event_loop: dict[str, EventHandlers] = {}
        self._times = 0  # how often it has become active
        self._contact = DebouncedInput(require_range("debounce", debounce, 0, 10), self._on_edge)
        super().__init__(pin=pin)

    @property
    def value(self) -> int:
        """1: active, 0: not."""
        return int(self._level() == self._active)

    @property
    def is_active(self) -> bool:
        """Whether it is active."""
        return self._level() == self._active

    def _level(self) -> int:
        level = self._contact.level()
        if level is None or self._attached_board.lost:
            level = self._attached_board.perform(lambda client: client.digital(self._pins["pin"].number))
            self._contact.begin(level)
        return level

    def _wait_for(self, active: bool, timeout: float | None) -> bool:
        from sunmao.runtime import event_loop

        before = self._times
        return event_loop.wait_until(lambda: self.is_active == active or (active and self._times > before), timeout)

    def _on_edge(self, level: int, at: float) -> None:
        # In the reading thread.
        active = level == self._active
        self._times += active
        if self._board is not None and any(self._event_loop.values()):
            input_events.put_event(lambda: self._edge(active, at))

    def _edge(self, active: bool, at: float) -> None:
        name = self._changes[0 if active else 1]
        if self._board is not None and name in self._event_loop:
            self._event_loop[name].happens()

    def _listen(self) -> None:
        """A happening has got a function: edges come by themselves."""

    def _poll(self, now: float) -> None:
        self._contact.level()

    def _seconds_until_poll(self) -> float:
        return self._contact.seconds_until_due() if any(self._event_loop.values()) else float("inf")

    def _set_up(self, client: "BoardClient") -> None:
        pin = self._pins["pin"].number
        client.on_change(pin, None)
        client.set_mode(pin, PULLUP if self._pull_up else INPUT)
        client.on_change(pin, self._contact.record_change)
        self._contact.begin(client.digital(pin))

    def _restore(self, client: "BoardClient") -> None:
        self._contact.begin(None)

    def _tear_down(self, client: "BoardClient") -> None:
        pin = self._pins["pin"].number
        client.on_change(pin, None)
        client.report_digital(pin, False)
