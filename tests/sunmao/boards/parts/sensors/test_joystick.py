"""A joystick of two axes and a button."""

from sunmao.boards import (
    Joystick,
)
from tests.support.devices.simulated_board import board  # noqa: F401


def test_a_joystick(board):
    stick = Joystick(x="A0", y="A1", button=2)
    board.heard(lambda: abs(stick.x) < 0.01 and abs(stick.y) < 0.01)
    pushed = []
    stick.when_pushed, stick.when_released = lambda: pushed.append("out"), lambda: pushed.append("back")
    assert not stick.is_pressed
    board.press("A1", 1)
    board.press("2", 0)
    board.heard(lambda: pushed == ["out"])
    assert stick.y == 1 and stick.is_pressed
    board.press("A1", 0.5)
    board.heard(lambda: pushed == ["out", "back"])
    assert not Joystick(x="A2", y="A3").is_pressed
