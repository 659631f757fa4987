"""Sensors on the simulated board's I2C: their registers, and what stands before them."""

import struct

ACCELEROMETER, COLOR = (0x68, 0x69), (0x29,)  # addresses


class SimulatedSensor:
    """Base of these: registers that are written and read one after the other.

    Args:
        measured: name → what it measures now; a hand may change that at any time.
    """

    initial: dict[str, float] = {}
    lowest, highest = 0.0, 1.0

    def __init__(self, measured: dict[str, float]):
        self._measured = measured
        self._registers: dict[int, int] = {}

    def write(self, data: bytes) -> None:
        """A register's number, then what is to stand there and after it."""
        for offset, byte in enumerate(data[1:]):
            self._registers[data[0] + offset] = byte

    def read(self, register: int, count: int) -> bytes:
        """`count` bytes from this register on."""
        raise NotImplementedError


class SimulatedAccelerometer(SimulatedSensor):
    """An MPU6050: asleep until register 0x6B says otherwise; x, y, z in g."""

    initial = {"x": 0.0, "y": 0.0, "z": 1.0}
    lowest, highest = -4.0, 4.0

    def read(self, register: int, count: int) -> bytes:
        """See the base; only what it measures, from 0x3B on."""
        awake = not self._registers.get(0x6B, 0x40) & 0x40
        per_g = 16384 >> (self._registers.get(0x1C, 0) >> 3 & 3)
        steps = [round(self._measured[axis] * per_g) if awake else 0 for axis in "xyz"]
        return _cut(struct.pack(">3h", *(min(max(each, -32768), 32767) for each in steps)), register - 0x3B, count)


class SimulatedColorSensor(SimulatedSensor):
    """A TCS34725: measures once it is enabled; red, green, blue from 0 to 1."""

    initial = {"red": 0.8, "green": 0.8, "blue": 0.8}

    def read(self, register: int, count: int) -> bytes:
        """See the base; only what it measures, from 0xB4 on."""
        enabled = self._registers.get(0x80, 0) & 0x03 == 0x03
        full = 1024 * (256 - self._registers.get(0x81, 0xFF))
        shares = [self._measured[name] if enabled else 0 for name in ("red", "green", "blue")]
        counts = [min(round(full * share), 0xFFFF) for share in (sum(shares) / 3, *(each / 3 for each in shares))]
        return _cut(struct.pack("<4H", *counts), register - 0xB4, count)


SENSORS: dict[int, type[SimulatedSensor]] = {
    **dict.fromkeys(ACCELEROMETER, SimulatedAccelerometer),
    **dict.fromkeys(COLOR, SimulatedColorSensor),
}


def _cut(measured: bytes, start: int, count: int) -> bytes:
    """Bytes from `start` on, and nothing where there are no more."""
    return measured[max(0, start) :][:count].ljust(count, b"\0")
