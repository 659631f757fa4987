"""Pins and I2C without a part."""

import pytest

from sunmao.boards import (
    I2C,
    LED,
    read_pin,
    write_pin,
)
from sunmao.errors import BadValue, PartTimeout, PinInUse, PinUnsupported
from tests.support.devices.simulated_board import board  # noqa: F401


def test_pins_without_parts(board):
    write_pin(5, 0.5)
    assert board.pin(5)["mode"] == "pwm"
    board.press("2", 1)
    assert read_pin(2) == 1 and read_pin("A3") == 0
    write_pin("2", 1)
    assert board.pin(2) == {"mode": "output", "value": 1}
    assert read_pin("d2") == 1
    with pytest.raises(PinUnsupported):
        read_pin(1)
    with pytest.raises(PinInUse, match="output of the pin"):
        LED(pin=5)
    LED(pin=13)
    with pytest.raises(PinInUse, match="LED"):
        write_pin(13, 1)


def test_i2c(board):
    things = I2C(address=0x27)
    things.write([0])
    with pytest.raises(PartTimeout, match="0x50"):
        I2C(address=0x50).read(count=2, register=0x3B)
    for wrong in ([256], ["a"], [0] * 99):
        with pytest.raises(BadValue):
            things.write(wrong)
    with pytest.raises(BadValue):
        I2C(address=5)
