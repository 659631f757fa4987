"""A lamp and a light of three colors at the pins of the simulated board."""

import pytest

from sunmao.boards import (
    LED,
    RGBLED,
)
from sunmao.errors import BadValue, PartClosed
from tests.support.devices.simulated_board import board  # noqa: F401


def test_led(board):
    led = LED(pin=5)
    assert board.pin(5) == {"mode": "output", "value": 0} and not led.is_lit
    led.on()
    assert board.pin(5)["value"] == 1 and led.value == 1
    led.toggle()
    assert board.pin(5)["value"] == 0
    led.value = 0.5
    assert board.pin(5) == {"mode": "pwm", "value": round(128 / 255, 4)} and led.brightness == 0.5
    led.brightness = 1
    assert board.pin(5) == {"mode": "pwm", "value": 1} and led.is_active
    led.close()
    assert board.pin(5)["value"] == 0 and led.closed
    with pytest.raises(PartClosed):
        led.on()


def test_color(board):
    light = RGBLED(red=9, green=10, blue=11)
    light.color = "orange"
    assert [board.pin(pin)["value"] for pin in (9, 10, 11)] == [1, round(128 / 255, 4), 0]
    light.off()
    assert light.color == (0, 0, 0) and not light.is_lit
    light.on()
    assert light.color == (1, 128 / 255, 0)
    light.color = (0, 0.2, 1)
    light.color = "#0f0"
    assert light.value == (0, 1, 0)
    for wrong in ("oragne", (1, 2, 3), 5, "#12"):
        with pytest.raises(BadValue):
            light.color = wrong
    with RGBLED(red=3, green=5, blue=6, active_high=False):
        assert [board.pin(pin)["value"] for pin in (3, 5, 6)] == [1, 1, 1]
