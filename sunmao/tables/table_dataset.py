"""A table as a data set: which columns are learned from, which is guessed, and which rows are for the test."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sunmao.core.garbage_collection import pause_garbage_collection
from sunmao.core.name_formatting import format_names
from sunmao.data.dataset import Dataset
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.splits import assign_splits, parse_ratio
from sunmao.errors import BadData, BadValue
from sunmao.runtime.notices import show_notice
from sunmao.tables.row_encoding import MAX_VALUES, FeatureColumn, RowEncoder
from sunmao.tabular.table import Table

CLASSIFICATION, REGRESSION = "table_classification", "table_regression"
FEW = 5  # rows of a class that are said to be few

# The place of a row in its table, its cells in the columns that are learned from, and the one that is guessed.
WholeRow = tuple[int, tuple, Any]


@dataclass(frozen=True)
class TableTask:
    """Task of learning from a table. encoder: of the columns that are learned from; target: the column that is guessed,
    None where nothing is; unit: of its numbers, or ''; task: CLASSIFICATION or REGRESSION.
    """

    encoder: RowEncoder
    target: str | None
    task: str
    unit: str = ""


class TableDataset(Dataset):
    """The rows of a table, in memory: no folder is read again."""

    def drop_damaged(self, alike: bool = False) -> list[Issue]:
        """Nothing: rows that cannot be used were left out before."""
        return []

    def need_folder(self) -> None:
        """Nothing: there is no folder."""


def plan_task(table: Table, target: str | None, task: str, columns: list[str] | None) -> TableTask:
    """Plan the task of learning from a table.

    Args:
        target: the column to guess; None: nothing is guessed. task: 'auto', 'classification' or 'regression'.
        columns: what is learned from; None: all other columns of numbers and classes.

    Raises: BadValue (no such column), BadData (nothing to learn from, no numbers where some are to be guessed).
    """
    types, path = table.types, table.path or table.title
    if target is not None:
        table.column(target)
    others = [name for name in table.columns if name != target] if columns is None else list(columns)
    if target in others:
        raise BadValue("table_target_learned", name=target)
    values = {name: [cell for cell in table.column(name) if cell is not None] for name in others}
    used = [name for name in others if values[name] and types[name] in ("number", "class")]
    used = [name for name in used if types[name] == "number" or len({*map(str, values[name])}) <= MAX_VALUES]
    if left := [name for name in others if name not in used]:
        show_notice("table_columns_left", level="warn", names=format_names(left))
    if not used:
        raise BadData("table_nothing_to_learn", path=path)
    encoder = RowEncoder(
        tuple(
            FeatureColumn(name, None, float(min(values[name])), float(max(values[name])))
            if types[name] == "number"
            else FeatureColumn(name, tuple(sorted({*map(str, values[name])})))
            for name in used
        )
    )
    if target is None:
        return TableTask(encoder, None, CLASSIFICATION)
    if task == "regression" and types[target] != "number":
        raise BadData("table_target_no_numbers", name=target)
    numbers = task == "regression" or (task == "auto" and types[target] == "number")
    return TableTask(encoder, target, REGRESSION if numbers else CLASSIFICATION, table.units.get(target, ""))


def make_table_dataset(table: Table, plan: TableTask, ratio: str | None = "8:0:2", seed: int = 0) -> TableDataset:
    """The data set of a table's rows, in memory. Rows with an empty cell are named and left out; rows that are the same
    stay in one part.

    Args: ratio: shares of training, validation and test; None: all are for the test. seed: another number divides
    differently.
    """
    rows = read_whole_rows(table, plan)
    if len(rows) < len(table):
        show_notice("table_rows_left", level="warn", count=len(table) - len(rows))
    dataset = make_rows_dataset(table, plan, rows, ratio, seed)
    counts = count_labels(rows, plan)
    if few := [label for label in sorted(counts) if counts[label] < FEW]:
        show_notice("table_classes_few", level="warn", names=format_names(few), least=FEW)
    return dataset


@pause_garbage_collection()
def read_whole_rows(table: Table, plan: TableTask) -> list[WholeRow]:
    """The rows without an empty cell in what is learned from or guessed."""
    found = [table.column(column.name) for column in plan.encoder.columns]
    answers = [None] * len(table) if plan.target is None else table.column(plan.target)
    return [
        (place, tuple(cells), answer)
        for place, (*cells, answer) in enumerate(zip(*found, answers, strict=True))
        if None not in cells and (answer is not None or plan.target is None)
    ]


@pause_garbage_collection()
def make_rows_dataset(
    table: Table, plan: TableTask, rows: Sequence[WholeRow], ratio: str | None = "8:0:2", seed: int = 0
) -> TableDataset:
    """The data set of some rows of a table. ratio, seed: as of `make_table_dataset`."""
    root = Path(table.path) if table.path and Path(table.path).exists() else Path(".")
    numbers, labels = plan.task == REGRESSION, _list_labels(rows, plan)
    if plan.target is not None and ratio:
        parts = _divide(labels, [cells for _, cells, _ in rows], parse_ratio(ratio), seed)
    else:
        parts = ["train" if ratio else "test"] * len(rows)
    items = [
        Sample(root / str(place + 1), label, part, number=float(answer) if numbers else None, content=cells)
        for (place, cells, answer), label, part in zip(rows, labels, parts, strict=True)
    ]
    listing = DatasetListing(
        root,
        classes=sort_labels(count_labels(rows, plan)),
        items=items,
        divided=False,
        task=plan.task,
        sample_kind="row",
        format="table",
    )
    return TableDataset(root, listing=listing)


def count_labels(rows: Sequence[WholeRow], plan: TableTask) -> Counter[str]:
    """Count the rows of each class; nothing where no class is guessed."""
    return Counter(label for label in _list_labels(rows, plan) if label is not None)


def take_evenly(rows: Sequence[WholeRow], plan: TableTask, most: int) -> Sequence[WholeRow]:
    """At most so many of the rows, in their order: of each class its share, from everywhere in the table."""
    if len(rows) <= most:
        return rows
    labels = _list_labels(rows, plan)
    places = sorted(range(len(rows)), key=lambda place: labels[place] or "")
    chosen = ((2 * number + 1) * len(rows) // (2 * most) for number in range(most))
    return [rows[place] for place in sorted(places[each] for each in chosen)]


def _list_labels(rows: Sequence[WholeRow], plan: TableTask) -> list[str | None]:
    if plan.target is None or plan.task == REGRESSION:
        return [None] * len(rows)
    return [str(answer) for _, _, answer in rows]


def _divide(
    labels: Sequence[str | None], rows: Sequence[tuple], ratio: tuple[float, float, float], seed: int
) -> list[str]:
    """The part of each row; rows that are the same are in one."""
    names = list(map(repr, rows))
    places = defaultdict(list)
    for place, name in enumerate(names):
        places[name].append(place)
    keys = [(label or "", name) for label, name in zip(labels, names, strict=True)]
    return assign_splits(keys, ratio, seed, [same for same in places.values() if len(same) > 1])


def sort_labels(labels: Iterable[str]) -> list[str]:
    """Labels in the order in which they are shown and learned.

    >>> sort_labels(['b', '10', '9', 'a'])
    ['9', '10', 'a', 'b']
    """
    return sorted(labels, key=_order)


def _order(label: str) -> tuple[int, float, str]:
    """Labels that are numbers by their size, before the others."""
    try:
        return 0, float(label), label
    except ValueError:
        return 1, 0.0, label
