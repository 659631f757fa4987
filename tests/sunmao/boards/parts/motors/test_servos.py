"""Servos turn to angles, on a pin and on a driver."""

import pytest

from sunmao.boards import (
    LED,
    DriverServo,
    Servo,
)
from sunmao.errors import BadValue, PinInUse
from tests.support.devices.simulated_board import board  # noqa: F401


@pytest.mark.parametrize(
    ("made", "angle", "pulse"),
    [
        ({}, 0, 500),
        ({}, 90, 1500),
        ({}, 180, 2500),
        ({"min_pulse": 1, "max_pulse": 2}, 90, 1500),
        ({"min_angle": -90, "max_angle": 90}, -45, 1000),
        ({"min_angle": 90, "max_angle": 0}, 90, 500),
    ],
)
def test_servo(board, made, angle, pulse):
    servo = Servo(pin=9, **made)
    assert "9" not in board.state["pins"] and servo.angle is None
    servo.angle = angle
    assert servo.angle == pytest.approx(angle)
    shown = board.pin(9)
    assert shown["mode"] == "servo" and (shown["pulse"] == pulse or shown["pulse"] == 0)
    assert shown["value"] == pytest.approx(
        (pulse - 1000 * servo.min_pulse) / (1000 * (servo.max_pulse - servo.min_pulse)) * 180, abs=1
    )
    servo.off()
    assert board.pin(9) == {"mode": "output", "value": 0}


def test_the_ends_of_a_servo(board):
    servo = Servo(pin=9)
    for wrong in (-1, 181, "left", float("nan")):
        with pytest.raises(BadValue, match="0 to 180"):
            servo.angle = wrong
    servo.mid()
    assert servo.value == 0 and servo.angle == 90
    servo.value = -1
    assert servo.angle == 0
    servo.close()
    for wrong in ({"min_angle": 5, "max_angle": 5}, {"min_pulse": 2, "max_pulse": 1}, {"max_pulse": 20}):
        with pytest.raises(BadValue):
            Servo(pin=9, **wrong)
    Servo(pin=9)


def test_servos_on_a_driver(board):
    arm, hand = DriverServo(channel=0), DriverServo(channel=15, min_pulse=1, max_pulse=2)
    assert board.state["measurements"]["0x40"] == {}
    arm.angle, hand.angle = 90, 180
    assert board.state["measurements"]["0x40"] == {"0": pytest.approx(1500, abs=5), "15": pytest.approx(2000, abs=5)}
    arm.off()
    assert list(board.state["measurements"]["0x40"]) == ["15"]
    for wrong in ({"channel": 16}, {"address": 0x20}):
        with pytest.raises(BadValue):
            DriverServo(**wrong)
    with pytest.raises(PinInUse, match="15"):
        DriverServo(channel=15)
    with pytest.raises(PinInUse):
        LED(pin="A4")
    board.used.close()
    assert board.state["measurements"]["0x40"] == {}
