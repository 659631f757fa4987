"""The marks of a model that paints: how much of what it paints lies where it belongs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.validation import require_choice
from sunmao.data.listing import Sample
from sunmao.tabular.table import Table
from sunmao.tasks.evaluation.report import EvaluationReport, explain_terms
from sunmao.tasks.semantic_segmentation.dataset import IGNORED
from sunmao.tasks.semantic_segmentation.metrics import (
    compute_ious,
    compute_mean_iou,
    compute_pixel_accuracy,
    count_confusion,
)
from sunmao.tasks.semantic_segmentation.painting import PaintedImage
from sunmao.texts import get_both, get_text
from sunmao.texts.terms import PAINT_TERMS

KINDS = ("classes",)
RIGHT, MISSED, EXTRA, WRONG = 1, 2, 3, 4  # in a picture of differences; 0: background that was left alone
SHOWN = 240  # pixels of the longer side of a picture of differences


@dataclass(frozen=True)
class PaintedMark:
    """Marks of one painted picture.

    path: its file. iou: of all classes together, 0 to 1; None where nothing is there and nothing was painted. accuracy:
    the share of pixels that are right. missed, extra: pixels of things that were left out, and of background that was
    painted, as shares of the picture. differences: (h, w) uint8 of `RIGHT` … at most `SHOWN` a side.
    """

    path: Path
    iou: float | None
    accuracy: float
    missed: float
    extra: float
    differences: np.ndarray


class SegmentationReport(EvaluationReport):
    """Report of a test of a model that paints.

    Args:
        classes: the labels; the n-th one has the number n in masks.
        split: which pictures were asked: 'train', 'val', 'test' or 'all'.

    Example:
        >>> report = SegmentationReport(['sky'], 'test')
        >>> truth, painted = np.array([[0, 1], [1, 1]]), np.array([[0, 0], [1, 1]])
        >>> report.add(Sample(Path('1.png'), None, 'test'), truth, PaintedImage(painted, np.ones(2)))
        >>> round(report.miou, 2), report.accuracy, len(report.mistakes)
        (0.67, 0.75, 1)
    """

    _refusal = "mark_of_painters"

    def __init__(self, classes: list[str], split: str = "test") -> None:
        self._classes, self._split, self._marks = list(classes), split, []
        self._confusion = np.zeros((len(classes) + 1, len(classes) + 1), np.int64)

    def add(self, item: Sample, truth: np.ndarray, painted: PaintedImage) -> None:
        """Count one picture. truth: (H, W) as of `ClassMaskReader.read`."""
        answers, counted = painted.mask, truth != IGNORED
        confusion = count_confusion(truth, answers, len(self._classes))
        self._confusion += confusion
        pixels = max(1, int(confusion.sum()))
        both = int(np.diag(confusion)[1:].sum())
        either = pixels - int(confusion[0, 0])
        self._marks.append(
            PaintedMark(
                item.path,
                both / either if either else None,
                compute_pixel_accuracy(confusion),
                float(confusion[1:, 0].sum() / pixels),
                float(confusion[0, 1:].sum() / pixels),
                _draw_differences(np.where(counted, truth, 0), np.where(counted, answers, 0)),
            )
        )

    @property
    def total(self) -> int:
        """Number of pictures that were asked about."""
        return len(self._marks)

    @property
    def classes(self) -> list[str]:
        """The labels, in the order of their numbers."""
        return list(self._classes)

    @property
    def confusion(self) -> np.ndarray:
        """Number of pixels of each class (rows) that got each answer, (1 + C, 1 + C) int64, background first."""
        return self._confusion.copy()

    @property
    def miou(self) -> float:
        """The mean IoU of the classes over all pixels together, without the background, 0 to 1."""
        return compute_mean_iou(self._confusion)

    @property
    def ious(self) -> list[float | None]:
        """The IoU of each class; None for one that is neither there nor was painted."""
        return compute_ious(self._confusion)

    @property
    def accuracy(self) -> float:
        """The share of pixels that are right, background included, 0 to 1."""
        return compute_pixel_accuracy(self._confusion)

    @property
    def precision(self) -> float:
        """Of the pixels that were painted as a class, the share that belongs to it; the mean of the classes, 0 to 1."""
        return self._mean(1)

    @property
    def recall(self) -> float:
        """Of the pixels of a class, the share that was painted so; the mean of the classes, 0 to 1."""
        return self._mean(2)

    @property
    def f1(self) -> float:
        """Precision and recall in one number, which is Dice's coefficient; the mean of the classes, 0 to 1."""
        return self._mean(3)

    @property
    def marks(self) -> list[PaintedMark]:
        """The mark of each picture."""
        return list(self._marks)

    @property
    def mistakes(self) -> list[PaintedMark]:
        """The pictures with a wrong pixel, those that were painted worst first."""
        wrong = [mark for mark in self._marks if mark.accuracy < 1]
        return sorted(wrong, key=lambda mark: (1.0 if mark.iou is None else mark.iou, mark.accuracy))

    def by_class(self) -> list[list]:
        """Of each class IoU (None for one that is neither there nor was painted), precision, recall, Dice, 0 to 1, and
        the share of all pixels that belong to it.
        """
        both = np.diag(self._confusion)[1:]
        painted, there = self._confusion.sum(0)[1:], self._confusion.sum(1)[1:]
        pixels = max(1, int(self._confusion.sum()))
        return [
            [iou, *(float(a / b) if b else 0.0 for a, b in ((n, p), (n, t), (2 * n, p + t))), float(t / pixels)]
            for iou, n, p, t in zip(self.ious, both, painted, there, strict=True)
        ]

    def table(self) -> Table:
        """The marks of every class, one row each; a class that is not there has none."""
        rows = [
            [label, *(None if row[0] is None else round(mark, 3) for mark in row[:3])]
            for label, row in zip(self._classes, self.by_class(), strict=True)
        ]
        rows.append([get_text("total"), *(round(mark, 3) for mark in (self.miou, self.precision, self.recall))])
        head = [get_text("label"), get_text("iou"), get_text("precision"), get_text("recall")]
        return Table(head, rows, title=str(self))

    def chart(self, kind: str = "classes") -> np.ndarray:
        """A picture of the marks: precision and recall of every class, (H, W, 3) uint8 RGB. Raises BadValue for another
        kind.
        """
        from sunmao.tasks.evaluation import charts

        require_choice("kind", kind, KINDS)
        rows = self.by_class()
        marks = {get_text(name): [row[place] for row in rows] for place, name in ((1, "precision"), (2, "recall"))}
        return charts.draw_bars(marks, self._classes, get_text("classes"), [row[0] is not None for row in rows])

    def as_events(self) -> Iterator[Any]:
        """The marks of every class and, the first time, what the words mean."""
        yield from self.table().as_events()
        yield from explain_terms(PAINT_TERMS)

    def __str__(self) -> str:
        return get_text(
            "painted_line",
            split=get_both(f"{self._split}_set"),
            total=self.total,
            percent=f"{100 * self.miou:.1f}",
            pixels=f"{100 * self.accuracy:.1f}",
        )

    def _mean(self, place: int) -> float:
        found = [row[place] for row in self.by_class() if row[0] is not None]
        return sum(found) / max(1, len(found))


def _draw_differences(truth: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """(h, w) uint8 of `RIGHT`, `MISSED`, `EXTRA`, `WRONG`, or 0. What is wrong stays visible where it is small."""
    import cv2

    differences = np.zeros(truth.shape, np.uint8)
    for code, where in (
        (RIGHT, (truth == answers) & (truth > 0)),
        (MISSED, (truth > 0) & (answers == 0)),
        (EXTRA, (truth == 0) & (answers > 0)),
        (WRONG, (truth > 0) & (answers > 0) & (truth != answers)),
    ):
        differences[where] = code
    scale = SHOWN / max(truth.shape)
    if scale >= 1:
        return differences
    size = tuple(max(1, round(side * scale)) for side in truth.shape[::-1])
    return cv2.resize(differences, size, interpolation=cv2.INTER_NEAREST)
