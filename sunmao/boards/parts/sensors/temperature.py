"""Sensors for temperature and humidity."""

import time
from typing import TYPE_CHECKING, Any

from sunmao.boards.part import GREEN, MODULE, Part, Wire
from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue, PartTimeout
from sunmao.runtime import session
from sunmao.texts import get_both

if TYPE_CHECKING:
    pass


MODELS = {"DHT11": 11, "DHT22": 22}
FRESH = 10.0  # seconds that a value may be old: these sensors fail now and then
PATIENCE = 5.0  # seconds for the first value


class TemperatureHumidity(Part):
    """A sensor DHT11 or DHT22, which tells a value every two seconds.

    Wiring: VCC to 5V, GND to GND, the data leg to the pin, with 10 kΩ from there to 5V (modules have it). The board on
    the screen and FirmataExpress can read it, StandardFirmata cannot.

    Args:
        pin: number or name of its pin.
        model: 'DHT11' (blue: 0 to 50 °C, 20 to 90 %) or 'DHT22' (white: -40 to 80 °C, 0 to 100 %).

    Raises:
        BadValue: another model.

    Example:
        climate = TemperatureHumidity(pin=4, model='DHT11')
        print(climate.temperature)
    """

    required_abilities = {"pin": "dht"}
    by_sketch = True
    wires = (*MODULE, Wire("DATA", "pin", GREEN))

    def __init__(self, pin: Any, model: str = "DHT11") -> None:
        if str(model).upper() not in MODELS:
            raise BadValue(
                "unknown_choice",
                argument="model",
                value=model,
                guess=suggest_nearest(model, MODELS),
                names=", ".join(MODELS),
            )
        self._model = str(model).upper()
        self._last: tuple[float, float] | None = None
        self._told = 0.0
        super().__init__(pin=pin)

    @property
    def temperature(self) -> float:
        """Degrees Celsius. Raises PartTimeout when the sensor does not answer."""
        return self._read()[0]

    @property
    def humidity(self) -> float:
        """Relative humidity in percent. Raises PartTimeout when the sensor does not answer."""
        return self._read()[1]

    @property
    def model(self) -> str:
        """'DHT11' or 'DHT22'."""
        return self._model

    def _read(self) -> tuple[float, float]:
        began = time.monotonic()
        while True:
            told = self._attached_board.perform(lambda client: client.dht_value(self._pins["pin"].number))
            now = time.monotonic()
            if told is not None:
                self._last, self._told = told, now
            if self._last is not None and now - self._told < FRESH:
                return self._last
            if now - began > PATIENCE:
                raise PartTimeout("part_silent", part=get_both("part_TemperatureHumidity"), pins=self._pins["pin"].name)
            session.wait_seconds(0.1)

    def _set_up(self, client: Any) -> None:
        client.dht(self._pins["pin"].number, MODELS[self._model])
