"""Chips on the simulated board's I2C: their registers, what stands before them, and what they do."""

import datetime
import struct

from sunmao.boards.i2c_addresses import format_address


class SimulatedChip:
    """Base of these: registers that are written and read one after the other.

    Args:
        measured: name → what it measures or does now; a hand may change that at any time.
    """

    initial: dict[str, float] = {}
    lowest, highest = 0.0, 1.0

    def __init__(self, measured: dict[str, float]) -> None:
        self.measured = measured
        self._registers: dict[int, int] = {}

    def write(self, data: bytes) -> None:
        """A register's number, then what is to stand there and after it."""
        for offset, byte in enumerate(data[1:]):
            self._registers[data[0] + offset] = byte

    def read(self, register: int, count: int) -> bytes:
        """`count` bytes from this register on."""
        raise NotImplementedError


class SimulatedAccelerometer(SimulatedChip):
    """An MPU6050: asleep until register 0x6B says otherwise; x, y, z in g."""

    initial = {"x": 0.0, "y": 0.0, "z": 1.0}
    lowest, highest = -4.0, 4.0

    def read(self, register: int, count: int) -> bytes:
        """See the base; only what it measures, from 0x3B on."""
        awake = not self._registers.get(0x6B, 0x40) & 0x40
        per_g = 16384 >> (self._registers.get(0x1C, 0) >> 3 & 3)
        steps = [round(self.measured[axis] * per_g) if awake else 0 for axis in "xyz"]
        return _cut(struct.pack(">3h", *(min(max(each, -32768), 32767) for each in steps)), register - 0x3B, count)


class SimulatedColorSensor(SimulatedChip):
    """A TCS34725: measures once it is enabled; red, green, blue from 0 to 1."""

    initial = {"red": 0.8, "green": 0.8, "blue": 0.8}

    def read(self, register: int, count: int) -> bytes:
        """See the base; only what it measures, from 0xB4 on."""
        enabled = self._registers.get(0x80, 0) & 0x03 == 0x03
        full = 1024 * (256 - self._registers.get(0x81, 0xFF))
        shares = [self.measured[name] if enabled else 0 for name in ("red", "green", "blue")]
        counts = [min(round(full * share), 0xFFFF) for share in (sum(shares) / 3, *(each / 3 for each in shares))]
        return _cut(struct.pack("<4H", *counts), register - 0xB4, count)


class SimulatedClock(SimulatedChip):
    """A DS3231 whose battery has kept the time of this computer; offset: seconds that it goes ahead of that."""

    initial = {"offset": 0.0}

    def write(self, data: bytes) -> None:
        """See the base; the seven bytes of the time are taken at once."""
        super().write(data)
        if data[0] == 0x00 and len(data) == 8:
            second, minute, hour, _, day, month, year = (int(f"{byte:x}") for byte in data[1:])
            wanted = datetime.datetime(2000 + year, month, day, hour, minute, second)
            self.measured["offset"] = (wanted - datetime.datetime.now()).total_seconds()

    def read(self, register: int, count: int) -> bytes:
        """See the base: the time, the status 0 and 22.5 degrees."""
        now = datetime.datetime.now() + datetime.timedelta(seconds=self.measured["offset"])
        numbers = (now.second, now.minute, now.hour, now.isoweekday(), now.day, now.month, now.year % 100)
        time = bytes(int(str(number), 16) for number in numbers)
        return _cut(time.ljust(0x11, b"\0") + bytes((22, 0x80)), register, count)


class SimulatedServoDriver(SimulatedChip):
    """A PCA9685; measured: place → microseconds of its pulses, where it gives any."""

    def __init__(self, measured: dict[str, float]) -> None:
        super().__init__(measured)
        self.measured.clear()
        self._registers |= {0x00: 0x10, 0xFE: 30} | {0x09 + 4 * channel: 0x10 for channel in range(16)}

    def write(self, data: bytes) -> None:
        """See the base; what is written for all places at once goes to each."""
        super().write(data)
        for offset, byte in enumerate(data[1:], start=data[0] - 0xFA):
            if 0 <= offset < 4:
                self._registers |= {0x06 + offset + 4 * channel: byte for channel in range(16)}
        asleep, cycle = self._registers[0x00] & 0x10, self._registers[0xFE] + 1
        for channel in range(16):
            low, high = (self._registers.get(0x08 + at + 4 * channel, 0) for at in (0, 1))
            if asleep or high & 0x10:
                self.measured.pop(str(channel), None)
            else:
                self.measured[str(channel)] = round((low | (high & 0x0F) << 8) * cycle / 25)

    def read(self, register: int, count: int) -> bytes:
        """See the base."""
        return bytes(self._registers.get(register + offset, 0) for offset in range(count))


# Kinds of parts → the chip that is on the wires for them; without any part, the first whose address it is.
CHIPS: dict[str, type[SimulatedChip]] = {
    "Accelerometer": SimulatedAccelerometer,
    "ColorSensor": SimulatedColorSensor,
    "RealTimeClock": SimulatedClock,
    "DriverServo": SimulatedServoDriver,
}
ALONE = {0x68: SimulatedAccelerometer, 0x69: SimulatedAccelerometer, 0x29: SimulatedColorSensor}


def get_chip_kind(address: int, parts: list[dict]) -> type[SimulatedChip] | None:
    """Return the class of the chip at an I2C address, by the parts of the program; None where there is none."""
    for part in parts:
        if part.get("kind") in CHIPS and (part.get("options") or {}).get("address") == format_address(address):
            return CHIPS[part["kind"]]
    return SimulatedServoDriver if 0x40 <= address < 0x50 else ALONE.get(address)


def _cut(measured: bytes, start: int, count: int) -> bytes:
    """Bytes from `start` on, and nothing where there are no more."""
    return measured[max(0, start) :][:count].ljust(count, b"\0")
