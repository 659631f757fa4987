"""A stepper motor turns by whole steps."""

import pytest

from sunmao.boards import (
    LED,
    Stepper,
)
from sunmao.errors import BadValue, PinInUse
from tests.support.devices.simulated_board import board  # noqa: F401


@pytest.mark.slow
def test_a_stepper_turns_there_and_back(board):
    motor = Stepper(in1=8, in2=9, in3=10, in4=11)
    motor.turn(degrees=9, speed=15)
    assert motor.angle == 8.96 == pytest.approx(board.state["turned"]["8"], abs=0.2)  # 51 whole steps
    assert [board.pin(pin)["value"] for pin in (8, 9, 10, 11)] == [0] * 4
    motor.turn(degrees=-18, speed=15)
    assert motor.angle == -8.96 == pytest.approx(board.state["turned"]["8"], abs=0.2)
    motor.turn(degrees=360, background=True)
    board.heard(lambda: motor.angle > 0)
    assert motor.is_active
    motor.off()
    stood = motor.angle
    assert not motor.is_active and 0 < stood < 300
    with pytest.raises(BadValue, match="15"):
        motor.turn(degrees=1, speed=16)
    with pytest.raises(PinInUse):
        LED(pin=9)
