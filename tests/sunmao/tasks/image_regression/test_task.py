"""The answers of a regression model while it is tried."""

import math

import pytest

from sunmao.tasks.image_regression.results import NumberResult
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.tasks.registry import make_task


def test_a_number_comes_with_its_unit_and_the_range_that_was_learned():
    result = NumberResult(None, 37.5, NumberScale(90, 52, 0, 180, "°"))
    said = make_task("regression").make_live_answer(result, None)
    assert said == {"value": 37.5, "unit": "°", "low": 0, "high": 180}


def test_what_is_no_number_is_refused():
    result = NumberResult(None, math.nan, NumberScale(90, 52, 0, 180))
    with pytest.raises(ValueError, match="no numbers"):
        make_task("regression").make_live_answer(result, None)
