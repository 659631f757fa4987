"""Motors at two pins, forward and backward."""

import pytest

from sunmao.boards import (
    Motor,
)
from sunmao.errors import PinUnsupported
from tests.support.devices.simulated_board import board  # noqa: F401


def test_motor(board):
    motor = Motor(forward=5, backward=6)
    motor.forward(speed=0.5)
    assert (board.pin(5)["value"], board.pin(6)["value"]) == (round(128 / 255, 4), 0)
    motor.backward()
    assert (board.pin(5)["value"], board.pin(6)["value"]) == (0, 1)
    motor.reverse()
    assert motor.value == 1
    motor.stop()
    assert (board.pin(5)["value"], board.pin(6)["value"]) == (0, 0) and not motor.is_active


def test_motor_with_enable(board):
    motor = Motor(forward=7, backward=8, enable=10)
    motor.value = -0.2
    assert [board.pin(pin)["value"] for pin in (7, 8, 10)] == [0, 1, round(51 / 255, 4)]
    with pytest.raises(PinUnsupported, match="PWM"):
        Motor(forward=2, backward=4)
