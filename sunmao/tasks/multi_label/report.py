"""The marks of a model of several labels. The numbers are scikit-learn's."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from sunmao.core.training_engine import require_scikit_learn
from sunmao.core.validation import require_choice, require_label
from sunmao.errors import BadData
from sunmao.tabular.table import Table
from sunmao.tasks.evaluation.report import LabelReport, explain_terms
from sunmao.tasks.multi_label.results import TagResult
from sunmao.texts import get_both, get_text
from sunmao.texts.terms import TAG_TERMS

KINDS = ("classes", "pr")


class TagReport(LabelReport):
    """Report of a test of a model of several labels.

    Args:
        results: one TagResult a picture, each with its `truth`.
        classes: the labels in the order of their numbers.
        split: which pictures were asked: 'train', 'val', 'test' or 'all'.

    Example:
        >>> classes, half = ['sea', 'trees'], [0.5, 0.5]
        >>> sea = TagResult(None, [0.9, 0.1], classes, half, truth=['sea'])
        >>> both = TagResult(None, [0.8, 0.2], classes, half, truth=['sea', 'trees'])
        >>> report = TagReport([sea, both], classes)
        >>> report.exact_match, report.map, report.mistakes[0].missed, len(report.missed_pictures('trees'))
        (0.5, 1.0, ['trees'], 1)
    """

    _refusal = "mark_of_others"
    _results: list[TagResult]

    @property
    def correct(self) -> int:
        """Number of pictures that got exactly their labels, none too few and none too many."""
        return int((self._truth == self._answers).all(1).sum())

    @property
    def exact_match(self) -> float:
        """The share of pictures that got exactly their labels, 0 to 1 (subset accuracy)."""
        return self.correct / max(1, self.total)

    @property
    def accuracy(self) -> float:
        """The same as `exact_match`."""
        return self.exact_match

    @property
    def map(self) -> float | None:
        """mAP: the mean average precision of the labels that some picture has, 0 to 1; None when none has any. It looks
        at the order of the pictures by confidence, whichever labels are given.
        """
        found = [each for each in self.average_precisions if each is not None]
        return sum(found) / len(found) if found else None

    @property
    def average_precisions(self) -> list[float | None]:
        """The average precision of each label, 0 to 1; None for a label that no picture has."""
        require_scikit_learn()
        from sunmao.tasks.multi_label.metrics import compute_average_precisions  # loads PyTorch

        return compute_average_precisions(self._scores, self._truth)

    @property
    def results(self) -> list[TagResult]:
        """Answer to each picture."""
        return list(self._results)

    @property
    def mistakes(self) -> list[TagResult]:
        """The pictures with a label too few or too many, those with the most of them first."""
        wrong = (self._truth != self._answers).sum(1)
        order = np.argsort(-wrong, kind="stable")
        return [self._results[place] for place in order if wrong[place]]

    def missed_pictures(self, label: str) -> list[TagResult]:
        """The pictures that have a label and were not given it, the least sure first. Raises BadValue."""
        return self._select(label, has=True)

    def extra_pictures(self, label: str) -> list[TagResult]:
        """The pictures that were given a label and do not have it, the surest first. Raises BadValue."""
        return self._select(label, has=False)

    def by_class(self) -> tuple[np.ndarray, ...]:
        """Precision, recall, F1 (each (C,), 0 where there is nothing to divide by) and the number of pictures, (C,)."""
        require_scikit_learn()
        from sklearn.metrics import precision_recall_fscore_support

        truth, answers = self._truth, self._answers
        if truth.shape[1] == 1:  # scikit-learn takes a single column for one class of two
            truth, answers = np.hstack([truth, ~truth]), np.hstack([answers, ~answers])
        marks = precision_recall_fscore_support(truth, answers, average=None, zero_division=0)
        return tuple(each[: len(self._classes)] for each in marks)

    def table(self) -> Table:
        """The marks of every label, one row each; a label without pictures has no marks."""
        found = zip(self._classes, self.average_precisions, *self.by_class(), strict=True)
        rows = [
            [label, *(None if area is None else round(float(mark), 3) for mark in (*marks[:3], area)), int(marks[3])]
            for label, area, *marks in found
        ]
        means = [None if mark is None else round(mark, 3) for mark in (self.precision, self.recall, self.f1, self.map)]
        rows.append([get_text("total"), *means, self.total])
        head = ("label", "precision", "recall", "f1", "ap", "total")
        return Table([get_text(key) for key in head], rows, title=str(self))

    def chart(self, kind: str = "classes") -> np.ndarray:
        """A picture of the marks, (H, W, 3) uint8 RGB.

        Args:
            kind: 'classes' (bars for every label) or 'pr' (curves).

        Raises: BadValue for another kind, BadData when there is nothing to draw a curve of.
        """
        from sunmao.tasks.classification.roc_pr import compute_tag_curves
        from sunmao.tasks.evaluation import charts

        kind = require_choice("kind", kind, KINDS)
        if kind == "classes":
            precision, recall, _, asked = self.by_class()
            marks = {get_text("precision"): precision, get_text("recall"): recall}
            return charts.draw_bars(marks, self._classes, get_text("classes"), asked > 0)
        lines = compute_tag_curves(self._truth, self._scores, self._classes)
        if not lines:
            raise BadData("one_class_asked")
        return charts.draw_curves(
            lines, get_text("pr"), get_text("pr_means"), (get_text("recall"), get_text("precision")), "AP"
        )

    def as_events(self) -> Iterator[Any]:
        """The marks of every label and, the first time, what the words mean."""
        yield from self.table().as_events()
        yield from explain_terms(TAG_TERMS)

    def __str__(self) -> str:
        return get_text(
            "tags_line",
            split=get_both(f"{self._split}_set"),
            correct=self.correct,
            total=self.total,
            given=int(self._answers.sum()),
            right=int((self._answers & self._truth).sum()),
            there=int(self._truth.sum()),
        )

    def _select(self, label: str, has: bool) -> list[TagResult]:
        number = self._classes.index(require_label(label, self._classes))
        truth, answers = self._truth[:, number], self._answers[:, number]
        places = np.flatnonzero((truth == has) & (answers != has))
        order = np.argsort(self._scores[places, number] * (1 if has else -1), kind="stable")
        return [self._results[place] for place in places[order]]

    @cached_property
    def _truth(self) -> np.ndarray:
        rows = [[label in (each.truth or ()) for label in self._classes] for each in self._results]
        return np.array(rows, bool).reshape(-1, len(self._classes))

    @cached_property
    def _answers(self) -> np.ndarray:
        rows = [[label in each.labels for label in self._classes] for each in self._results]
        return np.array(rows, bool).reshape(-1, len(self._classes))

    @cached_property
    def _scores(self) -> np.ndarray:
        return np.stack([each._scores for each in self._results])
