"""A strip of lights."""

import pytest

from sunmao.boards import (
    NeoPixel,
)
from sunmao.errors import BadValue
from tests.support.devices.simulated_board import board  # noqa: F401


def test_a_strip_of_lights(board):
    strip = NeoPixel(pin=6, n=20)
    strip.color = "#204060"
    strip.set_pixel(number=20, color=(1, 0, 0.2))
    assert board.state["strips"]["6"] == ["#204060"] * 19 + ["#ff0033"] and strip.is_active
    strip.toggle()
    assert set(board.state["strips"]["6"]) == {"#000000"}
    strip.on()
    assert strip.colors[19] == (1, 0, 0.2) and board.state["strips"]["6"][19] == "#ff0033"
    for wrong in (lambda: strip.set_pixel(number=21, color="red"), lambda: NeoPixel(pin=5, n=61)):
        with pytest.raises(BadValue, match="20|60"):
            wrong()
    board.used.close()
    assert not board.state["strips"] and board.pin(6) == {"mode": "output", "value": 0}
