"""Accelerometers on I2C."""

import math
import struct

from sunmao.boards.event_property import event_property
from sunmao.boards.parts.sensors.i2c_sensor import I2CSensor
from sunmao.core.validation import require_range

WAKE, RANGE, FIRST = 0x6B, 0x1C, 0x3B
PER_G = 8192  # steps a g, in a range of ±4 g
FARTHEST = 4  # g


class Accelerometer(I2CSensor):
    """A sensor MPU6050, which feels how it is tilted and moved (register map: InvenSense RM-MPU-6000A).

    Wiring: VCC to 5V (modules have their own regulator), GND to GND, SDA and SCL to the pins of that name (Uno and
    Nano: A4 and A5; Mega: 20 and 21; Leonardo: 2 and 3).

    Args:
        address: 0x68 (also as text, '0x68'), or 0x69 where AD0 is at 3.3V.
        threshold: how many g more or less than at rest count as shaken, from 0 to 3.

    Raises:
        BadValue: it cannot have this address.

    Example:
        tilt = Accelerometer()
        print(tilt.x, tilt.y, tilt.z)
    """

    addresses = (0x68, 0x69)
    placed_by = ("address",)
    settings = ((WAKE, 0x01), (RANGE, 0x08))
    _changes = ("when_shaken", "")
    when_shaken = event_property("Called when it is shaken.")

    def __init__(self, address: int | str | None = None, threshold: float = 0.7) -> None:
        self._threshold = require_range("threshold", threshold, 0, FARTHEST - 1)
        super().__init__(address)

    @property
    def x(self) -> float:
        """Acceleration along the x axis, in g: 0 when that lies flat, 1 or -1 when it stands upright. Raises
        PartTimeout when the sensor does not answer.
        """
        return self._measure()[0]

    @property
    def y(self) -> float:
        """Acceleration along the y axis, in g. Raises PartTimeout when the sensor does not answer."""
        return self._measure()[1]

    @property
    def z(self) -> float:
        """Acceleration along the z axis, in g: 1 when the sensor lies flat, -1 when it is upside down. Raises
        PartTimeout when the sensor does not answer.
        """
        return self._measure()[2]

    @property
    def is_active(self) -> bool:
        """Whether it is being shaken."""
        return abs(math.hypot(*self._measure()) - 1) > self._threshold

    def _measure(self) -> tuple[float, float, float]:
        x, y, z = (round(each / PER_G, 3) for each in struct.unpack(">3h", self._read_registers(FIRST, 6)))
        return x, y, z
