"""Four digits."""

import pytest

from sunmao.boards import (
    DigitDisplay,
)
from sunmao.errors import BadValue
from tests.support.devices.simulated_board import board  # noqa: F401


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (42, "  42"),
        (-999, "-999"),
        (3.14159, "3.142"),
        (-2.5, " -2.5"),
        (36.6, " 36.6"),
        (99.996, " 100"),
        (200.0, " 200"),
        ("12:34", "12:34"),
        ("HELP", "HELP"),
        ("on", "on  "),
        ("21°C", "21°C"),
        ("", "    "),
        (12345, None),
        ("wow", None),
    ],
)
def test_four_digits(board, content, said):
    digits = DigitDisplay(clk=2, dio=3)
    if said is None:
        with pytest.raises(BadValue):
            digits.show(content)
        return
    digits.show(content)
    assert board.state["displays"] == [{"kind": "digits", "lines": [said]}]
    digits.off()
    assert board.state["displays"][0]["lines"] == [""]
    digits.toggle()
    digits.brightness = 1
    assert board.state["displays"][0]["lines"] == [said]


def test_long_text_moves_along_four_digits(board, monkeypatch):
    monkeypatch.setattr("sunmao.boards.parts.displays.digit_display.STEP", 0.02)
    digits = DigitDisplay(clk=2, dio=3)
    digits.show("12345")
    assert board.state["displays"][0]["lines"] == ["1234"]
    digits.show("12345", scroll=True)
    board.heard(lambda: board.state["displays"][0]["lines"] == ["2345"])
    with pytest.raises(BadValue, match="line"):
        digits.show("a", line=2)
