"""The values that a pupil gives are checked, and one that does not fit is reported with those that would."""

import math

import pytest

from sunmao.core.validation import (
    MAX_INTEGER,
    require_choice,
    require_label,
    require_number,
    require_range,
    require_share,
    require_whole,
)
from sunmao.errors import BadValue


def _say(check, *arguments) -> str:
    with pytest.raises(BadValue) as caught:
        check(*arguments)
    return str(caught.value)


@pytest.mark.parametrize("value", [1, 1.5, "2", 10**300])
def test_a_number_from_the_least_on(value):
    require_number("n", value, 1)


@pytest.mark.parametrize("value", [0.9, True, None, "many", [], math.nan, math.inf, -math.inf])
def test_no_number_from_the_least_on(value):
    assert repr(value) in _say(require_number, "n", value, 1)


@pytest.mark.parametrize(("value", "number"), [(0, 0.0), (1, 1.0), (0.5, 0.5), (True, 1.0)])
def test_a_number_in_a_range(value, number):
    assert require_range("n", value, 0, 1) == number


@pytest.mark.parametrize("value", [-0.1, 1.1, "0.5", None, math.nan, 10**400, "x" * 1000])
def test_no_number_in_a_range(value):
    said = _say(require_range, "n", value, 0, 1)
    assert repr(value)[:20] in said and len(said) < 300


@pytest.mark.parametrize("value", [0, 1, 0.25])
def test_a_share(value):
    assert require_share("n", value) == value


@pytest.mark.parametrize("value", [-0.01, 1.01, True, "0.5", None, math.nan])
def test_no_share(value):
    assert repr(value) in _say(require_share, "n", value)


@pytest.mark.parametrize(("value", "number"), [(3, 3), (3.0, 3), ("3", 3), (MAX_INTEGER, MAX_INTEGER), (1, 1)])
def test_a_whole_number(value, number):
    found = require_whole("n", value, 1)
    assert found == number and type(found) is int


@pytest.mark.parametrize("value", [0, 2.5, "2.5", True, None, math.inf, math.nan, MAX_INTEGER + 1, "three"])
def test_no_whole_number(value):
    assert repr(value) in _say(require_whole, "n", value, 1)


def test_a_whole_number_between_two():
    assert require_whole("n", 5, 1, 5) == 5
    assert "5" in _say(require_whole, "n", 6, 1, 5) and "1" in _say(require_whole, "n", 0, 1, 5)


def test_a_choice_in_any_letters():
    assert require_choice("n", "adam", ["SGD", "Adam"]) == "Adam"
    said = _say(require_choice, "n", "adm", ["SGD", "Adam"])
    assert "Adam" in said and "SGD" in said


def test_a_label_whose_letters_matter_where_there_are_both():
    assert require_label("cat", ["Cat", "cat"]) == "cat" and require_label("Cat", ["Cat", "cat"]) == "Cat"
    assert require_label("DOG", ["Cat", "Dog"]) == "Dog" and require_label(3, ["3"]) == "3"
    assert "Dog" in _say(require_label, "Dug", ["Cat", "Dog"])


def test_what_is_wrong_is_said_in_both_languages():
    with pytest.raises(BadValue) as caught:
        require_share("n", 2)
    assert "2" in caught.value.text("zh") and "2" in caught.value.text("en")
    assert caught.value.text("zh") != caught.value.text("en")
