"""The effects of parts on their pins, seen at the simulated board, through the real client."""

from sunmao.boards import (
    LED,
    Buzzer,
    Motor,
    Servo,
)
from tests.support.devices.simulated_board import board  # noqa: F401


def test_everything_is_safe_at_the_end(board):
    LED(pin=13).on()
    Servo(pin=9).angle = 30
    Motor(forward=5, backward=6).forward(0.7)
    Buzzer(pin=4).play("A4", seconds=0.01)
    board.used.close()
    assert {name: board.pin(name) for name in ("13", "9")} == {
        "13": {"mode": "output", "value": 0},
        "9": {"mode": "output", "value": 0},
    }
    assert [board.pin(name)["value"] for name in ("5", "6")] == [0, 0] and not board.state["tones"]
