"""A color sensor on I2C."""

from sunmao.boards import (
    ColorSensor,
)
from tests.support.devices.simulated_board import board  # noqa: F401


def test_a_color_sensor(board):
    sensor = ColorSensor()
    for name, share in (("red", 1), ("green", 0.5), ("blue", 0)):
        board.firmware.set_measurement("0x29", name, share)
    assert (sensor.red, sensor.green, sensor.blue, sensor.color) == (1, 0.5, 0, "#ff8000")
    assert sensor.value == 0.5 and not sensor.is_active
