"""An accelerometer on I2C."""

import pytest

from sunmao.boards import (
    Accelerometer,
)
from sunmao.errors import BadValue
from tests.support.devices.simulated_board import board  # noqa: F401


def test_an_accelerometer_is_tilted_and_shaken(board):
    tilt = Accelerometer()
    assert (tilt.x, tilt.y, tilt.z, tilt.is_active) == (0, 0, 1, False)
    shaken = []
    tilt.when_shaken = lambda: shaken.append(1)
    board.firmware.set_measurement("0x68", "x", -1)
    board.firmware.set_measurement("0x68", "z", 0)
    assert (tilt.x, tilt.z, tilt.is_active) == (-1, 0, False)
    board.firmware.set_measurement("0x68", "y", 2.5)
    board.heard(lambda: shaken)
    assert board.state["measurements"] == {"0x68": {"x": -1.0, "y": 2.5, "z": 0.0}}
    assert Accelerometer(address=0x69).z == 1
    with pytest.raises(BadValue, match="0x69"):
        Accelerometer(address=0x29)
    for nonsense in (("0x68", "red"), ("0x50", "x"), ("x", "x")):
        with pytest.raises((KeyError, ValueError)):
            board.firmware.set_measurement(*nonsense, 1)
