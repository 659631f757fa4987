"""Messages by their patterns, things by their type, names that were probably meant."""

import pytest

from sunmao.core.strict import NOTHING
from sunmao.explain.matching import add_guess, find_near_name, match_message, name_type

ROWS = (
    (r"unsupported .*: '(?P<thing_left>\w+)' and '(?P<thing_right>\w+)'", "operands"),
    (r"missing (?P<count>\w+).*: (?P<names>.*)", "missing"),
    (r"name '(?P<name>\w+)'(?:.*mean: '(?P<near>\w+)')?", "name"),
    (r"name", "never"),
)


def test_the_first_row_that_fits_counts():
    key, params = match_message(ROWS, "name 'prnt' is not defined. Did you mean: 'print'?")
    assert key == "name" and params["name"] == "prnt" and params["near"] == "print"
    assert "print" in params["guess"]["zh"] and params["guess"]["en"].endswith(" ")
    assert match_message(ROWS, "a name") is None


def test_groups_become_words():
    _, params = match_message(ROWS, "unsupported operand: 'str' and 'int'")
    assert params["thing_left"] == name_type("str") and params["thing_right"] == name_type("int")
    _, params = match_message(ROWS, "missing one argument: 'a' and 'b'")
    assert params["count"] == "1" and params["names"] == "a, b"
    _, params = match_message(ROWS, "name 'x'")
    assert params["near"] == "" and params["guess"] == NOTHING


def test_nothing_is_guessed_without_a_name():
    assert add_guess({"a": 1})["guess"] == {**NOTHING, "en": NOTHING["en"]}


@pytest.mark.parametrize(
    ("name", "names", "near"),
    [
        ("prnt", ["print", "input"], "print"),
        ("mmedu", ["MMEdu", "mmedo"], "MMEdu"),
        ("小猪", ["小狗", "大山"], "小狗"),
        ("小猪佩", ["大狗佩", "小狗佩"], "小狗佩"),
        ("猪", ["狗"], ""),
        ("print", ["print"], ""),
        ("_x1", ["_x2"], ""),
        ("abc", ["xyz", 3, None], ""),
    ],
)
def test_the_name_that_was_probably_meant(name, names, near):
    assert find_near_name(name, names) == near


def test_how_alike():
    assert find_near_name("form", ["from"], 0.75) == "from" and find_near_name("form", ["from"], 0.8) == ""


@pytest.mark.parametrize(("kind", "like"), [("float", "float"), ("tuple", "list"), ("numpy.ndarray", "Tensor")])
def test_a_type_is_a_thing_in_words(kind, like):
    said = name_type(kind)
    assert said == name_type(like) and said["zh"] != said["en"]
    assert "Robot" in name_type("robots.Robot")["en"]
