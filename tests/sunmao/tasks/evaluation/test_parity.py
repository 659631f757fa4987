"""The answers that count as the same, and those that count as a tie."""

import numpy as np
import pytest

from sunmao.tasks.evaluation.parity import ParityCounter
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.parity import DetectionCounter, RoughDetectionCounter


def found(*things) -> Detections:
    """(x, label, score) each; a box is 10 pixels wide."""
    boxes = np.float32([[x, 0, x + 10, 10] for x, _, _ in things]).reshape(-1, 4)
    return Detections(boxes, np.float32([each[2] for each in things]), np.int64([each[1] for each in things]))


@pytest.mark.parametrize(
    ("theirs", "ours", "same", "tie"),
    [
        ([0.2, 0.8], [0.2, 0.8], True, False),
        ([0.5001, 0.4999], [0.4999, 0.5001], False, True),
        ([0.6, 0.4], [0.4, 0.6], False, False),
        ([0.501, 0.499], [0.499, 0.501], False, False),
        ([0.8, 0.2], [0.7, 0.3], False, False),
    ],
)
def test_scores(theirs, ours, same, tie):
    counter, answers = ParityCounter(), (np.float32(theirs), np.float32(ours))
    assert counter.add(*answers) == same and (same or counter.count_tie(*answers) == tie)
    assert (counter.summarize()["same"], counter.summarize()["ties"]) == (same, tie)


def test_of_eight_bits_only_the_label_counts():
    assert ParityCounter(near=float("inf")).add(np.float32([0.9, 0.1]), np.float32([0.6, 0.4]))
    counter = RoughDetectionCounter()
    assert counter.add(found((0, 1, 0.9)), found((2, 1, 0.8))), "the same thing, a little apart"
    assert not counter.add(found((0, 1, 0.9)), found((60, 1, 0.8)))


ROW = [(40 * place, 1, 0.5 + place / 100) for place in range(20)]
CROWD = [(20 * place, place % 3, 0.2501) for place in range(5)]


@pytest.mark.parametrize(
    ("theirs", "ours", "tie"),
    [
        (CROWD, [(x + 7, label, score) for x, label, score in CROWD], True),
        ([*CROWD, (500, 1, 0.9)], [(x + 7, label, score) for x, label, score in CROWD], False),
        ([(0, 1, 0.3)], [(40, 1, 0.3)], False),
        ([(0, 1, 0.3), (40, 1, 0.2)], [(0, 1, 0.3)], False),
        ([(x, label, 0.9) for x, label, _ in CROWD], [(x + 7, label, 0.9) for x, label, _ in CROWD], False),
        ([*ROW, (900, 1, 0.7)], [*ROW, (902, 1, 0.7)], True),
        ([*ROW, (900, 1, 0.7)], [*ROW, (902, 1, 0.71)], False),
        ([*ROW, (900, 1, 0.7)], [*ROW[:10], *((x + 2, *rest) for x, *rest in ROW[10:]), (902, 1, 0.7)], False),
    ],
    ids=[
        *("of a crowd of equals", "a sure one is missing", "moved", "an unsure one is missing", "sure ones moved"),
        *("the other of two around one thing", "likewise, surer", "half of all moved"),
    ],
)
def test_things(theirs, ours, tie):
    counter, answers = DetectionCounter(), (found(*theirs), found(*ours))
    assert not counter.add(*answers)
    assert counter.count_tie(*answers) == tie and counter.summarize()["ties"] == tie
