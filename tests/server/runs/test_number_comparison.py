"""Two tests of models that give a number compared over HTTP; the process that serves the page computes nothing."""

from dataclasses import replace

import numpy as np
import pytest

from sunmao.protocol.learning_messages import NumberedPicture, NumberEvaluation
from sunmao.vision.comparison.compare_numbers import compare_numbers
from tests.server.runs.test_evaluation_comparison import compare, page  # noqa: F401 - a fixture

pytestmark = pytest.mark.process


def evaluate(off: float, folder: str = "data/dial") -> NumberEvaluation:
    """A test of 40 pictures whose answers are wrong by up to `off`."""
    errors = np.random.default_rng(0).uniform(-off, off, 40)
    pictures = [NumberedPicture(f"{folder}/{n}.png", float(n), n + error) for n, error in enumerate(errors.tolist())]
    return NumberEvaluation(40, low=0, high=39, pictures=pictures)


def test_the_errors_of_then_and_now(page):
    worse, better = evaluate(8), evaluate(2)
    found, whole = compare(page, [worse], [better])["comparison"], compare_numbers(worse, better)
    assert (found["pictures"], found["verdict"]) == (40, "unlikely_chance")
    assert found["errors"] == pytest.approx([whole.before, whole.after])
    assert found["interval"] == pytest.approx([whole.low, whole.high]) and found["interval"][1] < 0


def test_tests_of_other_pictures_and_damaged_logs_compare_to_nothing(page):
    assert compare(page, [evaluate(8)], [evaluate(2, "data/other")])["comparison"] is None
    odd = replace(evaluate(8), pictures=[3])
    assert compare(page, [odd], [evaluate(8)])["comparison"] is None
