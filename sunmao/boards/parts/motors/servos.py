"""Servos, which turn to an angle and hold it: on pins, and on a driver of sixteen (PCA9685)."""

from typing import TYPE_CHECKING, Any

from sunmao.boards import select_board
from sunmao.boards.i2c_addresses import format_address
from sunmao.boards.part import BROWN, I2C_WIRES, ORANGE, RED, Part, Wire
from sunmao.boards.pin_modes import MIN_PULSE, OUTPUT
from sunmao.core.validation import require_range
from sunmao.errors import BadValue, PartTimeout
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


# Registers of a PCA9685 (data sheet NXP PCA9685, chapter 7.3), and what is written there.
MODE, PRESCALE, FIRST, ALL_OFF = 0x00, 0xFE, 0x06, 0xFD
ASLEEP, COUNTING_ON, FULLY_OFF = 0x10, 0x20, 0x10
CYCLE = 122  # of its 25 MHz for one of 4,096 steps: 50 pulses a second
CHANNELS = 16


class AngleServo(Part):
    """Base of servos: ends, and where between them it stands. A class gives `_send(client)`, which lets it go to
    `_get_pulse()`, and loose where that is None.
    """

    def __init__(self, min_angle: float, max_angle: float, min_pulse: float, max_pulse: float, **pins: Any) -> None:
        self._min_angle = require_range("min_angle", min_angle, -360, 360)
        self._max_angle = require_range("max_angle", max_angle, -360, 360)
        self._min_pulse = require_range("min_pulse", min_pulse, 0.1, 2.9)
        self._max_pulse = require_range("max_pulse", max_pulse, self._min_pulse + 0.1, 3)
        if self._min_angle == self._max_angle:
            raise BadValue("part_same_ends", value=f"{min_angle:g}")
        self._at: float | None = None  # 0 to 1 of the way from end to end
        super().__init__(**pins)

    @property
    def angle(self) -> float | None:
        """Degrees from `min_angle` to `max_angle`; None: loose. Raises BadValue outside of that."""
        return None if self._at is None else self._min_angle + self._at * (self._max_angle - self._min_angle)

    @angle.setter
    def angle(self, angle: Any) -> None:
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
    def value(self, value: Any) -> None:
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
        board, self._at = self._attached_board, at
        board.perform(self._send)
        board.report(self, "told_off" if at is None else f"{self.angle:.4g}°")

    def _get_pulse(self) -> int | None:
        """Microseconds of the pulse that it shall get."""
        low, high = self._get_ends()
        return None if self._at is None else round(low + self._at * (high - low))

    def _get_ends(self) -> tuple[int, int]:
        """Microseconds of the pulses at both ends."""
        return round(1000 * self._min_pulse), round(1000 * self._max_pulse)

    def _send(self, client: "BoardClient") -> None:
        raise NotImplementedError

    def _tear_down(self, client: "BoardClient") -> None:
        if self._at is not None:
            self._at = None
            self._send(client)


class Servo(AngleServo):
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
    wires = (Wire("wire_orange", "pin", ORANGE), Wire("wire_red", "5V", RED), Wire("wire_brown", "GND", BROWN))
    caution = "caution_servo_supply"

    def __init__(
        self,
        pin: Any,
        *,
        min_angle: float = 0,
        max_angle: float = 180,
        min_pulse: float = 0.5,
        max_pulse: float = 2.5,
    ) -> None:
        self._moving = False
        super().__init__(min_angle, max_angle, min_pulse, max_pulse, pin=pin)

    def _send(self, client: Any) -> None:
        pin, pulse = self._pins["pin"].number, self._get_pulse()
        if pulse is None or self._at is None:
            self._moving = False
            client.set_mode(pin, OUTPUT)
            client.write_digital(pin, 0)
            return
        if not self._moving:
            client.servo_config(pin, *self._get_ends())
            self._moving = True
        client.write_analog(pin, pulse if pulse >= MIN_PULSE else round(180 * self._at))

    def _set_up(self, client: "BoardClient") -> None:
        self._attached_board.require_timer(self)


class DriverServo(AngleServo):
    """A servo on a driver PCA9685, which has room for sixteen and takes their angles over I2C.

    Wiring: VCC to 5V, GND to GND, SDA and SCL to the pins of that name (Uno and Nano: A4 and A5; Mega: 20 and 21;
    Leonardo: 2 and 3), a supply of 5 to 6 V of its own to V+ and GND, the servo to one of the sixteen places.

    Args:
        channel: which place, from 0 to 15.
        address: of the driver, from 0x40 to 0x7F; 0x40 while none of its bridges is closed.
        min_angle, max_angle, min_pulse, max_pulse: as of `Servo`.

    Raises:
        BadValue: there is no such place or address, or the ends are no ends.
        PartTimeout: the driver does not answer.

    Example:
        servo = DriverServo(channel=0)
        servo.angle = 90
    """

    required_abilities = {"sda": "i2c", "scl": "i2c"}
    shares = True
    placed_by = ("channel", "address")
    wires = I2C_WIRES
    caution = "caution_driver_supply"

    def __init__(
        self,
        channel: int = 0,
        address: int = 0x40,
        *,
        min_angle: float = 0,
        max_angle: float = 180,
        min_pulse: float = 0.5,
        max_pulse: float = 2.5,
    ) -> None:
        self._channel = int(require_range("channel", channel, 0, CHANNELS - 1))
        self._address = int(require_range("address", address, 0x40, 0x7F))
        self._dirty = False
        super().__init__(min_angle, max_angle, min_pulse, max_pulse, **select_board.get_i2c_pins())

    @classmethod
    def find_place(cls, options: dict) -> tuple[str, ...] | None:
        """Its driver's address and its place there."""
        channel = options.get("channel", 0)
        return None if channel is None else (str(options.get("address") or "0x40"), f"{int(float(channel))}")

    def options(self) -> dict:
        """Return its I2C address, as '0x40', and its channel on the driver."""
        return {"address": format_address(self._address), "channel": str(self._channel)}

    @property
    def channel(self) -> int:
        """Its place at the driver, from 0 to 15."""
        return self._channel

    def _send(self, client: Any) -> None:
        pulse = self._get_pulse()
        # From the beginning of each cycle; a bit beyond the count says that there is no pulse.
        end = FULLY_OFF << 8 if pulse is None else round(pulse * 25 / CYCLE)
        register = FIRST + 4 * self._channel
        client.i2c_write(self._address, bytes((register, 0, 0, end & 0xFF, end >> 8)))

    def _wake(self, client: Any) -> None:
        """Let the driver give 50 pulses a second. Raises PartTimeout."""
        found = client.i2c_read(self._address, PRESCALE, 1) + client.i2c_read(self._address, MODE, 1)
        if len(found) < 2:
            name = get_both(f"part_{type(self).__name__}")
            raise PartTimeout("part_silent", part=name, pins=self.options()["address"])
        # One that works already has other servos, which would lose their pulses while it sleeps.
        if found[0] != CYCLE - 1 or found[1] & ASLEEP:
            for register, value in ((MODE, ASLEEP | COUNTING_ON), (PRESCALE, CYCLE - 1), (MODE, COUNTING_ON)):
                client.i2c_write(self._address, bytes((register, value)))

    def _set_up(self, client: Any) -> None:
        client.i2c_config()
        client.set_safe_i2c(self._address, bytes((ALL_OFF, FULLY_OFF)))
        self._wake(client)

    def _restore(self, client: "BoardClient") -> None:
        self._dirty = True

    def _poll(self, now: float) -> None:
        if self._dirty:
            self._dirty = False  # first: the board may restart meanwhile, which another thread hears
            self._attached_board.perform(self._wake)
            self._attached_board.perform(self._send)

    def _seconds_until_poll(self) -> float:
        return 0.0 if self._dirty else float("inf")
