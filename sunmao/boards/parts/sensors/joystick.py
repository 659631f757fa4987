"""Joysticks: two knobs and a button in one."""

from typing import TYPE_CHECKING, Any

from sunmao.boards.event_property import event_property
from sunmao.boards.part import BLUE, GREEN, GROUND, ORANGE, RED, Wire
from sunmao.boards.parts.sensors.polled_sensor import PolledSensor
from sunmao.boards.pin_modes import ANALOG, PULLUP
from sunmao.core.validation import require_range

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


class Joystick(PolledSensor):
    """A stick that springs back to its middle.

    Wiring: GND to GND, +5V to 5V, VRx and VRy to a pin that measures each, SW (the button below the stick) to any pin.

    Args:
        x, y: pins that measure, such as 'A0' and 'A1'.
        button: the pin of SW, or None.
        threshold: from 0 to 1; pushed farther than this from its middle it is active.

    Example:
        stick = Joystick(x='A0', y='A1', button=2)
        print(stick.x, stick.y)
    """

    required_abilities = {"x": "analog", "y": "analog", "button": "pullup"}
    optional = ("button",)
    wires = (
        *(GROUND, Wire("+5V", "5V", RED)),
        *(Wire("VRx", "x", GREEN), Wire("VRy", "y", BLUE), Wire("SW", "button", ORANGE)),
    )
    _changes = ("when_pushed", "when_released")
    when_pushed = event_property("Called when it is pushed out of its middle.")
    when_released = event_property("Called when it is back in its middle.")

    def __init__(self, x: Any, y: Any, button: Any = None, threshold: float = 0.3) -> None:
        self._threshold = require_range("threshold", threshold, 0, 1)
        super().__init__(x=x, y=y, button=button)

    @property
    def x(self) -> float:
        """From -1 to 1; 0 in the middle."""
        return self._get_position("x")

    @property
    def y(self) -> float:
        """From -1 to 1; 0 in the middle."""
        return self._get_position("y")

    @property
    def is_pressed(self) -> bool:
        """Whether the stick is pressed down; False without a pin for that."""
        button = self._pins.get("button")
        return button is not None and not self._attached_board.perform(lambda client: client.digital(button.number))

    @property
    def is_active(self) -> bool:
        """Whether it is pushed out of its middle."""
        return max(abs(self.x), abs(self.y)) > self._threshold

    def _get_position(self, axis: str) -> float:
        return round(2 * self._attached_board.perform(lambda client: client.analog(self._pins[axis].number)) - 1, 3)

    def _set_up(self, client: "BoardClient") -> None:
        for axis in ("x", "y"):
            client.set_mode(self._pins[axis].number, ANALOG)
            client.report_analog(self._pins[axis].number, True)
        if "button" in self._pins:
            client.set_mode(self._pins["button"].number, PULLUP)
            client.report_digital(self._pins["button"].number, True)

    def _tear_down(self, client: "BoardClient") -> None:
        for axis in ("x", "y"):
            client.report_analog(self._pins[axis].number, False)
        if "button" in self._pins:
            client.report_digital(self._pins["button"].number, False)
