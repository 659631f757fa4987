"""Reports: the numbers are scikit-learn's, the charts can be read, and the Mistakes page gets what it needs."""

import json
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sunmao.errors import BadData, BadValue
from sunmao.protocol.messages import MAX_PICTURES, dumps
from sunmao.tasks.classification.evaluation_event import make_evaluation_event
from sunmao.tasks.classification.report import KINDS, Report
from sunmao.tasks.classification.results import Result
from sunmao.tasks.evaluation import report as reports
from sunmao.texts import get_text
from sunmao.texts.terms import TERMS

CLASSES = ["石头", "剪刀", "布"]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


def report():
    rows = [
        ("石头", [0.9, 0.05, 0.05]),
        ("石头", [0.3, 0.6, 0.1]),
        ("剪刀", [0, 1, 0]),
        ("布", [0.1, 0.0, 0.9]),
        ("布", [0.95, 0.0, 0.05]),
    ]
    return Report([Result(None, scores, CLASSES, truth=truth) for truth, scores in rows], CLASSES)


def random_report(count: int, total: int, seed: int = 0, folder: str = "data/x", asked: int | None = None):
    """A report about made-up scores of so many classes; only the first `asked` classes have pictures."""
    random = np.random.default_rng(seed)
    truth = random.integers(0, asked or count, total)
    scores = random.random((total, count)).astype(np.float32)
    scores[np.arange(total), truth] += random.random(total).astype(np.float32)
    scores /= scores.sum(1, keepdims=True)
    names = [f"类别 {number}" for number in range(count)]
    results = [
        Result(None, scores[n], names, truth=names[truth[n]], path=f"{folder}/{names[truth[n]]}/{n}.jpg")
        for n in range(total)
    ]
    return Report(results, names), truth, scores


@pytest.mark.parametrize("count, asked", [(2, 2), (3, 3), (10, 10), (10, 6), (100, 100)])
def test_marks_are_scikit_learns(count, asked):
    from sklearn import metrics  # takes a second

    marked, truth, scores = random_report(count, 600, asked=asked)
    guesses = scores.argmax(1)
    assert marked.accuracy == pytest.approx(metrics.accuracy_score(truth, guesses))
    assert np.array_equal(marked.matrix(), metrics.confusion_matrix(truth, guesses, labels=range(count)))
    here = np.unique(truth)
    wanted = metrics.precision_recall_fscore_support(truth, guesses, labels=here, average="macro", zero_division=0)[:3]
    assert (marked.precision, marked.recall, marked.f1) == pytest.approx(wanted)
    for k in (1, 2, 3, 5, count, count + 3):
        # By hand, because scikit-learn takes two classes in another form.
        best = np.argsort(-scores, axis=1)[:, :k]
        assert marked.top(k) == pytest.approx((best == truth[:, None]).any(1).mean())
    assert marked.top5 == marked.top(k=5)


def test_what_a_pupil_reads():
    marked = report()
    assert (marked.correct, marked.total, marked.accuracy, marked.top5) == (3, 5, 0.6, 1.0)
    assert [(each.truth, each.label) for each in marked.mistakes] == [("布", "石头"), ("石头", "剪刀")], (
        "the surest first"
    )
    assert len(marked.right) == 3 and str(marked) == "test: 3 of 5 right, accuracy 60.0%"
    with pytest.raises(BadValue, match="k cannot be 0"):
        marked.top(k=0)


def test_what_only_a_model_that_finds_things_can_tell_is_refused_in_words():
    for ask in (lambda: report().map50, lambda: report().counts, lambda: report().chart(kind="mistakes")):
        with pytest.raises(BadValue, match="A classifier has no"):
            ask()


def test_a_class_without_pictures_has_no_marks_and_counts_for_nothing():
    marked, truth, scores = random_report(4, 40, asked=3)
    *rows, total = marked.table().rows
    assert rows[3] == ["类别 3", None, None, None, 0] and "–" in str(marked.table())
    assert total[2] == pytest.approx(np.mean([row[2] for row in rows[:3]]), abs=1e-3) and total[-1] == 40


def test_one_class_only_has_marks_but_no_curves():
    marked, _, _ = random_report(3, 10, asked=1)
    assert 0 <= marked.recall <= 1 and marked.chart(kind="confusion_matrix").size
    for kind in ("roc", "pr"):
        with pytest.raises(BadData, match="about one class only"):
            marked.chart(kind=kind)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("count", [2, 3, 10, 40, 100])
@pytest.mark.slow
def test_charts_are_pictures_that_a_page_shows_unshrunk(count, lang, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", lang)
    marked, _, _ = random_report(count, 10 * count)
    for kind in KINDS:
        chart = marked.chart(kind=kind)
        assert (
            chart.dtype == np.uint8 and chart.shape[2] == 3 and max(chart.shape) < 1800 and len(np.unique(chart)) > 10
        )
        edges = np.concatenate([chart[0], chart[-1], chart[:, 0], chart[:, -1]])
        assert (edges == 255).all(), "nothing is cut off"
    with pytest.raises(BadValue, match="classes"):
        marked.chart(kind="clases")


def test_a_diagonal_is_darker_than_the_rest():
    names = [str(n) for n in range(5)]
    perfect = Report([Result(None, row, names, truth=name) for name, row in zip(names, np.eye(5), strict=True)], names)
    dark = (perfect.chart() < 120).all(axis=2) | (perfect.chart()[..., 0] == 38)
    blue = (perfect.chart() == (38, 106, 176)).all(axis=2)
    ys, xs = np.nonzero(blue)
    assert dark.any() and np.corrcoef(ys, xs)[0, 1] > 0.95, "row = truth, column = answer"


def test_curves_are_scikit_learns():
    from sklearn import metrics  # takes a second

    from sunmao.tasks.classification.roc_pr import MAX_CURVES, compute_curves

    _, truth, scores = random_report(3, 200)
    names = ["a", "b", "c"]
    together, *single = compute_curves("roc", truth, scores, names)
    assert [curve.name for curve in single] == names
    assert [curve.area for curve in single] == pytest.approx(
        metrics.roc_auc_score(np.eye(3)[truth], scores, average=None)
    )
    assert together.area == pytest.approx(metrics.roc_auc_score(np.eye(3)[truth], scores, average="micro"))
    areas = [curve.area for curve in compute_curves("pr", truth, scores, names)[1:]]
    assert areas == pytest.approx(metrics.average_precision_score(np.eye(3)[truth], scores, average=None))
    _, truth, scores = random_report(30, 900)
    weakest = compute_curves("roc", truth, scores, [str(n) for n in range(30)])[1:]
    every = sorted(metrics.roc_auc_score(np.eye(30)[truth], scores, average=None))
    assert [curve.area for curve in weakest] == pytest.approx(every[:MAX_CURVES])


def test_shown_with_its_words_explained_once(monkeypatch):
    monkeypatch.setattr(reports, "_explained_terms", set())
    table, image, words = report().as_events()
    assert len(table.rows) == 4 and table.rows[-1][-1] == 5 and image.width > 0
    assert [row[0] for row in words.rows] == [get_text(term) for term in TERMS] and all(
        row[1].endswith(".") for row in words.rows
    )
    assert len(list(report().as_events())) == 2


def test_the_mistakes_page_gets_everything(tmp_path, monkeypatch):
    from sklearn import metrics  # takes a second

    monkeypatch.chdir(tmp_path)
    marked, truth, scores = random_report(4, 900, asked=3, folder=str(tmp_path / "data" / "石头"))
    event = make_evaluation_event(marked, "models/x.onnx")
    assert (event.correct, event.total, event.split, event.model) == (marked.correct, 900, "test", "models/x.onnx")
    assert np.array_equal(event.matrix, metrics.confusion_matrix(truth, scores.argmax(1), labels=range(4)))
    assert event.by_class[3] == replace(event.by_class[3], recall=0, f1=0, pictures=0)
    assert event.by_class[0].pictures == (truth == 0).sum()
    assert vars(event.averages) == pytest.approx(
        {name: getattr(marked, name) for name in vars(event.averages)}, abs=1e-6
    )
    wrong = [row for row in event.pictures if row.truth != row.answer]
    assert event.pictures[: len(wrong)] == wrong and len(wrong) == 900 - marked.correct
    assert [row.confidence for row in wrong] == sorted((row.confidence for row in wrong), reverse=True)
    right = [row.truth for row in event.pictures[len(wrong) :]]
    assert [right.count(number) for number in range(4)] == [min(50, int(marked.matrix()[n, n])) for n in range(4)]
    path, true, guess, sure, *_ = vars(event.pictures[0]).values()
    number = int(Path(path).stem)
    assert path == f"data/石头/类别 {true}/{number}.jpg" and truth[number] == true and scores[number].argmax() == guess
    assert sure == round(float(scores[number].max()), 4)
    json.loads(dumps([event]))


@pytest.mark.slow
@pytest.mark.long
def test_twenty_thousand_pictures_fit_the_memory_and_the_event():
    tracemalloc.start()
    marked, _, _ = random_report(100, 20_000, folder="data/" + "很长的文件夹的名字" * 12)
    event = make_evaluation_event(marked)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(dumps([event])) < 3_000_000 and 1000 < len(event.pictures) <= MAX_PICTURES
    assert np.sum(event.matrix) == 20_000 and peak < 200e6
