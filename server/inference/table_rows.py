"""The rows of a project's table as something learns from them for the page, divided as the library divides them."""

import gc
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.garbage_collection import pause_garbage_collection
from sunmao.core.training_engine import require_scikit_learn
from sunmao.data.tables.read_table import read_table_file
from sunmao.server.datasets.tables.table_files import TableLocation, open_table_index, read_table_about
from sunmao.tables.estimators import make_estimator
from sunmao.tables.learner import fit_estimator, read_truth
from sunmao.tables.table_dataset import (
    FEW,
    REGRESSION,
    TableTask,
    count_labels,
    make_rows_dataset,
    plan_task,
    read_whole_rows,
    sort_labels,
    take_evenly,
)
from sunmao.tabular.column_types import Column
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
        """{'classes', 'unit', 'left', 'used', 'few', 'enough'}, with marks for where there is not enough."""
        used = len(self.train.numbers) + len(self.test.numbers)
        said = {"classes": self.classes, "unit": self.plan.unit, "left": self.left, "used": used}
        return said | {"few": self.few, "enough": self.enough, "learned": NO_MARK, "fresh": NO_MARK}

    def measure(self, estimator: Any) -> dict[str, dict]:
        """Measure how well an estimator predicts: {'learned', 'fresh': {'right', 'total', 'miss'}}; right: None of
        numbers, whose miss is their mean absolute error.
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
@pause_garbage_collection()
def open_table(path: str, stamp: str) -> Table:
    """The table of a file, kept until another `stamp` is asked for: out of its index, where that is of the same stamp.
    Raises as `read_table_file`.
    """
    require_scikit_learn()
    file = Path(path)
    index = TableLocation("", file.parent, file.name).index
    about = read_table_about(index)
    table = read_indexed_table(index, about, path) if about.get("stamp") == stamp else read_table_file(path)
    gc.freeze()  # the collector need not look at all of its rows again and again
    return table


def read_indexed_table(index: Path, about: dict[str, Any], path: str) -> Table:
    """The table of an index, in a fifth of the time that its file takes. about: what the index says of it."""
    names = [each["name"] for each in about["columns"]]
    with open_table_index(index) as db:
        numbers, *cells = list(zip(*db.execute("select * from rows order by n"), strict=True)) or [
            (),
            *[()] * len(names),
        ]
    columns = [
        Column(said["type"], list(values), said["unit"]) for said, values in zip(about["columns"], cells, strict=True)
    ]
    return Table.from_columns(names, columns, (), False, path, list(numbers))


@lru_cache(maxsize=8)
@pause_garbage_collection()
def divide_rows(path: str, stamp: str, target: str, columns: tuple[str, ...] | None, most: int) -> DividedRows:
    """The rows that are learned from and those that are new, eight to two.

    Args:
        columns: what is learned from; None: all other columns. most: rows that are used at most, evenly taken.

    Raises: BadValue, BadData: nothing to learn from.
    """
    table = open_table(path, stamp)
    plan = plan_task(table, target, "auto", None if columns is None else list(columns))
    rows, row_numbers = read_whole_rows(table, plan), table.row_numbers  # which is a copy each time
    counts, numbers = count_labels(rows, plan), plan.task == REGRESSION
    classes = sort_labels(counts)
    few = [name for name in classes if counts[name] < FEW]
    different = len({answer for _, _, answer in rows}) > 1
    enough = different and (len(rows) >= FEWEST_NUMBERS if numbers else not few)
    dataset = make_rows_dataset(table, plan, take_evenly(rows, plan, most))

    def encode(part: str) -> RowPart:
        chosen = dataset.items(part)
        places = [int(item.path.name) - 1 for item in chosen]
        cells = plan.encoder.encode([item.content for item in chosen])
        return RowPart([row_numbers[place] for place in places], cells, read_truth(chosen, classes, numbers))

    left, name = len(table) - len(rows), Path(path).name
    return DividedRows(name, plan, classes, left, few, enough, encode("train"), encode("test"))
