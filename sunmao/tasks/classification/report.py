"""The marks of a test. The numbers are scikit-learn's."""

import base64
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from sunmao.core.validation import require_choice, require_whole
from sunmao.errors import BadValue
from sunmao.protocol import messages
from sunmao.tabular.table import Table
from sunmao.tasks.classification.results import Result
from sunmao.tasks.evaluation.counts import compute_class_marks, compute_top_k_accuracy, count_confusions
from sunmao.tasks.evaluation.report import LabelReport, explain_terms
from sunmao.texts import get_both, get_text
from sunmao.texts.terms import TERMS

KINDS = ("confusion_matrix", "classes", "roc", "pr")


class Report(LabelReport):
    """Report of a test.

    Args:
        results: one Result a picture, each with its `truth`, one of `classes`.
        classes: the labels in the order of their numbers.
        split: which pictures were asked: 'train', 'val', 'test' or 'all'.

    Example:
        >>> classes = ['cat', 'dog']
        >>> answers = [Result(None, [0.9, 0.1], classes, truth='cat'), Result(None, [0.8, 0.2], classes, truth='dog')]
        >>> report = Report(answers, classes)
        >>> report.accuracy, report.recall, [mistake.label for mistake in report.mistakes]
        (0.5, 0.5, ['cat'])
    """

    _refusal = "mark_of_finders"
    _results: list[Result]

    @property
    def correct(self) -> int:
        """Number of pictures that were recognized."""
        return int((self._truth == self._answers).sum())

    @property
    def accuracy(self) -> float:
        """The share of right answers, 0 to 1."""
        return self.correct / max(1, self.total)

    @property
    def top5(self) -> float:
        """The share of pictures whose label was among the best five guesses, 0 to 1."""
        return self.top(5)

    @property
    def mistakes(self) -> list[Result]:
        """The wrong answers, those given most surely first."""
        wrong = [self._results[place] for place in np.flatnonzero(self._truth != self._answers)]
        return sorted(wrong, key=lambda result: -result.confidence)

    @property
    def right(self) -> list[Result]:
        """The right answers, in the order of the pictures."""
        return [self._results[place] for place in np.flatnonzero(self._truth == self._answers)]

    def top(self, k: int = 5) -> float:
        """The share of pictures whose label was among the best `k` guesses, 0 to 1."""
        k = require_whole("k", k, 1)
        if k >= len(self._classes):
            return 1.0
        if k == 1:
            return self.accuracy
        return compute_top_k_accuracy(self._truth, self._scores, k)

    def matrix(self) -> np.ndarray:
        """Counts, (C, C) int: row = the true label, column = the model's answer."""
        return count_confusions(self._truth, self._answers, len(self._classes))

    def by_class(self) -> tuple[np.ndarray, ...]:
        """Precision, recall, F1 (each (C,), 0 where there is nothing to divide by) and the number of pictures, (C,)."""
        return compute_class_marks(self.matrix())

    def table(self) -> Table:
        """The marks of every class, one row each; a class without pictures has no marks."""
        marks = list(zip(*self.by_class(), strict=True))
        rows = [
            [label, *(round(float(mark), 3) if row[3] else None for mark in row[:3]), int(row[3])]
            for label, row in zip(self._classes, marks, strict=True)
        ]
        rows.append(
            [get_text("total"), *(round(mark, 3) for mark in (self.precision, self.recall, self.f1)), self.total]
        )
        return Table([get_text(key) for key in ("label", "precision", "recall", "f1", "total")], rows, title=str(self))

    def chart(self, kind: str = "confusion_matrix") -> np.ndarray:
        """A picture of the marks, (H, W, 3) uint8 RGB.

        Args:
            kind: 'confusion_matrix', 'classes' (bars for every class), 'roc' or 'pr' (curves).

        Raises: BadValue for another kind, BadData when a curve needs more than the one class that was asked.
        """
        from sunmao.tasks.evaluation import charts

        if str(kind).lower() == "mistakes":
            raise BadValue("mark_of_finders", mark=get_both("mistake_kinds"))
        kind = require_choice("kind", kind, KINDS)
        if kind == "confusion_matrix":
            return charts.draw_heat_map(
                self.matrix(), self._classes, f"{get_text('confusion_matrix')}   {get_text('truth_down')}"
            )
        if kind == "classes":
            precision, recall, _, asked = self.by_class()
            marks = {get_text("precision"): precision, get_text("recall"): recall}
            return charts.draw_bars(marks, self._classes, get_text("classes"), asked > 0)
        from sunmao.tasks.classification.roc_pr import compute_curves

        lines = compute_curves(kind, self._truth, self._scores, self._classes)
        weakest = len(lines) - 1 < len(set(self._truth))
        title = get_text(kind) + (f"   {get_text('worst_classes', count=len(lines) - 1)}" if weakest else "")
        if kind == "roc":
            return charts.draw_curves(
                lines,
                title,
                get_text("roc_means"),
                (get_text("false_alarms"), get_text("recall")),
                "AUC",
                diagonal=True,
            )
        return charts.draw_curves(lines, title, get_text("pr_means"), (get_text("recall"), get_text("precision")), "AP")

    def as_events(self) -> Iterator[Any]:
        """The marks of every class, the confusion matrix and, the first time, what the words mean."""
        from sunmao.images.image_files import encode_png

        yield from self.table().as_events()
        image = self.chart()
        data = base64.b64encode(encode_png(image)).decode()
        yield messages.Image(
            data=data,
            title=get_text("confusion_matrix"),
            caption=get_text("truth_down"),
            width=image.shape[1],
            height=image.shape[0],
        )
        yield from explain_terms({term: f"{term}_means" for term in TERMS})

    def __str__(self) -> str:
        part = get_both(f"{self._split}_set")
        return get_text(
            "score_line", split=part, correct=self.correct, total=self.total, percent=f"{100 * self.accuracy:.1f}"
        )

    @cached_property
    def _truth(self) -> np.ndarray:
        numbers = {label: number for number, label in enumerate(self._classes)}
        return np.array([numbers[result._require_truth()] for result in self._results], int)

    @cached_property
    def _answers(self) -> np.ndarray:
        return np.array([result.number for result in self._results], int)

    @property
    def _scores(self) -> np.ndarray:
        return np.stack([result._scores for result in self._results])
