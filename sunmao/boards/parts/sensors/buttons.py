"""Buttons: pressed, released, held down."""

import time
from typing import Any

from sunmao.boards import input_events
from sunmao.boards.event_property import event_property
from sunmao.boards.part import BLACK, GREEN, MODULE, Wire
from sunmao.boards.parts.sensors.digital_input import DigitalInput
from sunmao.core.validation import require_range


class Button(DigitalInput):
    """A push button.

    Wiring: one side to the pin, the other to GND; the board's own pull-up does the rest. A button module that gives 1
    when it is pressed needs `pull_up=False`.

    Args:
        pin: number or name of its pin.
        pull_up: whether the button connects the pin to GND (True), or to 5V with a resistor to GND (False).
        hold_time: seconds until it counts as held down.
        debounce: seconds; a contact that bounces shorter than this is one press.

    Example:
        button = Button(pin=2)

        @button.when_pressed
        def button_pressed():
            print('pressed')
    """

    required_abilities = {"pin": "pullup"}
    wires = (Wire("wire_one_side", "pin", GREEN), Wire("wire_other_side", "GND", BLACK))
    wires_without = {"pull_up": (*MODULE, Wire("OUT", "pin", GREEN))}
    _changes = ("when_pressed", "when_released")
    when_pressed = event_property("Called when the button is pressed.")
    when_released = event_property("Called when the button is let go.")
    when_held = event_property("Called once when the button has been down for `hold_time` seconds.")

    def __init__(self, pin: Any, pull_up: bool = True, hold_time: float = 1, debounce: float = 0.02) -> None:
        self._hold_time = require_range("hold_time", hold_time, 0, 3600)
        self._down_since: float | None = None
        self._held = False
        super().__init__(pin, pull_up=pull_up, debounce=debounce)

    @classmethod
    def list_required_abilities(cls, pins: dict) -> dict[str, str]:
        """Without the pull-up any input does."""
        return {"pin": "input"} if str(pins.get("pull_up")) in ("False", "FALSE") else cls.required_abilities

    def options(self) -> dict:
        """Return the options that, apart from the pins, decide what the part needs."""
        return {"pull_up": self._pull_up}

    @property
    def is_pressed(self) -> bool:
        """Whether it is down."""
        return self.is_active

    @property
    def is_held(self) -> bool:
        """Whether it has been down for `hold_time` seconds."""
        return self.held_time is not None

    @property
    def held_time(self) -> float | None:
        """Seconds since it counts as held down; None: it does not."""
        since = self._contact.since() if self.is_active else None
        held = None if since is None else time.monotonic() - since - self._hold_time
        return held if held is not None and held >= 0 else None

    @property
    def hold_time(self) -> float:
        """Seconds until it counts as held down."""
        return self._hold_time

    @hold_time.setter
    def hold_time(self, value: Any) -> None:
        self._hold_time = require_range("hold_time", value, 0, 3600)

    @property
    def pull_up(self) -> bool:
        """Whether the board pulls the pin up."""
        return self._pull_up

    def wait_for_press(self, timeout: float | None = None) -> bool:
        """Wait until it is pressed, at most `timeout` seconds. Returns whether it was."""
        return self._wait_for(True, timeout)

    def wait_for_release(self, timeout: float | None = None) -> bool:
        """Wait until it is up, at most `timeout` seconds. Returns whether it is."""
        return self._wait_for(False, timeout)

    def _edge(self, active: bool, at: float) -> None:
        if active:
            self._down_since, self._held = at, False
        else:
            # A press that was long enough counts, also when the program was busy meanwhile.
            self._check_held(at)
            self._down_since = None
        super()._edge(active, at)

    def _check_held(self, now: float) -> None:
        if self._down_since is None or self._held or now - self._down_since < self._hold_time:
            return
        self._held = True
        if self._board is not None:
            self.when_held.happens()

    def _poll(self, now: float) -> None:
        super()._poll(now)
        if self._rests_held(now) <= 0 and self._contact.level() == self._active:
            input_events.put_event(lambda: self._check_held(now))

    def _seconds_until_poll(self) -> float:
        return min(super()._seconds_until_poll(), max(0.0, self._rests_held(time.monotonic())))

    def _rests_held(self, now: float) -> float:
        if self._down_since is None or self._held or not self.when_held:
            return float("inf")
        return self._down_since + self._hold_time - now
