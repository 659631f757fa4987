"""What moves: servos and motors."""

from sunmao.boards.part import Part
from sunmao.boards.pin_modes import LEAST_PULSE, OUTPUT, PWM
from sunmao.core.validation import require_range
from sunmao.errors import BadValue
from sunmao.texts import get_both


class Servo(Part):
    """A motor that turns to an angle and holds it.

    Wiring: brown or black to GND, red to 5V, orange or yellow to the pin. More than one servo, or a strong one, needs a
    supply of its own. It moves at the first `angle`; `off()` lets it go loose.

    Args:
        pin: number or name of its pin.
        min_angle, max_angle: degrees at the two ends.
        min_pulse, max_pulse: milliseconds of the pulses for these; many servos turn fully from 0.5 to 2.5.

    Raises:
        BadValue: ends that are no ends: the angles are the same, or the pulses not between 0.1 and 3 ms.

    Example:
        servo = Servo(pin=9)
        servo.angle = 90
    """

    required_abilities = {"pin": "servo"}

    def __init__(
        self, pin, *, min_angle: float = 0, max_angle: float = 180, min_pulse: float = 0.5, max_pulse: float = 2.5
    ):
        self._min_angle = require_range("min_angle", min_angle, -360, 360)
        self._max_angle = require_range("max_angle", max_angle, -360, 360)
        self._min_pulse = require_range("min_pulse", min_pulse, 0.1, 2.9)
        self._max_pulse = require_range("max_pulse", max_pulse, self._min_pulse + 0.1, 3)
        if self._min_angle == self._max_angle:
            raise BadValue("part_same_ends", value=f"{min_angle:g}")
        self._at: float | None = None  # 0 to 1 of the way from end to end
        self._moving = False
        super().__init__(pin=pin)

    @property
    def angle(self) -> float | None:
        """Degrees from `min_angle` to `max_angle`; None: loose. Raises BadValue outside of that."""
        return None if self._at is None else self._min_angle + self._at * (self._max_angle - self._min_angle)

    @angle.setter
    def angle(self, angle):
        at = None
        if angle is not None:
            low, high = sorted((self._min_angle, self._max_angle))
            at = (require_range("angle", angle, low, high) - self._min_angle) / (self._max_angle - self._min_angle)
        self._set(at)

    @property
    def value(self) -> float | None:
        """From -1 (`min_angle`) to 1 (`max_angle`); None: loose. Raises BadValue outside of that."""
        return None if self._at is None else 2 * self._at - 1

    @value.setter
    def value(self, value):
        self._set(None if value is None else (require_range("value", value, -1, 1) + 1) / 2)

    @property
    def is_active(self) -> bool:
        """Whether it holds an angle."""
        return self._at is not None

    @property
    def min_angle(self) -> float:
        """Degrees at the one end."""
        return self._min_angle

    @property
    def max_angle(self) -> float:
        """Degrees at the other end."""
        return self._max_angle

    @property
    def min_pulse(self) -> float:
        """Milliseconds of the pulses at `min_angle`."""
        return self._min_pulse

    @property
    def max_pulse(self) -> float:
        """Milliseconds of the pulses at `max_angle`."""
        return self._max_pulse

    def min(self) -> None:
        """Turn to `min_angle`."""
        self._set(0.0)

    def mid(self) -> None:
        """Turn to the middle."""
        self._set(0.5)

    def max(self) -> None:
        """Turn to `max_angle`."""
        self._set(1.0)

    def off(self) -> None:
        """Let it go loose: no pulses."""
        self._set(None)

    def _set(self, at: float | None) -> None:
        board, self._at = self._used, at
        board.perform(self._send)
        board.report(self, "told_off" if at is None else f"{self.angle:.4g}°")

    def _send(self, client) -> None:
        pin = self._pins["pin"].number
        if self._at is None:
            self._moving = False
            client.set_mode(pin, OUTPUT)
            client.write_digital(pin, 0)
            return
        low, high = round(1000 * self._min_pulse), round(1000 * self._max_pulse)
        if not self._moving:
            client.servo_config(pin, low, high)
            self._moving = True
        pulse = round(low + self._at * (high - low))
        client.write_analog(pin, pulse if pulse >= LEAST_PULSE else round(180 * self._at))

    def _set_up(self, client) -> None:
        self._board.require_timer(self)

    def _tear_down(self, client) -> None:
        if self._at is not None:
            self._at = None
            self._send(client)


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

    def __init__(self, forward, backward, enable=None):
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
    def value(self, value):
        self._set(require_range("value", value, -1, 1))

    @property
    def is_active(self) -> bool:
        """Whether it runs."""
        return self._speed != 0

    def _set(self, speed: float) -> None:
        board, self._speed = self._used, speed
        board.perform(self._send)
        key = "told_forward" if speed > 0 else "told_backward"
        board.report(self, get_both(key, speed=round(100 * abs(speed))) if speed else "told_off")

    def _send(self, client) -> None:
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

    def _set_up(self, client) -> None:
        for argument, ability in self.list_required_abilities(self._pins).items():
            if argument in self._pins:
                if ability == "pwm":
                    self._board.require_pwm(self, argument)
                client.set_mode(self._pins[argument].number, PWM if ability == "pwm" else OUTPUT)
        self._send(client)

    def _tear_down(self, client) -> None:
        self._speed = 0.0
        self._send(client)
