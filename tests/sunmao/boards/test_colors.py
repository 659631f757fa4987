"""Colors by name, as digits and as numbers."""

import pytest

from sunmao.boards.colors import NAMES, format_color, parse_color
from sunmao.errors import BadValue


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("red", "#ff0000"),
        (" Orange ", "#ff8000"),
        ("红", "#ff0000"),
        ("红色", "#ff0000"),
        ("#0F8", "#00ff88"),
        ("#0a0B0c", "#0a0b0c"),
        ((0, 0.5, 1), "#0080ff"),
        ([True, False, 0.2], "#ff0033"),
    ],
)
def test_a_color(value, written):
    assert format_color(parse_color(value)) == written


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_its_color(name):
    assert format_color(parse_color(name)) == NAMES[name]


@pytest.mark.parametrize("value", ["oragne", "#12", "#12345g", "", "#1234567", 5, None, (1, 2), (1, 0, 0, 0), object()])
def test_no_color(value):
    with pytest.raises(BadValue) as caught:
        parse_color(value)
    assert caught.value.key == "part_bad_color" and caught.value.text("zh") != caught.value.text("en")


@pytest.mark.parametrize("value", [(1, 2, 0), (-0.1, 0, 0), ("1", 0, 0)])
def test_numbers_outside(value):
    with pytest.raises(BadValue) as caught:
        parse_color(value)
    assert caught.value.key == "part_out_of_range"


def test_the_nearest_name_is_offered():
    with pytest.raises(BadValue, match="orange"):
        parse_color("oragne")
