"""Two tests of models that find things or give a number compared over HTTP, as runs have left them in their logs; the process that serves
the page computes nothing.
"""

from dataclasses import replace

import numpy as np
import pytest

from sunmao.protocol.learning_messages import DetectionEvaluation, Evaluation, NumberedPicture, NumberEvaluation
from sunmao.tasks.object_detection.evaluation_event import make_detection_event
from sunmao.tasks.object_detection.report import DetectionReport
from sunmao.vision.comparison.compare_detections import compare_detections
from sunmao.vision.comparison.compare_numbers import compare_numbers
from tests.server.runs.test_evaluation_comparison import compare, learn, page  # noqa: F401 - a fixture
from tests.server.runs.test_training_history import run_of
from tests.support.detections import CLASSES, crowd

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def reports() -> list[DetectionReport]:
    """The report of a model that finds less, and of one that finds more."""
    items, answers = crowd(40, 0)
    random = np.random.default_rng(0)
    fewer = [one.take(np.flatnonzero(random.random(len(one)) > 0.4)) for one in answers]
    return [DetectionReport([*zip(items, each, strict=True)], CLASSES, confidence=0.3) for each in (fewer, answers)]


def test_what_went_and_what_came(page, reports):
    worse, better = reports
    events = [make_detection_event(each) for each in reports]
    found = compare(page, [learn(edits=1), events[0]], [learn(edits=4), events[1]])
    assert found["data"]["edits"] == 3
    whole, found = compare_detections(worse, better), found["comparison"]
    assert found["verdict"] == "unlikely_chance"
    assert found["marks"] == pytest.approx([worse.shown_map50, better.shown_map50], abs=1e-4)
    assert found["interval"] == pytest.approx([whole.bootstrap.low, whole.bootstrap.high], abs=1e-4)
    assert found["kinds"]["missed"] == [worse.counts["missed"], better.counts["missed"]]
    assert found["things"]["both_found"] + found["things"]["only_after"] == better.counts["right"]
    assert found["pictures"] == 40 == len(found["better"]) + len(found["worse"]) + found["alike"]
    assert found["better"][0] == {
        "path": whole.better[0].path,
        "before": whole.better[0].before,
        "after": whole.better[0].after,
    }


def test_tests_of_other_pictures_and_damaged_logs_compare_to_nothing(page, reports):
    event = make_detection_event(reports[0])
    other = replace(event, pictures=[replace(row, path=f"x/{row.path}") for row in event.pictures])
    assert compare(page, [event], [other])["comparison"] is None
    odd = replace(event, pictures=[3, ["a", 1, 1, "b", []]], classes=[None])
    assert compare(page, [odd], [event])["comparison"] is None


def test_a_classifier_is_not_compared_with_a_model_that_finds(page, reports):
    project = page.make()
    folder = page.studio.projects.get(project).folder
    run = run_of(folder, [Evaluation(3, 4), DetectionEvaluation("detection")]).name
    path = f"/api/projects/{project}/runs/{run}/tests"
    assert page.ask("GET", f"{path}/0/comparison?run={run}&test=1").status_code == 404
    assert page.ask("GET", f"{path}/1/comparison?run={run}&test=0").status_code == 404
    assert page.ask("GET", f"{path}/1/comparison?run={run}&test=1").json["comparison"] is None


def evaluate_numbers(off: float, folder: str = "data/dial") -> NumberEvaluation:
    """A test of 40 pictures whose answers are wrong by up to `off`."""
    errors = np.random.default_rng(0).uniform(-off, off, 40)
    pictures = [NumberedPicture(f"{folder}/{n}.png", float(n), n + error) for n, error in enumerate(errors.tolist())]
    return NumberEvaluation(40, low=0, high=39, pictures=pictures)


def test_the_errors_of_then_and_now(page):
    worse, better = evaluate_numbers(8), evaluate_numbers(2)
    found, whole = compare(page, [worse], [better])["comparison"], compare_numbers(worse, better)
    assert (found["pictures"], found["verdict"]) == (40, "unlikely_chance")
    assert found["errors"] == pytest.approx([whole.before, whole.after])
    assert found["interval"] == pytest.approx([whole.low, whole.high]) and found["interval"][1] < 0


def test_numbers_of_other_pictures_compare_to_nothing(page):
    assert compare(page, [evaluate_numbers(8)], [evaluate_numbers(2, "data/other")])["comparison"] is None
    odd = replace(evaluate_numbers(8), pictures=[3])
    assert compare(page, [odd], [evaluate_numbers(8)])["comparison"] is None
