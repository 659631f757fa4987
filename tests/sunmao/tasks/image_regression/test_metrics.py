"""The marks of numbers are scikit-learn's."""

import math

import numpy as np
import pytest

from sunmao.errors import BadValue
from sunmao.tasks.image_regression.metrics import compute_marks
from sunmao.tasks.image_regression.report import RegressionReport
from sunmao.tasks.image_regression.results import NumberResult
from sunmao.tasks.image_regression.scale import NumberScale

SCALE = NumberScale.from_numbers([0, 45, 90, 180], "°")


@pytest.mark.parametrize("seed", range(5))
def test_marks_are_those_of_scikit_learn(seed):
    from sklearn import metrics

    random = np.random.default_rng(seed)
    truth = random.uniform(-50, 200, 30)
    answers = truth + random.normal(0, 20, 30)
    marks = compute_marks(answers, truth)
    assert marks["mae"] == pytest.approx(metrics.mean_absolute_error(truth, answers))
    assert marks["rmse"] == pytest.approx(metrics.root_mean_squared_error(truth, answers))
    assert marks["r2"] == pytest.approx(metrics.r2_score(truth, answers))
    for right in (truth, answers):
        same = np.full(30, 7.0)
        assert compute_marks(same if right is truth else right, same)["r2"] == metrics.r2_score(
            same, same if right is truth else right
        )
    report = RegressionReport(
        [NumberResult(None, answer, SCALE, truth=right) for answer, right in zip(answers, truth, strict=True)], SCALE
    )
    assert report.mae == pytest.approx(marks["mae"], abs=1e-3)
    assert report.baseline_mae == pytest.approx(metrics.mean_absolute_error(truth, np.full(30, SCALE.mean)))
    assert report.table().rows[-1][-1] == 30 and "30" in str(report)


def test_a_report_says_what_it_is_asked_for():
    report = RegressionReport([NumberResult(None, 10, SCALE, truth=10)], SCALE)
    assert report.mistakes == [] and report.results[0].error == 0
    with pytest.raises(BadValue) as caught:
        report.accuracy
    assert caught.value.key == "mark_not_of_numbers"


@pytest.mark.parametrize(
    ("scale", "value", "text"),
    [
        (SCALE, 37.46, "37.5°"),
        (SCALE, 40.0, "40°"),
        (SCALE, -0.01, "0°"),
        (NumberScale(0.5, 0.2, 0, 1, "cm"), 0.12345, "0.123 cm"),
        (NumberScale(3000, 900, 0, 5000, ""), 1234.4, "1234"),
        (NumberScale(5, 2, 0, 9, "厘米"), 1.5, "1.5厘米"),
        (NumberScale(5, 1, 5, 5, "%"), 100, "100%"),
    ],
)
def test_numbers_are_written_as_exactly_as_their_range_is_wide(scale, value, text):
    assert scale.format(value) == text


@pytest.mark.parametrize(
    "change",
    [{"spread": 0}, {"mean": math.nan}, {"high": -1}, {"low": "0"}, {"low": True}, {"unit": "x" * 13}, {"unit": None}],
    ids=str,
)
def test_what_a_file_says_of_its_numbers_is_not_believed_blindly(change):
    good = {"mean": 90, "spread": 50, "low": 0, "high": 180, "unit": "°"}
    assert NumberScale.from_info(good) == NumberScale(90, 50, 0, 180, "°")
    assert NumberScale.from_info({**good, **change}) is None
    assert NumberScale.from_info(None) is None
