"""A buzzer plays notes."""

import pytest

from sunmao.boards import (
    Buzzer,
)
from sunmao.errors import BadValue
from tests.support.devices.simulated_board import board  # noqa: F401


def test_buzzer(board):
    buzzer = Buzzer(pin=6)
    notes = []
    board.firmware._on_state = lambda: notes.append(board.state["tones"].get("6"))
    buzzer.play(tone="C4 - A4", seconds=0.02)
    assert [note for note in notes if note] == [262, 440] and buzzer.tone is None
    buzzer.on()
    assert board.pin(6) == {"mode": "output", "value": 1}
    for wrong in ("H4", "", "C4 X", 5, 20000):
        with pytest.raises(BadValue, match="tone"):
            buzzer.play(wrong)
