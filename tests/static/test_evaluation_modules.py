"""The numbers that the page computes of a test by itself, against the library's own."""

from dataclasses import replace

import numpy as np
import pytest

from sunmao.protocol.messages import dumps
from sunmao.tasks.object_detection.evaluation_event import make_detection_event
from sunmao.tasks.object_detection.report import DetectionReport
from tests.support.detections import CLASSES, crowd, found, item, lined_up

pytestmark = pytest.mark.process  # a Node for each

SHOWN = "import { rateShown } from './features/tasks/detection/visible_detections';\n"


def rate_shown(node, pairs: list, confidences: list[float]) -> list:
    """The page's marks of what is shown, of all and of each class, of a test from a confidence of 0.1 on."""
    events = dumps([make_detection_event(DetectionReport(pairs, CLASSES, confidence=0.1))]).decode()
    return node(
        f"{SHOWN}for (const one of {confidences}) {{\n"
        f"  const {{ averages, by_class }} = rateShown(({events} as never[])[0], one);\n"
        "  said.push([averages.precision, averages.recall, averages.shown_map50, by_class]);\n"
        "}"
    )


def test_surer_answers_have_the_map50_of_the_report(node):
    confidences = [0.05, 0.1, 0.3, 0.55, 0.8, 0.97]
    items, answers = crowd(24, 5)
    # No two are equally sure: of such the order of the pictures decides, and the page has those with mistakes first.
    ranks = iter(np.random.default_rng(0).permutation(sum(map(len, answers))))
    answers = [
        replace(one, scores=np.array([0.02 + 0.0047 * next(ranks) for _ in one.scores], np.float32)) for one in answers
    ]
    pairs = [*zip(items, answers, strict=True)]
    said = rate_shown(node, pairs, confidences)
    for confidence, (*marks, by_class) in zip(confidences, said, strict=True):
        report = DetectionReport(pairs, CLASSES, confidence=max(0.1, confidence))
        assert marks == pytest.approx([report.precision, report.recall, report.shown_map50], abs=1e-6)
        for row, theirs in zip(by_class, make_detection_event(report).by_class, strict=True):
            assert row == pytest.approx(vars(theirs), abs=6e-5)
    assert said[1] != said[3] != said[5]


def test_of_a_class_and_picture_a_hundred_count(node):
    pairs = [lined_up(130)]
    [[precision, _, said, _]] = rate_shown(node, pairs, [0.2])
    assert precision == 1
    assert said == pytest.approx(DetectionReport(pairs, CLASSES, confidence=0.2).shown_map50) == pytest.approx(77 / 101)


def test_where_there_is_nothing_to_find_there_are_no_marks(node):
    low, high = rate_shown(node, [(item(), found((0.9, 0, (1, 1, 9, 9))))], [0.1, 0.5])
    assert low[:3] == high[:3] == [None] * 3
