"""What the page computes of a test by itself, against the library's own numbers."""

from dataclasses import replace

import numpy as np
import pytest

from sunmao.protocol.messages import dumps
from sunmao.vision.object_detection.evaluation_event import make_detection_event
from sunmao.vision.object_detection.report import DetectionReport
from tests.support.detections import CLASSES, crowd, found, item, lined_up

pytestmark = pytest.mark.process  # a Node for each

SHOWN = "import { computeShownMap50 } from './features/evaluation/detection/visible_detections';\n"


def compute_shown(node, pairs: list, confidences: list[float]) -> list[float | None]:
    """The page's mAP50 of what is shown, of a test from a confidence of 0.1 on."""
    events = dumps([make_detection_event(DetectionReport(pairs, CLASSES, confidence=0.1))]).decode()
    return node(
        SHOWN + f"for (const one of {confidences}) said.push(computeShownMap50(({events} as never[])[0], one));"
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
    said = compute_shown(node, pairs, confidences)
    reports = [DetectionReport(pairs, CLASSES, confidence=max(0.1, each)) for each in confidences]
    assert said == pytest.approx([report.shown_map50 for report in reports], abs=1e-6)
    assert said[1] > said[3] > said[5]


def test_of_a_class_and_picture_a_hundred_count(node):
    pairs = [lined_up(130)]
    [said] = compute_shown(node, pairs, [0.2])
    assert said == pytest.approx(DetectionReport(pairs, CLASSES, confidence=0.2).shown_map50) == pytest.approx(77 / 101)


def test_where_there_is_nothing_to_find_there_is_no_map50(node):
    assert compute_shown(node, [(item(), found((0.9, 0, (1, 1, 9, 9))))], [0.1, 0.5]) == [None, None]
