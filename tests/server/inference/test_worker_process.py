"""What the process in which models are tried says of an answer."""

import math

import pytest

from sunmao.server.inference.worker_process import format_number
from sunmao.tasks.image_regression.results import NumberResult
from sunmao.tasks.image_regression.scale import NumberScale


def test_a_number_comes_with_its_unit_and_the_range_that_was_learned():
    result = NumberResult(None, 37.5, NumberScale(90, 52, 0, 180, "°"))
    assert format_number(result) == {"value": 37.5, "unit": "°", "low": 0, "high": 180}


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="no numbers"):
        format_number(NumberResult(None, math.nan, NumberScale(90, 52, 0, 180)))
