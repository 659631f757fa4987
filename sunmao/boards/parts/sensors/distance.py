"""Distance sensors that measure by the echo of a sound nobody hears."""

from typing import TYPE_CHECKING, Any

from sunmao.boards.part import BLUE, GREEN, MODULE, Part, Wire
from sunmao.core.validation import require_range

if TYPE_CHECKING:
    pass


FARTHEST = 2.7  # meters: what the firmware can tell


class DistanceSensor(Part):
    """An ultrasonic sensor such as HC-SR04.

    Wiring: VCC to 5V, GND to GND, Trig and Echo to a pin each. The firmware must time the echo: the board on the screen
    and FirmataExpress can, StandardFirmata cannot.

    Args:
        echo, trigger: numbers or names of its pins.
        max_distance: meters from 0.02 to 2.7; what is farther, or sends no echo, counts as this far.
        threshold_distance: meters; what is nearer is in range.

    Example:
        sensor = DistanceSensor(echo=8, trigger=7)
        print(sensor.distance_cm)
    """

    required_abilities = {"trigger": "sonar", "echo": "sonar"}
    by_sketch = True
    wires = (*MODULE, Wire("Trig", "trigger", GREEN), Wire("Echo", "echo", BLUE))

    def __init__(
        self, echo: Any, trigger: Any, *, max_distance: float = FARTHEST, threshold_distance: float = 0.3
    ) -> None:
        self._max_distance = require_range("max_distance", max_distance, 0.02, FARTHEST)
        self._threshold = require_range("threshold_distance", threshold_distance, 0, self._max_distance)
        super().__init__(trigger=trigger, echo=echo)

    @property
    def distance(self) -> float:
        """Meters to what is in front of it, at most `max_distance`."""
        return round(self.distance_cm / 100, 4)

    @property
    def distance_cm(self) -> float:
        """Centimeters to what is in front of it, at most `max_distance`."""
        measured = self._attached_board.perform(lambda client: client.sonar_value(self._pins["trigger"].number))
        farthest = 100 * self._max_distance
        return farthest if measured is None else min(measured, farthest)

    @property
    def value(self) -> float:
        """From 0 (touching) to 1 (`max_distance` or farther)."""
        return self.distance / self._max_distance

    @property
    def is_active(self) -> bool:
        """Whether something is nearer than `threshold_distance`."""
        return self.distance < self._threshold

    @property
    def in_range(self) -> bool:
        """Whether something is nearer than `threshold_distance`."""
        return self.is_active

    @property
    def max_distance(self) -> float:
        """Meters that count as far away."""
        return self._max_distance

    @property
    def threshold_distance(self) -> float:
        """Meters below which something is in range. Raises BadValue above `max_distance`."""
        return self._threshold

    @threshold_distance.setter
    def threshold_distance(self, value: Any) -> None:
        self._threshold = require_range("threshold_distance", value, 0, self._max_distance)

    def _set_up(self, client: Any) -> None:
        client.sonar(self._pins["trigger"].number, self._pins["echo"].number)
