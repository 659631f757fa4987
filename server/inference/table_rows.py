"""The rows of a project's table as something learns from them for the page, divided as the library divides them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.training_engine import require_scikit_learn
from sunmao.data.tables.read_table import read_table_file
from sunmao.tables.estimators import make_estimator
from sunmao.tables.learner import fit_estimator, read_truth
from sunmao.tables.table_dataset import FEW, REGRESSION, TableTask, make_table_dataset, plan_task
from sunmao.tabular.table import Table

FEWEST_NUMBERS = 10  # rows from which a number is learned
NO_MARK: dict[str, Any] = {"right": None, "total": 0, "miss": None}  # where nothing was tested


@dataclass(frozen=True)
class RowPart:
    """Rows of one part. numbers: theirs in the file; rows: (N, F) float64; truth: (N,) numbers, or those of classes."""

    numbers: list[int]
    rows: np.ndarray
    truth: np.ndarray


@dataclass(frozen=True)
class DividedRows:
    """A table that is learned from. classes: [] where a number is guessed; left: how many rows have an empty cell; few:
    the classes with too few rows; enough: whether something can be learned.
    """

    path: str
    plan: TableTask
    classes: list[str]
    left: int
    few: list[str]
    enough: bool
    train: RowPart
    test: RowPart

    @property
    def guesses_numbers(self) -> bool:
        """Whether a number is guessed, else a class."""
        return self.plan.task == REGRESSION

    def fit(self, method: str, options: dict[str, int]) -> Any:
        """An estimator that has learned from the part to learn from, as `TableModel` makes it. Raises BadData."""
        estimator = make_estimator(method, self.guesses_numbers, options, 0)
        fit_estimator(estimator, self.train.rows, self.train.truth, self.path)
        return estimator

    def name_answer(self, answer: Any) -> str | float:
        """An answer of an estimator: the name of a class, or a number."""
        return float(answer) if self.guesses_numbers else self.classes[int(answer)]

    def describe(self) -> dict[str, Any]:
        """{'classes', 'unit', 'left', 'few', 'enough'}, with marks for where there is not enough."""
        said = {"classes": self.classes, "unit": self.plan.unit, "left": self.left}
        return said | {"few": self.few, "enough": self.enough, "learned": NO_MARK, "fresh": NO_MARK}

    def measure(self, estimator: Any) -> dict[str, dict]:
        """How an estimator does: {'learned', 'fresh': {'right', 'total', 'miss'}}; right: None of numbers, whose miss
        is their mean absolute error.
        """
        return {"learned": self._measure_part(estimator, self.train), "fresh": self._measure_part(estimator, self.test)}

    def _measure_part(self, estimator: Any, part: RowPart) -> dict[str, Any]:
        total = len(part.numbers)
        if not total:
            return NO_MARK if self.guesses_numbers else NO_MARK | {"right": 0}
        answers = estimator.predict(part.rows)
        if self.guesses_numbers:
            return {"right": None, "total": total, "miss": float(np.abs(answers - part.truth).mean())}
        return {"right": int((answers == part.truth).sum()), "total": total, "miss": None}


@lru_cache(maxsize=2)
def open_table(path: str, stamp: str) -> Table:
    """The table of a file, kept until another `stamp` is asked for. Raises as `read_table_file`."""
    require_scikit_learn()
    return read_table_file(path)


@lru_cache(maxsize=8)
def divide_rows(path: str, stamp: str, target: str, columns: tuple[str, ...] | None, most: int | None) -> DividedRows:
    """The rows that are learned from and those that are new, eight to two.

    Args:
        columns: what is learned from; None: all other columns. most: rows that are used at most, evenly taken.

    Raises: BadValue, BadData: nothing to learn from.
    """
    table = open_table(path, stamp)
    plan = plan_task(table, target, "auto", None if columns is None else list(columns))
    dataset, row_numbers = make_table_dataset(table, plan), table.row_numbers  # which is a copy each time
    items, numbers = dataset.items(), plan.task == REGRESSION
    step = 1 if most is None else max(1, -(-len(items) // most))
    counts = dict.fromkeys(dataset.classes, 0)
    for item in items if not numbers else ():
        counts[item.label] += 1
    few = [name for name, count in counts.items() if count < FEW]
    enough = len({item.number for item in items}) > 1 and len(items) >= FEWEST_NUMBERS if numbers else len(counts) > 1

    def encode(part: str) -> RowPart:
        chosen = dataset.items(part)[::step]
        places = [int(item.path.name) - 1 for item in chosen]
        rows = plan.encoder.encode([item.content for item in chosen])
        names = [row_numbers[place] for place in places]
        return RowPart(names, rows, read_truth(chosen, dataset.classes, numbers))

    left, classes = len(table) - len(items), [] if numbers else dataset.classes
    name = Path(path).name
    return DividedRows(name, plan, classes, left, few, enough and not few, encode("train"), encode("test"))
