"""Base of the reports of all kinds of models."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from sunmao.core.strict import Strict
from sunmao.errors import BadValue
from sunmao.tabular.table import Table
from sunmao.texts import TEXTS, get_both, get_text

# A mark of one kind of model is asked of another one: a sentence says which ones there are.
MARKS = frozenset(
    {
        "accuracy",
        "confusion_matrix",
        "correct",
        "counts",
        "exact_match",
        "f1",
        "mae",
        "map",
        "map50",
        "map75",
        "map_unlimited",
        "matrix",
        "miou",
        "precision",
        "r2",
        "recall",
        "rmse",
        "shown_map",
        "shown_map50",
        "things",
        "top",
        "top5",
    }
)
_explained_terms = set()  # the words of a test are explained once in a program


def explain_terms(terms: dict[str, str]) -> Iterator[Any]:
    """Definitions of these words, as a table's event, the first time. terms: the keys of a word and of its meaning."""
    if new := {word: means for word, means in terms.items() if means not in _explained_terms}:
        _explained_terms.update(new.values())
        rows = [[get_text(word), get_text(means)] for word, means in new.items()]
        yield from Table([get_text("term"), get_text("meaning")], rows, title=get_text("terms")).as_events()


class EvaluationReport(Strict):
    """Report of a test.

    _refusal: the key of the sentence for a mark that only other kinds of models have; it is raised as BadValue.
    """

    _refusal: str
    _split: str

    @property
    def split(self) -> str:
        """Part of the data set on which the model was tested."""
        return self._split

    def __repr__(self) -> str:
        return str(self)

    def __getattr__(self, name: str) -> Any:
        if name in MARKS:
            raise BadValue(self._refusal, mark=get_both(name) if name in TEXTS else name)
        return super().__getattr__(name)


class LabelReport(EvaluationReport):
    """Report of a test of a model that gives labels: the marks of each label, and their means."""

    def __init__(self, results: list, classes: list[str], split: str = "test") -> None:
        self._results, self._classes, self._split = results, list(classes), split

    @property
    def total(self) -> int:
        """Number of pictures that were asked about."""
        return len(self._results)

    @property
    def classes(self) -> list[str]:
        """The labels, in the order of their numbers."""
        return list(self._classes)

    @property
    def precision(self) -> float:
        """Of what was given a label, the share that has it; the mean of all labels that were asked, 0 to 1."""
        return self._mean(0)

    @property
    def recall(self) -> float:
        """Of what has a label, the share that was given it; the mean of all labels that were asked, 0 to 1."""
        return self._mean(1)

    @property
    def f1(self) -> float:
        """Precision and recall in one number; the mean of all labels that were asked, 0 to 1."""
        return self._mean(2)

    def by_class(self) -> tuple[np.ndarray, ...]:
        """Precision, recall, F1 (each (C,), 0 where there is nothing to divide by) and the number of pictures, (C,)."""
        raise NotImplementedError

    def _mean(self, place: int) -> float:
        marks = self.by_class()
        asked = marks[3] > 0
        return float(marks[place][asked].mean()) if asked.any() else 0.0
