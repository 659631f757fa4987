"""Rows as numbers: a number stays, a class becomes one column a value (one-hot)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sunmao.errors import BadValue

MAX_VALUES = 100  # of a column of classes


@dataclass(frozen=True)
class FeatureColumn:
    """A column that is learned from. values: of a column of classes, its values in their order; None: it has numbers.
    low, high: of numbers, between which the learned ones lie.
    """

    name: str
    values: tuple[str, ...] | None = None
    low: float = 0.0
    high: float = 0.0

    @property
    def width(self) -> int:
        """Number of columns that it becomes."""
        return 1 if self.values is None else len(self.values)


@dataclass(frozen=True)
class RowEncoder:
    """The columns that are learned from, in the order of a row's cells."""

    columns: tuple[FeatureColumn, ...]

    @property
    def width(self) -> int:
        """F, how many numbers a row becomes."""
        return sum(column.width for column in self.columns)

    @property
    def names(self) -> list[str]:
        """Names of these numbers."""
        return [
            name
            for column in self.columns
            for name in ([column.name] if column.values is None else [f"{column.name}={v}" for v in column.values])
        ]

    def describe(self) -> list[dict[str, Any]]:
        """As files keep it."""
        return [
            {"name": each.name, "low": each.low, "high": each.high}
            if each.values is None
            else {"name": each.name, "values": list(each.values)}
            for each in self.columns
        ]

    @classmethod
    def from_info(cls, said: list[dict[str, Any]]) -> "RowEncoder":
        """Make the encoder from the output of `describe`. Raises KeyError, TypeError, ValueError for anything else."""
        return cls(
            tuple(
                FeatureColumn(str(each["name"]), tuple(map(str, each["values"])))
                if "values" in each
                else FeatureColumn(str(each["name"]), None, float(each["low"]), float(each["high"]))
                for each in said
            )
        )

    def encode(self, rows: list) -> np.ndarray:
        """(N, F) float64. rows: a sequence of cells each."""
        return self.expand(self.number(rows))

    def number(self, rows: list) -> np.ndarray:
        """(N, columns) float64: of a class, the number of its value; -1 where that was not learned."""
        cells = list(zip(*rows, strict=True)) if rows else [()] * len(self.columns)
        found = np.zeros((len(rows), len(self.columns)))
        for place, (column, values) in enumerate(zip(self.columns, cells, strict=True)):
            if column.values is None:
                found[:, place] = values
            else:
                numbers = {value: number for number, value in enumerate(column.values)}
                found[:, place] = [numbers.get(str(value), -1) for value in values]
        return found

    def expand(self, numbers: np.ndarray) -> np.ndarray:
        """(N, F) float64 of what `number` gave."""
        parts = [
            numbers[:, [place]] if column.values is None else numbers[:, [place]] == np.arange(column.width)
            for place, column in enumerate(self.columns)
        ]
        return np.concatenate(parts, axis=1, dtype=np.float64) if parts else np.zeros((len(numbers), 0))

    def read_row(self, data: Sequence[Any] | dict[str, Any] | np.ndarray) -> list:
        """The cells of a row that a program gives: a list in the order of the columns, or a dictionary by their names.

        Raises: BadValue: another number of cells, a text where numbers stand, a value that was not learned.
        """
        names = [column.name for column in self.columns]
        if isinstance(data, dict):
            if missing := [name for name in names if name not in data]:
                raise BadValue("row_cell_missing", name=missing[0], names=", ".join(names))
            data = [data[name] for name in names]
        cells = data.tolist() if isinstance(data, np.ndarray) else data
        if not isinstance(cells, (list, tuple)) or len(cells) != len(names):
            count = len(cells) if isinstance(cells, (list, tuple)) else 1
            raise BadValue("row_length", count=count, columns=len(names), names=", ".join(names))
        return [_read_cell(column, cell) for column, cell in zip(self.columns, cells, strict=True)]


def _read_cell(column: FeatureColumn, cell: Any) -> float | str:
    if column.values is not None:
        if str(cell) not in column.values:
            known = ", ".join(column.values)
            raise BadValue("row_value_unknown", name=column.name, value=repr(cell)[:60], names=known)
        return str(cell)
    try:
        number = float(cell)
    except (TypeError, ValueError):
        number = float("nan")
    if isinstance(cell, bool) or not np.isfinite(number):
        raise BadValue("row_no_number", name=column.name, value=repr(cell)[:60])
    return number
