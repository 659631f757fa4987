"""Two tests of numbers, compared by the paired bootstrap of their errors."""

import numpy as np
import pytest

from sunmao.errors import BadData
from sunmao.protocol.messages import to_dict
from sunmao.tasks.image_regression.evaluation_event import make_number_event
from sunmao.tasks.image_regression.report import RegressionReport
from sunmao.tasks.image_regression.results import NumberResult
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.vision.comparison.compare_numbers import compare_numbers

SCALE = NumberScale.from_numbers([0, 180], "°")


def make_report(answers, truths, first: int = 0) -> RegressionReport:
    pairs = zip(answers, truths, strict=True)
    results = [
        NumberResult(None, answer, SCALE, path=f"data/{place}.png", truth=truth)
        for place, (answer, truth) in enumerate(pairs, first)
    ]
    return RegressionReport(results, SCALE)


def test_a_clear_gap_is_told_from_chance():
    random = np.random.default_rng(0)
    truth = random.uniform(0, 180, 60)
    rough, fine = (make_report(truth + random.normal(0, noise, 60), truth) for noise in (20, 5))
    found = compare_numbers(rough, make_number_event(fine))
    assert found.metric == "mae" and found.before == pytest.approx(rough.mae, abs=0.01)
    assert found.difference == pytest.approx(fine.mae - rough.mae, abs=0.01)
    assert found.low < found.difference < found.high < 0 and found.share_above > 0.99
    assert found.p_value < 0.01 and (found.pictures, found.changed) == (60, 60)
    back = compare_numbers(fine, rough)
    assert back.low > 0 and back.share_above < 0.01 and back.verdict == found.verdict
    same = compare_numbers(fine, fine)
    assert (same.difference, same.changed) == (0, 0)


def test_only_common_pictures_count():
    first = make_report([10, 20, 30], [10, 10, 10])
    said = to_dict(make_number_event(first))
    assert compare_numbers(first, {**said, "pictures": said["pictures"][:2]}).pictures == 2
    with pytest.raises(BadData) as caught:
        compare_numbers(first, make_report([1], [1], first=9))
    assert caught.value.key == "no_common_pictures"
