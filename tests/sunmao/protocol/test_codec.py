"""Dataclasses as JSON and back, by their annotations."""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest

from sunmao.protocol.codec import from_json, get_optional_fields, to_json


@dataclass(frozen=True)
class PlaceOfTest:
    x: float
    name: str = ""
    note: str | None = None


@dataclass(frozen=True)
class RowOfTest:
    count: int
    word: Literal["a", "b"] = "a"
    share: float = 0.5
    place: PlaceOfTest | None = None
    places: list[PlaceOfTest] = field(default_factory=list)
    by_name: dict[str, PlaceOfTest] = field(default_factory=dict)
    size: tuple[int, int] | None = None
    anything: Any = None
    plain: list[int] = field(default_factory=list)


FULL = RowOfTest(
    3, "b", 2.0, PlaceOfTest(1.5), [PlaceOfTest(2, "n")], {"k": PlaceOfTest(0, note="x")}, (1, 2), [1], [4]
)


def test_there_and_back_is_the_same():
    assert from_json(RowOfTest, json.loads(json.dumps(to_json(FULL)))) == FULL
    assert from_json(RowOfTest, to_json(RowOfTest(1))) == RowOfTest(1)


def test_what_is_none_is_left_out():
    assert to_json(PlaceOfTest(1.5)) == {"x": 1.5, "name": ""}
    assert to_json(PlaceOfTest(1.5, note="n"))["note"] == "n"
    assert get_optional_fields(PlaceOfTest) == {"note"}


def test_plain_values_stay():
    assert to_json([1, "a", None, True, 2.5, (1, [2]), {"k": (3,)}]) == [1, "a", None, True, 2.5, [1, [2]], {"k": [3]}]


@pytest.mark.parametrize("value", [{1, 2}, b"x", object(), [1, {"k": object()}]])
def test_what_json_cannot_hold(value):
    with pytest.raises(TypeError, match="nothing that JSON can hold"):
        to_json(value)


def test_keys_of_a_later_version_are_dropped():
    assert from_json(PlaceOfTest, {"x": 1, "later": [1]}) == PlaceOfTest(1)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"count": "3"},
        {"count": None},
        {"count": 2.5},
        {"count": 1, "share": "0.5"},
        {"count": 1, "word": 3},
        {"count": 1, "place": {"name": "n"}},
        {"count": 1, "place": [1]},
        {"count": 1, "place": 3},
        {"count": 1, "places": {"x": 1}},
        {"count": 1, "places": [{"x": "1"}]},
        {"count": 1, "by_name": {"k": 3}},
        {"count": 1, "size": [1]},
        {"count": 1, "size": [1, 2, 3]},
        {"count": 1, "size": 1},
        {"count": 1, "plain": {}},
    ],
)
def test_a_field_of_another_type_is_refused(data):
    with pytest.raises(ValueError, match="RowOfTest"):
        from_json(RowOfTest, data)


def test_a_refusal_is_short():
    with pytest.raises(ValueError) as caught:
        from_json(RowOfTest, {"count": "9" * 10_000})
    assert str(caught.value).startswith("RowOfTest: count is 999") and len(str(caught.value)) < 200


def test_whole_numbers_stand_for_others_and_words_are_not_checked():
    assert from_json(RowOfTest, {"count": 1, "share": 1}).share == 1
    assert from_json(RowOfTest, {"count": 1, "word": "z"}).word == "z"
    assert from_json(RowOfTest, {"count": 1, "anything": {"k": [1]}}).anything == {"k": [1]}
