"""Two tests of a project compared over HTTP, as runs have left them in their logs."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from sunmao.protocol.learning_messages import (
    DetectionEvaluation,
    EvaluatedPicture,
    Evaluation,
    PictureCounts,
    TrainingStarted,
)
from tests.server.runs.test_training_history import BEGUN, DATA, run_of
from tests.support.app_client import Page

CLASSES = ["cat", "dog"]


@pytest.fixture
def page(tmp_path):
    made = Page(tmp_path / "projects")
    yield made
    made.close()


def evaluate(right: dict[str, bool], truth: int = 0) -> Evaluation:
    """A test in which each picture was answered right or wrong."""
    pictures = [EvaluatedPicture(path, truth, truth if good else 1 - truth, 0.75) for path, good in right.items()]
    return Evaluation(sum(right.values()), len(right), "test", CLASSES, pictures=pictures, model="checkpoints/a.pth")


def name(first: int, last: int, right: bool) -> dict[str, bool]:
    return {f"data/pets/cat/{number}.png": right for number in range(first, last)}


def learn(path: str = "data/pets", **more) -> TrainingStarted:
    return replace(BEGUN, dataset=replace(DATA, path=path, **more))


def compare(page: Page, before: list, after: list, test: int = 0) -> dict:
    """Return the server's comparison of the n-th tests of two runs with these events."""
    project = page.make()
    folder = page.studio.projects.get(project).folder
    old, new = (run_of(folder, events).name for events in (before, after))
    return page.get(f"/api/projects/{project}/runs/{new}/tests/{test}/comparison?run={old}&test={test}")


def test_what_went_and_what_came(page):
    before = evaluate({**name(0, 12, False), **name(12, 20, True), **name(20, 22, False)})
    after = evaluate({**name(0, 11, True), **name(11, 12, False), **name(12, 19, True), **name(19, 22, False)})
    found = compare(page, [before], [after])["comparison"]
    assert (found["pictures"], found["before"], found["after"], found["both_right"]) == (22, 8, 18, 7)
    assert [len(found[kind]) for kind in ("fixed", "broken", "both_wrong")] == [11, 1, 3]
    changed = {"path": "data/pets/cat/19.png", "text": None, "truth": "cat", "before": "cat", "after": "dog"}
    assert found["broken"] == [changed]
    assert (found["verdict"], found["luck"]) == ("unlikely_chance", [3, 9])
    assert found["standout"] == {"label": "cat", "fixed": 11, "broken": 1}
    assert (found["only_before"], found["only_after"], found["relabeled"]) == (0, 0, 0)
    assert (found["replaced"], found["certain"]) == (0, False)


def test_other_pictures_of_the_same_names_are_not_the_same_questions(page):
    before, after = (evaluate(name(0, 15, right)) for right in (True, False))

    def keep(event: Evaluation, digests: list[str]) -> Evaluation:
        pictures = [replace(one, digest=digest) for one, digest in zip(event.pictures, digests, strict=True)]
        return replace(event, pictures=pictures)

    kept, taken = ([f"{number:016x}" for number in range(start, start + 15)] for start in (0, 100))
    same = compare(page, [keep(before, kept)], [keep(after, kept)])["comparison"]
    assert (same["pictures"], same["replaced"], same["certain"]) == (15, 0, True)
    other = compare(page, [keep(before, kept)], [keep(after, [*kept[:10], *taken[:5]])])
    assert (other["comparison"]["pictures"], other["comparison"]["replaced"]) == (10, 5)
    none = compare(page, [keep(before, kept)], [keep(after, taken[::-1])])
    assert none["comparison"] is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fixed", "broken", "verdict"),
    [(2, 3, "too_few"), (5, 5, "may_be_chance"), (8, 2, "uncertain"), (1, 9, "unlikely_chance")],
)
def test_verdicts(page, fixed, broken, verdict):
    both = name(50, 60, True)
    before = evaluate({**name(0, fixed, False), **name(20, 20 + broken, True), **both})
    after = evaluate({**name(0, fixed, True), **name(20, 20 + broken, False), **both})
    assert compare(page, [before], [after])["comparison"]["verdict"] == verdict


def test_only_pictures_of_both_tests_with_the_same_label_are_compared(page):
    before = evaluate({**name(0, 4, True), "data/pets/cat/gone.png": True, "data/pets/cat/other.png": True})
    after = evaluate(name(0, 4, True))
    after = replace(after, total=5, pictures=[*after.pictures, EvaluatedPicture("data/pets/cat/other.png", 1, 1, 0.5)])
    found = compare(page, [before], [after])["comparison"]
    assert (found["pictures"], found["only_before"], found["only_after"], found["relabeled"]) == (4, 1, 0, 1)


def test_tests_of_other_pictures_are_not_compared(page):
    assert compare(page, [evaluate(name(0, 4, True))], [evaluate(name(4, 8, True))])["comparison"] is None
    assert compare(page, [Evaluation(3, 4)], [Evaluation(4, 4)])["comparison"] is None


def test_a_log_that_something_else_has_written_compares_to_nothing(page):
    odd = Evaluation(1, 1, classes=["cat"], by_class=[5, None], pictures=[5, ["a", 0], ["b", 0, 0, "sure"]])
    assert compare(page, [odd], [evaluate(name(0, 3, True))]) == {"comparison": None, "data": None, "restorable": False}


def test_the_data_between_two_trainings(page):
    marks = evaluate(name(0, 3, True))
    pictures = PictureCounts(8, 2, 2)
    before = [learn(edits=3, pictures=pictures), marks]
    after = [learn(edits=8, hash="2f", pictures=replace(pictures, train=12)), marks]
    expected = {"path": "data/pets", "same": False, "edits": 5, "pictures": {"train": [8, 12]}}
    assert compare(page, before, after)["data"] == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("was", "now", "edits"),
    [
        ({}, {"edits": 4}, None),
        ({"edits": 4}, {}, None),
        ({"edits": 4}, {"edits": 1}, None),
        ({"edits": None}, {}, None),
    ],
)
def test_records_without_a_version_of_the_data_stay_readable(page, was, now, edits):
    marks = evaluate(name(0, 3, True))
    found = compare(page, [learn(**was), marks], [learn(**now), marks])["data"]
    assert found == {"path": "data/pets", "same": True, "edits": edits, "pictures": {}}


def test_other_data_sets_and_tests_before_a_training_have_no_data_in_common(page):
    marks = evaluate(name(0, 3, True))
    assert compare(page, [learn(), marks], [learn("data/other"), marks])["data"] is None
    assert compare(page, [learn(), marks], [marks, learn()])["data"] is None


def test_the_data_is_that_of_the_training_before_the_test(page):
    marks = evaluate(name(0, 3, True))
    events = [learn(edits=1), marks, learn(edits=2), marks]
    found = compare(page, events, [learn(edits=1), marks, learn(edits=6), marks, learn(edits=9)], test=1)
    assert found["data"]["edits"] == 4


@pytest.mark.slow
def test_what_is_no_test_that_can_be_compared(page):
    project = page.make()
    folder = page.studio.projects.get(project).folder
    run = run_of(folder, [evaluate(name(0, 3, True)), DetectionEvaluation("detection")]).name
    path = f"/api/projects/{project}/runs/{run}/tests"
    for address in (
        f"/0/comparison?run={run}&test=1",
        f"/1/comparison?run={run}&test=0",
        f"/2/comparison?run={run}&test=0",
        "/0/comparison?run=none&test=0",
        "/0/comparison?test=0",
    ):
        assert page.ask("GET", path + address).status_code == 404, address
    assert page.ask("GET", f"{path}/0/comparison?run={run}&test=x").status_code == 400
    assert page.ask("GET", f"{path}/0/comparison?run={run}").status_code == 400


@pytest.mark.process
def test_comparing_loads_no_engine():
    """The server reads events of tests; what computes stays in other processes."""
    code = (
        "import sys, json; from sunmao.server.runs.evaluation_comparison import compare_evaluations as c;"
        "e = dict(classes=['a', 'b'], total=1, correct=1, pictures=[['x', 0, 0, 0.5]]); assert c(e, e)['pictures'] == 1;"
        "print(json.dumps([each for each in ('numpy', 'torch', 'cv2', 'PIL', 'onnxruntime') if each in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
