"""Report of a model that paints: what is right, left out, painted beside it and painted as something else."""

from pathlib import Path

import numpy as np
import pytest

from sunmao.data.listing import Sample
from sunmao.tasks.semantic_segmentation.dataset import IGNORED
from sunmao.tasks.semantic_segmentation.painting import PaintedImage
from sunmao.tasks.semantic_segmentation.report import EXTRA, MISSED, RIGHT, SHOWN, WRONG, SegmentationReport

TRUTH = np.array([[0, 0, 1, 1], [2, 1, 2, IGNORED]])
PAINTED = np.array([[0, 1, 1, 0], [2, 2, 1, 1]])


def make_report(*pairs: tuple[np.ndarray, np.ndarray]) -> SegmentationReport:
    report = SegmentationReport(["sky", "sea"], "test")
    for place, (truth, painted) in enumerate(pairs):
        report.add(Sample(Path(f"{place}.png"), None, "test"), truth, PaintedImage(painted, np.ones(3)))
    return report


def test_each_pixel_has_its_difference():
    [mark] = make_report((TRUTH, PAINTED)).marks
    assert mark.differences.tolist() == [[0, EXTRA, RIGHT, MISSED], [RIGHT, WRONG, WRONG, 0]]
    assert (mark.iou, mark.accuracy) == (2 / 6, 3 / 7) and (mark.missed, mark.extra) == (1 / 7, 1 / 7)


@pytest.mark.parametrize("size", [(SHOWN, 10), (4 * SHOWN, 2 * SHOWN), (3, 5 * SHOWN)])
def test_differences_of_a_large_picture_are_shown_small(size):
    truth, painted = np.ones(size, int), np.ones(size, int)
    painted[: size[0] // 2 + 1] = 0
    [mark] = make_report((truth, painted)).marks
    assert max(mark.differences.shape) == SHOWN and min(mark.differences.shape) >= 1
    assert mark.differences[0, 0] == MISSED and set(np.unique(mark.differences)) <= {RIGHT, MISSED}


def test_the_marks_of_a_class_count_all_pictures():
    report = make_report((TRUTH, PAINTED), (np.zeros((2, 2), int), np.zeros((2, 2), int)))
    assert report.by_class() == [[1 / 5, 1 / 3, 1 / 3, 1 / 3, 3 / 11], [1 / 3, 1 / 2, 1 / 2, 1 / 2, 2 / 11]]
    assert report.precision == report.recall == pytest.approx(5 / 12) and report.accuracy == 7 / 11
    assert report.marks[1].iou is None and report.mistakes == [report.marks[0]]


def test_a_class_that_is_nowhere_takes_nothing_from_the_mean():
    report = make_report((np.array([[1, 1]]), np.array([[1, 0]])))
    assert report.ious == [0.5, None] and report.recall == 0.5 and report.precision == 1
    assert report.table().rows[1][1:] == [None, None, None]
