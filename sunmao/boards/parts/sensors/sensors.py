"""Sensors that measure one thing from 0 to 1, and those that notice something or not."""

from typing import TYPE_CHECKING, Any

from sunmao.boards.event_property import event_property
from sunmao.boards.part import BLACK, GREEN, MODULE, RED, Wire
from sunmao.boards.parts.sensors.digital_input import DigitalInput
from sunmao.boards.parts.sensors.polled_sensor import PolledSensor
from sunmao.boards.pin_modes import ANALOG
from sunmao.core.validation import require_range

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


class AnalogInput(PolledSensor):
    """An input that measures how much.

    Args:
        pin: a pin that measures, such as 'A0'.
        threshold: from 0 to 1; above it the sensor is active.
    """

    required_abilities = {"pin": "analog"}
    wires = (*MODULE, Wire("AO", "pin", GREEN))

    def __init__(self, pin: Any, threshold: float = 0.5) -> None:
        self._threshold = require_range("threshold", threshold, 0, 1)
        super().__init__(pin=pin)

    @property
    def value(self) -> float:
        """From 0 (0 volts on the pin) to 1 (as much as the board's supply)."""
        return round(self._attached_board.perform(lambda client: client.analog(self._pins["pin"].number)), 4)

    @property
    def is_active(self) -> bool:
        """Whether the value is above the threshold."""
        return self.value > self._threshold

    @property
    def threshold(self) -> float:
        """From 0 to 1. Raises BadValue outside of that."""
        return self._threshold

    @threshold.setter
    def threshold(self, value: Any) -> None:
        self._threshold = require_range("threshold", value, 0, 1)

    def _set_up(self, client: "BoardClient") -> None:
        pin = self._pins["pin"].number
        client.set_mode(pin, ANALOG)
        client.report_analog(pin, True)

    def _tear_down(self, client: "BoardClient") -> None:
        client.report_analog(self._pins["pin"].number, False)


class Potentiometer(AnalogInput):
    """A knob that is turned.

    Wiring: the outer legs to 5V and GND, the middle one to a pin that measures.

    Example:
        knob = Potentiometer(pin='A0')
        print(knob.value)
    """

    wires = (
        Wire("wire_outer_leg", "5V", RED),
        Wire("wire_middle_leg", "pin", GREEN),
        Wire("wire_other_outer_leg", "GND", BLACK),
    )


class LightSensor(AnalogInput):
    """Measures how bright it is.

    Wiring: a module's VCC to 5V, GND to GND, its analog output to the pin. A bare light-dependent resistor: between 5V
    and the pin, and 10 kΩ between the pin and GND.

    Example:
        light = LightSensor(pin='A0')
        print(light.value)
    """

    _changes = ("when_light", "when_dark")
    when_light = event_property("Called when it gets brighter than the threshold.")
    when_dark = event_property("Called when it gets darker than the threshold.")

    @property
    def light_detected(self) -> bool:
        """Whether it is brighter than the threshold."""
        return self.is_active

    def wait_for_light(self, timeout: float | None = None) -> bool:
        """Wait until it is bright, at most `timeout` seconds. Returns whether it is."""
        return self._wait_for(True, timeout)

    def wait_for_dark(self, timeout: float | None = None) -> bool:
        """Wait until it is dark, at most `timeout` seconds. Returns whether it is."""
        return self._wait_for(False, timeout)


class SoundSensor(AnalogInput):
    """Measures how loud it is.

    Wiring: VCC to 5V, GND to GND, the analog output (AO) to a pin that measures.

    Example:
        sound = SoundSensor(pin='A0')
        print(sound.value)
    """

    _changes = ("when_loud", "when_quiet")
    when_loud = event_property("Called when it gets louder than the threshold.")
    when_quiet = event_property("Called when it gets quieter than the threshold.")

    @property
    def sound_detected(self) -> bool:
        """Whether it is louder than the threshold."""
        return self.is_active


class LineSensor(DigitalInput):
    """Notices a dark line below it.

    Wiring: VCC to 5V, GND to GND, the output (DO or S) to the pin. Modules that give 0 on a line need
    `active_high=False`.

    Example:
        line = LineSensor(pin=4)
        print(line.is_active)
    """

    wires = (*MODULE, Wire("DO", "pin", GREEN))
    _changes = ("when_line", "when_no_line")
    when_line = event_property("Called when a line comes below the sensor.")
    when_no_line = event_property("Called when the line is gone.")

    def __init__(self, pin: Any, active_high: bool = True, debounce: float = 0) -> None:
        super().__init__(pin, active_high=active_high, debounce=debounce)

    @property
    def line_detected(self) -> bool:
        """Whether there is a line."""
        return self.is_active

    def wait_for_line(self, timeout: float | None = None) -> bool:
        """Wait for a line, at most `timeout` seconds. Returns whether there is one."""
        return self._wait_for(True, timeout)

    def wait_for_no_line(self, timeout: float | None = None) -> bool:
        """Wait until the line is gone, at most `timeout` seconds. Returns whether it is."""
        return self._wait_for(False, timeout)


class MotionSensor(DigitalInput):
    """Notices somebody who moves (PIR).

    Wiring: VCC to 5V, GND to GND, OUT to the pin. For a minute after it gets current it notices things that are not
    there.

    Example:
        motion = MotionSensor(pin=3)
        print(motion.motion_detected)
    """

    wires = (*MODULE, Wire("OUT", "pin", GREEN))
    _changes = ("when_motion", "when_no_motion")
    when_motion = event_property("Called when somebody begins to move.")
    when_no_motion = event_property("Called when nobody moves any more.")

    def __init__(self, pin: Any, active_high: bool = True, debounce: float = 0) -> None:
        super().__init__(pin, active_high=active_high, debounce=debounce)

    @property
    def motion_detected(self) -> bool:
        """Whether somebody moves."""
        return self.is_active

    def wait_for_motion(self, timeout: float | None = None) -> bool:
        """Wait until somebody moves, at most `timeout` seconds. Returns whether somebody does."""
        return self._wait_for(True, timeout)

    def wait_for_no_motion(self, timeout: float | None = None) -> bool:
        """Wait until nobody moves, at most `timeout` seconds. Returns whether nobody does."""
        return self._wait_for(False, timeout)
