"""The difference between two files' answers."""

import numpy as np
import pytest

from sunmao.deploy.quantization.compare import compare_answers
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.registry import make_task
from sunmao.tasks.semantic_segmentation.painting import PaintedImage

SCORES, BOXES, AREAS = map(make_task, ("classification", "detection", "semantic"))


def scores(*values) -> np.ndarray:
    return np.array(values, np.float32)


def found(*things) -> Detections:
    """Of (x1, y1, x2, y2, score, label)."""
    rows = np.array(things, np.float64).reshape(-1, 6)
    return Detections(rows[:, :4].astype(np.float32), rows[:, 4].astype(np.float32), rows[:, 5].astype(np.int64))


def test_equal_scores_do_not_differ():
    same = compare_answers(SCORES, [scores(0.9, 0.1)], [scores(0.9, 0.1)], [0])
    assert (same.mean, same.changed, same.lost) == (pytest.approx(0), (), 0)


def test_the_divergence_is_that_of_kullback_and_leibler():
    apart = compare_answers(SCORES, [scores(0.5, 0.5)], [scores(0.25, 0.75)])
    assert apart.mean == pytest.approx(0.5 * np.log(2) + 0.5 * np.log(2 / 3), abs=1e-6)


def test_right_answers_lost_are_counted_against_those_won():
    whole = [scores(0.9, 0.1), scores(0.9, 0.1), scores(0.9, 0.1), scores(0.2, 0.8)]
    small = [scores(0.1, 0.9), scores(0.1, 0.9), scores(0.1, 0.9), scores(0.2, 0.8)]
    apart = compare_answers(SCORES, whole, small, [0, 0, 1, 1])
    assert apart.changed == (0, 1, 2) and apart.lost == pytest.approx(0.25)


def test_boxes_are_compared_by_label_and_place():
    whole = found((0, 0, 10, 10, 0.9, 0), (20, 20, 30, 30, 0.8, 1))
    assert compare_answers(BOXES, [whole], [whole]).mean == pytest.approx(0, abs=1e-6)
    other_label = found((0, 0, 10, 10, 0.9, 1), (20, 20, 30, 30, 0.8, 1))
    apart = compare_answers(BOXES, [whole, whole], [whole, other_label])
    assert apart.changed == (1,) and apart.mean == pytest.approx(0.5 * (1 - 1.6 / 3.4), abs=1e-6)


def test_unsure_boxes_of_one_file_change_no_answer():
    whole, more = found((0, 0, 10, 10, 0.9, 0)), found((0, 0, 10, 10, 0.9, 0), (50, 50, 60, 60, 0.1, 0))
    assert compare_answers(BOXES, [whole], [more]).changed == ()
    assert compare_answers(BOXES, [found()], [found()]).mean == 0


def test_paint_is_compared_by_pixels():
    whole, confidences = np.zeros((20, 20), np.uint8), np.ones(2, np.float32)
    other, little = whole.copy(), whole.copy()
    other[:2], little[0, :4] = 1, 1
    masks = [PaintedImage(mask, confidences) for mask in (whole, other, little)]
    apart = compare_answers(AREAS, [masks[0]] * 3, masks)
    assert apart.changed == (1,) and apart.mean == pytest.approx((0.1 + 0.01) / 3)
