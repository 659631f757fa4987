"""A keypad of sixteen keys."""

from sunmao.boards import (
    Keypad,
)
from tests.support.devices.simulated_board import board  # noqa: F401


def test_a_keypad(board):
    keypad, heard = Keypad(2, 3, 4, 5, 6, 7, 8, 9), []
    keypad.when_pressed(lambda: heard.append(keypad.key))
    assert keypad.key == "" and not keypad.wait_for_key(timeout=0.01)
    for row, column, key in ((2, 6, "1"), (5, 8, "#"), (3, 9, "B"), (4, 9, "C")):
        board.firmware.set_contact(row, column, True)
        board.heard(lambda: keypad.key)
        assert keypad.key == key
        board.firmware.set_contact(row, column, False)
        board.heard(lambda: not keypad.key)
    board.heard(lambda: len(heard) == 4)
    assert heard == ["1", "#", "B", "C"]
    assert {board.pin(pin)["mode"] for pin in (2, 3, 4, 5)} == {"output"}
