"""Warmth and humidity."""

import pytest

from sunmao.boards import (
    TemperatureHumidity,
)
from sunmao.errors import BadValue
from tests.support.devices.simulated_board import board  # noqa: F401


def test_climate(board):
    climate = TemperatureHumidity(pin=4, model="dht22")
    assert (climate.temperature, climate.humidity, climate.model) == (22, 50, "DHT22")
    with pytest.raises(BadValue, match="DHT11"):
        TemperatureHumidity(pin=5, model="DHT33")
