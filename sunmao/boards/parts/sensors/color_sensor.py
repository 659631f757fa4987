"""Color sensors on I2C."""

import struct

from sunmao.boards.part import I2C_WIRES, RED, Wire
from sunmao.boards.parts.sensors.i2c_sensor import I2CSensor
from sunmao.core.validation import require_range

# Each register is asked for with bit 7; bit 5 lets the chip count on.
ENABLE, TIME, GAIN, FIRST = 0x80, 0x81, 0x8F, 0xB4
CYCLES = 21  # of 2.4 ms: 50 ms for a measurement
BRIGHTEST = 1024 * CYCLES  # counts


class ColorSensor(I2CSensor):
    """A sensor TCS34725, which measures the color of what is before it (data sheet ams DS000168).

    Wiring: VIN to 5V, GND to GND, SDA and SCL to the pins of that name (Uno and Nano: A4 and A5; Mega: 20 and 21;
    Leonardo: 2 and 3). Its own light shines while LED is left open.

    Args:
        threshold: from 0 to 1; brighter than this it is active.

    Example:
        sensor = ColorSensor()
        print(sensor.color, sensor.red)
    """

    wires = (Wire("VIN", "5V", RED), *I2C_WIRES[1:])
    addresses = (0x29,)
    settings = ((ENABLE, 0x03), (TIME, 256 - CYCLES), (GAIN, 0x01))

    def __init__(self, threshold: float = 0.5) -> None:
        self._threshold = require_range("threshold", threshold, 0, 1)
        super().__init__()

    @property
    def red(self) -> float:
        """Red component, from 0 to 1: the strongest of the three is 1. Raises PartTimeout when the sensor does not
        answer.
        """
        return self._measure()[1]

    @property
    def green(self) -> float:
        """Green component, from 0 to 1. Raises PartTimeout when the sensor does not answer."""
        return self._measure()[2]

    @property
    def blue(self) -> float:
        """Blue component, from 0 to 1. Raises PartTimeout when the sensor does not answer."""
        return self._measure()[3]

    @property
    def color(self) -> str:
        """As '#ff8000'. Raises PartTimeout when the sensor does not answer."""
        return "#" + "".join(f"{round(255 * part):02x}" for part in self._measure()[1:])

    @property
    def value(self) -> float:
        """Brightness, from 0 to 1. Raises PartTimeout when the sensor does not answer."""
        return self._measure()[0]

    @property
    def is_active(self) -> bool:
        """Whether it is brighter than the threshold."""
        return self.value > self._threshold

    def _measure(self) -> tuple[float, float, float, float]:
        clear, *colors = struct.unpack("<4H", self._read_registers(FIRST, 8))
        strongest = max(*colors, 1)
        red, green, blue = (round(each / strongest, 3) for each in colors)
        return round(min(1.0, clear / BRIGHTEST), 4), red, green, blue
