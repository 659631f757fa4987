"""The marks of several labels against scikit-learn's, and the thresholds against a search over all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, average_precision_score, f1_score, precision_score, recall_score

from sunmao.tasks.multi_label.metrics import compute_mean_average_precision
from sunmao.tasks.multi_label.objectives import RAREST, compute_positive_weights
from sunmao.tasks.multi_label.report import TagReport
from sunmao.tasks.multi_label.results import TagResult
from sunmao.tasks.multi_label.thresholds import UNKNOWN, choose_thresholds

pytestmark = pytest.mark.training
CLASSES = ["sea", "trees", "people"]


@pytest.fixture
def drawn():
    random = np.random.default_rng(3)
    truth = random.random((60, 3)) < (0.7, 0.3, 0.1)
    return truth, np.clip(0.5 * truth + random.random((60, 3)) / 1.5, 0, 1)


def make_report(truth, scores, thresholds):
    rows = [
        TagResult(
            None, row, CLASSES, thresholds, truth=[label for label, yes in zip(CLASSES, tags, strict=True) if yes]
        )
        for tags, row in zip(truth, scores, strict=True)
    ]
    return TagReport(rows, CLASSES)


def test_the_marks_are_those_of_scikit_learn(drawn):
    truth, scores = drawn
    thresholds = [0.5, 0.4, 0.6]
    report, answers = make_report(truth, scores, thresholds), scores >= np.array(thresholds)
    assert report.map == pytest.approx(average_precision_score(truth, scores, average="macro"))
    assert compute_mean_average_precision(scores, truth) == pytest.approx(report.map)
    assert report.exact_match == pytest.approx(accuracy_score(truth, answers))
    for mark, score in (("precision", precision_score), ("recall", recall_score), ("f1", f1_score)):
        assert getattr(report, mark) == pytest.approx(score(truth, answers, average="macro"))
    assert len(report.mistakes) == report.total - report.correct
    for number, label in enumerate(CLASSES):
        assert len(report.missed_pictures(label)) == (truth & ~answers)[:, number].sum()
        assert len(report.extra_pictures(label)) == (answers & ~truth)[:, number].sum()


def test_the_line_of_a_report_in_english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    truth = np.array([[1, 1, 0], [0, 1, 0], [1, 0, 0]], bool)
    scores = np.array([[0.9, 0.2, 0.1], [0.1, 0.9, 0.1], [0.8, 0.1, 0.7]])
    assert str(make_report(truth, scores, [0.5] * 3)) == (
        "test: 1 of 3 pictures got exactly the right labels; 3 of the 4 true labels were found; "
        "of the 4 labels given, 3 are right"
    )


@given(st.lists(st.tuples(st.integers(0, 8), st.booleans()), min_size=1, max_size=30))
@pytest.mark.long
def test_no_threshold_has_a_higher_f1(pictures):
    scores, right = np.array([score / 8 for score, _ in pictures]), np.array([yes for _, yes in pictures])
    [chosen] = choose_thresholds(scores[:, None], right[:, None])
    if not right.any() or right.all():
        assert chosen == UNKNOWN
        return
    best = max(f1_score(right, scores >= each, zero_division=0) for each in np.arange(10) / 8)
    assert f1_score(right, scores >= chosen, zero_division=0) == pytest.approx(best)


def test_rare_labels_weigh_more_within_bounds():
    tags = np.zeros((100, 3))
    tags[:50, 0], tags[0, 1], tags[:, 2] = 1, 1, 1
    assert compute_positive_weights("balanced", tags).tolist() == pytest.approx([1.0, RAREST, 1 / RAREST])
    assert compute_positive_weights(None, tags) is None
