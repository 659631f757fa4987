"""The marks of a test."""

import base64

from .. import events
from ..strict import Strict
from ..tables import Table
from ..texts import both, text
from .planning import need_choice
from .results import Result

KINDS = ("confusion_matrix", "classes")


class Report(Strict):
    """How a model did in a test.

    Args:
        results: one Result a picture, each with its `truth`.
        classes: the labels in the order of their numbers.
        split: which pictures were asked: 'train', 'val' or 'test'.
    """

    def __init__(self, results: list[Result], classes: list[str], split: str = "test"):
        self._results, self._classes, self._split = results, list(classes), split

    @property
    def correct(self) -> int:
        """How many pictures were recognized."""
        return sum(_guess(result) == result.truth for result in self._results)

    @property
    def total(self) -> int:
        """How many pictures were asked."""
        return len(self._results)

    @property
    def accuracy(self) -> float:
        """The share of right answers, 0 to 1."""
        return self.correct / max(1, self.total)

    @property
    def top5(self) -> float:
        """The share of pictures whose label was among the best five guesses, 0 to 1."""
        return sum(any(thing.label == each.truth for thing in each.top(5)) for each in self._results) / max(1, self.total)

    @property
    def precision(self) -> float:
        """Of what was called a class, the share that is one; the mean of all classes, 0 to 1."""
        return self._mean(0)

    @property
    def recall(self) -> float:
        """Of what is a class, the share that was found; the mean of all classes, 0 to 1."""
        return self._mean(1)

    @property
    def f1(self) -> float:
        """Precision and recall in one number; the mean of all classes, 0 to 1."""
        return self._mean(2)

    @property
    def classes(self) -> list[str]:
        """The labels, in the order of their numbers."""
        return list(self._classes)

    @property
    def split(self) -> str:
        """Which pictures were asked."""
        return self._split

    @property
    def mistakes(self) -> list[Result]:
        """The wrong answers, those given most surely first."""
        wrong = [result for result in self._results if _guess(result) != result.truth]
        return sorted(wrong, key=lambda result: -result.confidence)

    def matrix(self):
        """Counts, (C, C) int: row = the true label, column = the model's answer."""
        import numpy as np

        place = {label: number for number, label in enumerate(self._classes)}
        counts = np.zeros((len(place), len(place)), int)
        for each in self._results:
            if each.truth in place:
                counts[place[each.truth], each.number] += 1
        return counts

    def table(self) -> Table:
        """The marks of every class, one row each."""
        marks = self._by_class()
        rows = [
            [label, *(round(float(marks[n][place]), 3) for n in range(3)), int(marks[3][place])]
            for place, label in enumerate(self._classes)
        ]
        rows.append([text("total"), *(round(mark, 3) for mark in (self.precision, self.recall, self.f1)), self.total])
        return Table([text(key) for key in ("label", "precision", "recall", "f1")] + [text("total")], rows, title=str(self))

    def chart(self, kind: str = "confusion_matrix"):
        """A picture of the marks, (H, W, 3) uint8 RGB.

        Args:
            kind: 'confusion_matrix', or 'classes' (a bar a class).
        """
        from .charts import bars, heat_map

        if need_choice("kind", kind, KINDS) == "confusion_matrix":
            return heat_map(self.matrix(), self._classes, f"{text('confusion_matrix')}   {text('truth_down')}")
        return bars(self._by_class()[1], self._classes, text("recall"))

    def as_events(self):
        """The marks of every class and the confusion matrix, as the page shows them."""
        from ..data.pictures import png

        yield from self.table().as_events()
        image = self.chart()
        data = base64.b64encode(png(image)).decode()
        yield events.Image(
            data=data, title=text("confusion_matrix"), caption=text("truth_down"), width=image.shape[1], height=image.shape[0]
        )

    def __str__(self) -> str:
        return text("score_line", **self._score())

    __repr__ = __str__

    def _score(self) -> dict:
        part = both(f"{self._split}_set")
        return {"split": part, "correct": self.correct, "total": self.total, "percent": f"{100 * self.accuracy:.1f}"}

    def _by_class(self):
        """Precision, recall, F1 (each (C,), 0 where there is nothing to divide by) and the number of pictures, (C,)."""
        import numpy as np

        counts = self.matrix()
        found, asked, answered = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
        precision, recall = (found / np.maximum(1, whole) for whole in (answered, asked))
        return precision, recall, 2 * found / np.maximum(1, asked + answered), asked

    def _mean(self, place: int) -> float:
        marks = self._by_class()
        asked = [mark for mark, count in zip(marks[place], marks[3], strict=True) if count]
        return float(sum(asked) / max(1, len(asked)))


def _guess(result: Result) -> str:
    return result.top(1)[0].label
