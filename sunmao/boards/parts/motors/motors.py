"""Motors that run both ways."""

from typing import TYPE_CHECKING, Any

from sunmao.boards.part import BLUE, GREEN, GROUND, ORANGE, Part, Wire
from sunmao.boards.pin_modes import OUTPUT, PWM
from sunmao.core.validation import require_range
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


class Motor(Part):
    """A motor that runs both ways, behind a driver such as L298N, L9110 or DRV8833.

    Wiring: the driver's two inputs to the pins `forward` and `backward`, its GND to GND, the motor and a battery to the
    driver, never a motor to a pin. A driver with an enable input may have that on `enable`; then the speed is set
    there.

    Args:
        forward, backward: pins with PWM; with `enable` any two pins.
        enable: a pin with PWM, or None.

    Example:
        motor = Motor(forward=5, backward=6)
        motor.forward(speed=0.5)
    """

    required_abilities = {"forward": "pwm", "backward": "pwm", "enable": "pwm"}
    optional = ("enable",)
    wires = (Wire("IN1", "forward", GREEN), Wire("IN2", "backward", BLUE), Wire("EN", "enable", ORANGE), GROUND)
    caution = "caution_motor_driver"

    def __init__(self, forward: Any, backward: Any, enable: Any = None) -> None:
        self._speed = 0.0
        super().__init__(forward=forward, backward=backward, enable=enable)

    @classmethod
    def list_required_abilities(cls, pins: dict) -> dict[str, str]:
        """With `enable` the two directions are only switched."""
        return (
            cls.required_abilities
            if pins.get("enable") is None
            else {"forward": "output", "backward": "output", "enable": "pwm"}
        )

    def forward(self, speed: float = 1) -> None:
        """Run forward. speed: from 0 to 1. Raises BadValue outside of that."""
        self._set(require_range("speed", speed, 0, 1))

    def backward(self, speed: float = 1) -> None:
        """Run backward. speed: from 0 to 1. Raises BadValue outside of that."""
        self._set(-require_range("speed", speed, 0, 1))

    def reverse(self) -> None:
        """Run the other way, as fast as now."""
        self._set(-self._speed)

    def stop(self) -> None:
        """Stop."""
        self._set(0.0)

    def off(self) -> None:
        """Stop: another word for `stop`."""
        self._set(0.0)

    @property
    def value(self) -> float:
        """From -1 (backward) to 1 (forward); 0 stands still. Raises BadValue outside of that."""
        return self._speed

    @value.setter
    def value(self, value: Any) -> None:
        self._set(require_range("value", value, -1, 1))

    @property
    def is_active(self) -> bool:
        """Whether it runs."""
        return self._speed != 0

    def _set(self, speed: float) -> None:
        board, self._speed = self._attached_board, speed
        board.perform(self._send)
        key = "told_forward" if speed > 0 else "told_backward"
        board.report(self, get_both(key, speed=round(100 * abs(speed))) if speed else "told_off")

    def _send(self, client: "BoardClient") -> None:
        level = round(255 * abs(self._speed))
        forward, backward = (level, 0) if self._speed > 0 else (0, level)
        ways = (("forward", forward), ("backward", backward))
        # First what goes off: never are both ways on at once.
        for argument, way in sorted(ways, key=lambda each: each[1]):
            if "enable" in self._pins:
                client.write_digital(self._pins[argument].number, int(way > 0))
            else:
                client.write_analog(self._pins[argument].number, way)
        if "enable" in self._pins:
            client.write_analog(self._pins["enable"].number, level)

    def _set_up(self, client: "BoardClient") -> None:
        for argument, ability in self.list_required_abilities(self._pins).items():
            if argument in self._pins:
                if ability == "pwm":
                    self._attached_board.require_pwm(self, argument)
                client.set_mode(self._pins[argument].number, PWM if ability == "pwm" else OUTPUT)
        self._send(client)

    def _tear_down(self, client: "BoardClient") -> None:
        self._speed = 0.0
        self._send(client)
