"""The behavior that all sensors on I2C share."""

from sunmao.boards import (
    Accelerometer,
)
from tests.support.devices.simulated_board import board  # noqa: F401


def test_a_sensor_that_lost_its_current_is_told_its_settings_again(board):
    tilt = Accelerometer()
    assert tilt.z == 1
    board.firmware._now.chips.clear()  # its wire was out, and nobody noticed
    assert tilt.z == 1
