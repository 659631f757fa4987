"""Clocks on I2C that go on without the board's current."""

import datetime

from sunmao.boards.parts.sensors.i2c_sensor import I2CSensor
from sunmao.errors import BadValue, PartTimeout
from sunmao.texts import get_both

TIME, STATUS, WARMTH = 0x00, 0x0F, 0x11  # registers
STOPPED, TWELVE, AFTERNOON = 0x80, 0x40, 0x20  # bits of the status, and of the hour where it counts to 12


class RealTimeClock(I2CSensor):
    """A clock DS3231, which keeps the time with a battery of its own (data sheet Maxim DS3231).

    Wiring: VCC to 5V, GND to GND, SDA and SCL to the pins of that name (Uno and Nano: A4 and A5; Mega: 20 and 21;
    Leonardo: 2 and 3). It stands where an accelerometer stands too, which then needs `address=0x69`.

    Example:
        clock = RealTimeClock()
        clock.set_now()
        print(clock.date, clock.time)
    """

    addresses = (0x68,)

    def __init__(self) -> None:
        super().__init__()

    @property
    def hour(self) -> int:
        """From 0 to 23. Raises PartTimeout when the clock does not answer."""
        return self._measure().hour

    @property
    def minute(self) -> int:
        """From 0 to 59. Raises PartTimeout when the clock does not answer."""
        return self._measure().minute

    @property
    def second(self) -> int:
        """From 0 to 59. Raises PartTimeout when the clock does not answer."""
        return self._measure().second

    @property
    def time(self) -> str:
        """As '07:05:09'. Raises PartTimeout when the clock does not answer."""
        return f"{self._measure():%H:%M:%S}"

    @property
    def date(self) -> str:
        """As '2026-09-01'. Raises PartTimeout when the clock does not answer."""
        return f"{self._measure():%Y-%m-%d}"

    @property
    def temperature(self) -> float:
        """Degrees Celsius inside of it, in quarters. Raises PartTimeout when the clock does not answer."""
        whole, quarters = self._read_registers(WARMTH, 2)
        return int.from_bytes((whole, quarters), "big", signed=True) / 256

    @property
    def is_active(self) -> bool:
        """Whether its time is right: it has not stood still since it was set. Raises PartTimeout when the clock does
        not answer.
        """
        return not self._read_registers(STATUS, 1)[0] & STOPPED

    def set(self, time: str) -> None:
        """Set it to a time such as '2026-09-01 07:05:09'. Raises BadValue for what is no time of 2000 to 2099."""
        try:
            wanted = datetime.datetime.fromisoformat(time)
        except (TypeError, ValueError):
            wanted = None
        if wanted is None or not 2000 <= wanted.year < 2100:
            raise BadValue("part_bad_time", value=time)
        self._set(wanted)

    def set_now(self) -> None:
        """Set it to the time of this computer."""
        self._set(datetime.datetime.now())

    def _set(self, time: datetime.datetime) -> None:
        numbers = (time.second, time.minute, time.hour, time.isoweekday(), time.day, time.month, time.year % 100)
        written = bytes(number // 10 << 4 | number % 10 for number in numbers)
        self._attached_board.perform(lambda client: client.i2c_write(self._address, bytes((TIME,)) + written))
        self._attached_board.perform(lambda client: client.i2c_write(self._address, bytes((STATUS, 0))))
        self._attached_board.report(self, f"{time:%H:%M:%S}")

    def _measure(self) -> datetime.datetime:
        second, minute, hour, _, day, month, year = self._read_registers(TIME, 7)
        if hour & TWELVE:
            hours = _decode(hour & 0x1F) % 12 + (12 if hour & AFTERNOON else 0)
        else:
            hours = _decode(hour)
        year, month, day, minute, second = (_decode(byte) for byte in (year, month & 0x1F, day, minute, second))
        try:
            return datetime.datetime(2000 + year, month, day, hours, minute, second)
        except ValueError:  # no clock is at this address, but something else that answers
            raise PartTimeout("part_silent", part=get_both("part_RealTimeClock"), pins="0x68") from None


def _decode(byte: int) -> int:
    """The number of two decimal digits in one byte."""
    return (byte >> 4) * 10 + (byte & 0x0F)
