"""Two tests of classifiers, picture by picture."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from sunmao.errors import BadData
from sunmao.protocol.messages import to_dict
from sunmao.tasks.classification.evaluation_event import RIGHT_OF_A_CLASS, make_evaluation_event
from sunmao.tasks.classification.report import Report
from sunmao.tasks.classification.results import Result
from sunmao.vision.comparison.compare_predictions import compare_predictions
from sunmao.vision.comparison.picture_answers import read_answers

CLASSES = ["cat", "dog", "owl"]


def report(rows: dict[str, tuple[str, str]], classes=CLASSES, sure: float = 0.9) -> Report:
    """rows: path → (true label, what the model said)."""
    rest = (1 - sure) / max(1, len(classes) - 1)
    results = [
        Result(None, [sure if label == said else rest for label in classes], classes, path=path, truth=truth)
        for path, (truth, said) in rows.items()
    ]
    return Report(results, classes)


def many(count: int, wrong: set[int], folder: str = "data/x", label: str = "cat") -> dict:
    return {f"{folder}/{label}/{n}.png": (label, "dog" if n in wrong else label) for n in range(count)}


FORMS = {
    "report": lambda report: report,
    "event": make_evaluation_event,
    "log": lambda report: json.loads(json.dumps(to_dict(make_evaluation_event(report)))),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_went_and_what_came(form):
    before = {"x/a": ("cat", "cat"), "x/b": ("cat", "dog"), "x/c": ("dog", "dog"), "x/d": ("owl", "cat")}
    after = {"x/d": ("owl", "dog"), "x/c": ("dog", "owl"), "x/b": ("cat", "cat"), "x/a": ("cat", "cat")}
    found = compare_predictions(FORMS[form](report(before)), FORMS[form](report(after, sure=0.8)))
    names = {name: [each.path for each in getattr(found, name)] for name in ("fixed", "broken", "both_wrong")}
    assert names == {"fixed": ["x/b"], "broken": ["x/c"], "both_wrong": ["x/d"]}
    [change] = found.fixed
    assert (change.truth, change.before, change.after) == ("cat", "dog", "cat")
    assert (change.before_confidence, change.after_confidence) == (0.9, 0.8)
    assert [each.path for each in found.both_right] == ["x/a"] and found.unlisted == 0
    assert (found.pictures, found.only_before, found.only_after, found.relabeled) == (4, 0, 0, 0)
    assert {each.label: each.net for each in found.classes} == {"cat": 1, "dog": -1, "owl": 0}
    assert found.test.verdict == "too_few" and found.standout is None
    assert json.loads(json.dumps(asdict(found)))["test"]["only_after"] == 1


def test_only_pictures_tested_both_times_count():
    before = many(10, {0, 1}) | {"gone.png": ("dog", "cat"), "relabeled.png": ("cat", "owl")}
    after = many(10, {1, 2}) | {"new.png": ("dog", "dog"), "new2.png": ("owl", "dog"), "relabeled.png": ("owl", "owl")}
    found = compare_predictions(report(before), report(after))
    assert (found.pictures, found.only_before, found.only_after, found.relabeled) == (10, 1, 2, 1)
    assert [each.path for each in (*found.fixed, *found.broken)] == ["data/x/cat/0.png", "data/x/cat/2.png"]
    assert found.test.both_right == 7 and found.test.both_wrong == 1


def test_a_renamed_file_is_another_picture():
    after = {path.replace("/3.png", "/third.png"): row for path, row in many(8, {2}).items()}
    found = compare_predictions(report(many(8, {2, 3})), report(after))
    assert (found.pictures, found.only_before, found.only_after, found.fixed) == (7, 1, 1, ())


def test_two_models_may_number_their_classes_differently():
    turned = report(many(8, {1}), classes=["owl", "dog", "cat"])
    found = compare_predictions(make_evaluation_event(report(many(8, {0, 1}))), make_evaluation_event(turned))
    assert [each.path for each in found.fixed] == ["data/x/cat/0.png"] and not found.broken


def test_a_report_and_an_event_name_a_picture_alike(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    whole = report({f"{tmp_path}/data/x/{n}.png": ("cat", "cat") for n in range(3)})
    found = compare_predictions(make_evaluation_event(whole), whole)
    assert found.pictures == 3 and found.both_right[0].path == "data/x/0.png"


def test_nothing_in_common_is_told_in_a_sentence():
    with pytest.raises(BadData, match=r"no picture in common \(before: 3, now: 4\).*same pictures"):
        compare_predictions(report(many(3, set())), report(many(4, set(), folder="data/y")))
    other_label = dict.fromkeys(many(3, set()), ("dog", "dog"))
    with pytest.raises(BadData, match="no picture in common"):
        compare_predictions(report(many(3, set())), report(other_label))
    with pytest.raises(TypeError, match="no test of a classifier"):
        compare_predictions(None, report(many(3, set())))


def test_the_class_that_stands_out():
    rows = {label: many(40, set(range(20)), label=label) for label in ("cat", "owl")}
    before = rows["cat"] | rows["owl"]
    after = many(40, set(range(6, 20)), label="cat") | many(40, {*range(3, 20), 30, 31}, label="owl")
    found = compare_predictions(report(before), report(after))
    assert found.standout and found.standout.label == "cat"
    cat, owl = found.classes[0], found.classes[1]
    assert (cat.pictures, cat.before, cat.after, cat.fixed, cat.broken, cat.net) == (40, 20, 26, 6, 0, 6)
    assert (owl.fixed, owl.broken, owl.adjusted) == (3, 2, 1) and cat.adjusted == cat.p_value == 2 / 64
    # With a second class that could stand out, the same change is no longer enough.
    after |= many(40, {*range(3, 20), 30, 31, 32}, label="owl")
    both = compare_predictions(report(before), report(after))
    assert both.standout is None and both.classes[0].adjusted == 4 / 64


@pytest.mark.slow
def test_one_class_of_ten_seldom_stands_out_by_chance():
    random, labels = np.random.default_rng(0), [str(n) for n in range(10)]
    alarms = 0
    for _ in range(50):
        rows = [
            {
                f"{label}/{n}.png": (label, label if right else "none")
                for label in labels
                for n, right in enumerate(random.random(30) < 0.6)
            }
            for _ in range(2)
        ]
        alarms += compare_predictions(*(report(each, classes=[*labels, "none"]) for each in rows)).standout is not None
    assert alarms <= 4


def test_the_event_of_a_large_test_leaves_out_right_answers_only():
    count = 4 * RIGHT_OF_A_CLASS
    before, after = (
        report(many(count, {*range(20)}) | many(count, wrong, label="owl")) for wrong in ({1, 2, 3}, {2, 3, 4})
    )
    whole = compare_predictions(before, after)
    for one, other in (
        (make_evaluation_event(before), make_evaluation_event(after)),
        (before, make_evaluation_event(after)),
        (make_evaluation_event(before), after),
    ):
        found = compare_predictions(one, other)
        assert found.test == whole.test and found.pictures == 2 * count
        paths = [{each.path for each in of.fixed} | {each.path for each in of.broken} for of in (found, whole)]
        assert paths[0] == paths[1] and (found.only_before, found.only_after) == (0, 0)
        assert [asdict(each) for each in found.classes] == [asdict(each) for each in whole.classes]
        assert len(found.both_right) + found.unlisted == whole.test.both_right


def test_large_tests_of_other_pictures_are_compared_by_what_both_name():
    count = 4 * RIGHT_OF_A_CLASS
    before = make_evaluation_event(report(many(count, {0, 1})))
    after = make_evaluation_event(report(many(count + 1, {1, 2})))
    found = compare_predictions(before, after)
    assert found.pictures < count and found.unlisted == 0
    assert found.pictures + found.only_before == count and found.pictures + found.only_after == count + 1


def test_a_damaged_event_is_refused_and_unknown_classes_are_passed_over():
    event = to_dict(make_evaluation_event(report(many(6, {0}))))
    assert not read_answers(event | {"classes": [], "by_class": []}).answers
    for odd in (None, 3, [], {"path": "x", "truth": "0", "answer": 0, "confidence": 0.5}, {"path": "x"}):
        with pytest.raises(ValueError):
            read_answers(event | {"pictures": [*event["pictures"], odd]})
    with pytest.raises(ValueError):
        read_answers(event | {"total": None})


def test_logs_of_before_are_read():
    rows = many(6, {0})
    event = to_dict(make_evaluation_event(report(rows)))
    old = {name: value for name, value in event.items() if name != "version"}
    names = ("path", "truth", "answer", "confidence")
    old |= {"pictures": [[each[name] for name in names] for each in event["pictures"]]}
    old |= {"by_class": [list(each.values()) for each in event["by_class"]], "digests": [""] * 6}
    assert read_answers(old) == read_answers(event)


def test_pictures_without_a_file_cannot_be_compared():
    loose = Report([Result(None, [1, 0, 0], CLASSES, truth="cat")] * 3, CLASSES)
    with pytest.raises(BadData, match="no picture in common"):
        compare_predictions(loose, loose)


def test_what_both_sides_lack_is_not_invented():
    # One event alone says that it holds all mistakes; the other was cut off by its size.
    before = make_evaluation_event(report(many(150, {0, 1, 2})))
    after = make_evaluation_event(report(many(150, {3, 4, 5})))
    cut = replace(after, pictures=after.pictures[1:])
    found = compare_predictions(before, cut)
    assert found.unlisted == 0 and len(found.broken) <= 2
    assert Path(found.both_right[0].path).suffix == ".png"


def test_a_picture_that_was_taken_anew_under_its_old_name_is_another_one(tmp_path):
    """A name says nothing about what is in a file: events keep by what a picture is known again."""
    rows = {str(tmp_path / f"{number}.jpg"): ("cat", "cat") for number in range(3)}
    for path in rows:
        Path(path).write_bytes(path.encode())
    before = make_evaluation_event(report(rows))
    assert len({one.digest for one in before.pictures}) == 3
    same = compare_predictions(before, make_evaluation_event(report(rows)))
    assert (same.pictures, same.replaced, same.certain) == (3, 0, True)
    (tmp_path / "1.jpg").write_bytes(b"another picture")
    (tmp_path / "2.jpg").unlink()
    after = compare_predictions(before, make_evaluation_event(report(rows)))
    assert (after.pictures, after.replaced, after.certain) == (2, 1, False)
    named_only = compare_predictions(
        replace(before, pictures=[replace(one, digest=None) for one in before.pictures]),
        make_evaluation_event(report(rows)),
    )
    assert (named_only.pictures, named_only.replaced, named_only.certain) == (3, 0, False)


def test_rows_are_known_again_where_one_before_them_was_taken_out():
    """The number of a row says nothing: hands and sentences are known by what they are."""

    def answer(digests: str, wrong: str):
        rows = {f"data/a.csv/{n}": ("cat", "dog" if each in wrong else "cat") for n, each in enumerate(digests, 2)}
        event = make_evaluation_event(report(rows))
        known = dict(zip(rows, digests, strict=True))
        return replace(event, pictures=[replace(one, digest=known[one.path]) for one in event.pictures])

    found = compare_predictions(answer("abcdd", "bd"), answer("acddb", "cb"))
    assert (found.pictures, found.replaced, found.only_before, found.certain) == (5, 0, 0, True)
    assert [each.path for each in found.broken] == ["data/a.csv/3"] and len(found.fixed) == 2
    assert [each.path for each in found.both_wrong] == ["data/a.csv/6"]
    found = compare_predictions(answer("abcd", "d"), answer("bcde", ""))
    assert (found.pictures, found.only_before, found.only_after) == (3, 1, 1)
    assert [each.path for each in found.fixed] == ["data/a.csv/4"]
