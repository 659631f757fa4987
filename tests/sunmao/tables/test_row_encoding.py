"""Rows as numbers, and what of a row is refused."""

import numpy as np
import pytest

from sunmao.errors import BadValue
from sunmao.tables.row_encoding import FeatureColumn, RowEncoder

ENCODER = RowEncoder((FeatureColumn("size", None, 1.0, 9.0), FeatureColumn("color", ("blue", "red", "3"))))


def test_a_number_stays_and_a_class_becomes_columns():
    assert ENCODER.width == 4 and ENCODER.names == ["size", "color=blue", "color=red", "color=3"]
    rows = ENCODER.encode([(2.5, "red"), (1, "blue"), (0, 3)])
    assert rows.tolist() == [[2.5, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 1]] and rows.dtype == np.float64
    assert ENCODER.number([(2.5, "red")]).tolist() == [[2.5, 1]]


def test_a_value_that_was_not_learned_is_none_of_them():
    assert ENCODER.number([(1, "green")]).tolist() == [[1, -1]] and ENCODER.encode([(1, "green")])[0, 1:].sum() == 0


def test_nothing_to_encode():
    assert ENCODER.encode([]).shape == (0, 4) and RowEncoder(()).expand(np.zeros((3, 0))).shape == (3, 0)


def test_kept_and_read_again():
    assert RowEncoder.from_info(ENCODER.describe()) == ENCODER
    for said in ([{}], [{"name": "a"}], [{"name": "a", "low": "x", "high": 1}], [3], [{"name": "a", "values": 3}]):
        with pytest.raises((KeyError, TypeError, ValueError)):
            RowEncoder.from_info(said)


@pytest.mark.parametrize(
    "data", [[2.5, "red"], (2.5, "red"), {"color": "red", "size": "2.5", "more": 1}, np.array([2.5, "red"], object)]
)
def test_a_row_that_a_program_gives(data):
    assert ENCODER.read_row(data) == [2.5, "red"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ([1], "row_length"),
        ([1, "red", 3], "row_length"),
        ("red", "row_length"),
        (5, "row_length"),
        ({"size": 1}, "row_cell_missing"),
        (["big", "red"], "row_no_number"),
        ([None, "red"], "row_no_number"),
        ([True, "red"], "row_no_number"),
        ([float("inf"), "red"], "row_no_number"),
        ([float("nan"), "red"], "row_no_number"),
        ([1, "green"], "row_value_unknown"),
    ],
)
def test_a_row_that_does_not_fit(data, key):
    with pytest.raises(BadValue) as caught:
        ENCODER.read_row(data)
    assert caught.value.key == key and caught.value.text("zh") != caught.value.text("en")
