"""Sensors that measure a voltage or a level."""

import pytest

from sunmao.boards import (
    LightSensor,
    LineSensor,
    MotionSensor,
    Potentiometer,
)
from tests.support.devices.simulated_board import board  # noqa: F401


def test_measuring(board):
    board.press("A0", 0.25)
    light, knob = LightSensor(pin="A0"), Potentiometer(pin="A1")
    assert light.value == pytest.approx(0.25, abs=0.001) and knob.value == 0 and not light.light_detected
    board.press("A0", 0.75)
    board.heard(lambda: light.light_detected)
    motion, line = MotionSensor(pin=3), LineSensor(pin=4, active_high=False)
    assert not motion.motion_detected and line.line_detected
    board.press("3", 1)
    board.heard(lambda: motion.value == 1)
