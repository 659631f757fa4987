"""Rows of numbers from whatever a lesson has: files, arrays, lists, tables of pandas."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from sunmao.compat.argument_types import FilePath, FrameLike, Rows
from sunmao.data.tables.read_table import read_table_file
from sunmao.errors import BadData, BadValue
from sunmao.tabular.table import Table

FILES = ("csv", "txt")
KINDS = (*FILES, "numpy", "pandas", "list")


def read_number_rows(path: FilePath) -> np.ndarray:
    """The rows of a CSV file with one line of names, (N, F): float64, or text where a column has words.

    Raises: FileMissing, BadData.
    """
    return convert_rows(read_table_file(path, header=True))


def convert_rows(table: Table) -> np.ndarray:
    """The cells of a table, (N, F): float64, else text, with empty cells refused. Raises BadData."""
    rows: list[list[Any]] = [list(row) for row in table.rows]
    for number, row in enumerate(rows, 2):
        for name, cell in zip(table.columns, row, strict=True):
            if cell is None:
                raise BadData("ml_empty_cell", column=name, line=number)
    return as_numbers(np.array(rows, object))


def read_text_rows(path: FilePath) -> np.ndarray:
    """The numbers of a text file without a line of names, (N, F) float64. Raises BadData, FileMissing."""
    table = read_table_file(path, header=False)
    return require_numbers(convert_rows(table), path)


def require_numbers(rows: np.ndarray, path: FilePath = "") -> np.ndarray:
    """Rows that are numbers. Raises BadData, which names the first cell that is none."""
    if rows.dtype.kind in "fiub":
        return rows
    for number, row in enumerate(np.atleast_2d(rows.T).T, 1):
        for cell in row:
            try:
                float(cell)
            except (TypeError, ValueError):
                raise BadData("ml_words", row=number, value=str(cell)[:60], path=Path(path).as_posix()) from None
    return rows.astype(float)


def as_numbers(values: ArrayLike) -> np.ndarray:
    """An array of numbers where all are, else of text."""
    values = np.asarray(values)
    if values.dtype.kind in "fiub":
        return values
    try:
        return values.astype(float)
    except (TypeError, ValueError):
        return values.astype(str)


def to_array(data: Rows | float) -> np.ndarray:
    """An array out of an array, a list, a table of ours or of pandas."""
    if isinstance(data, Table):
        return convert_rows(data)
    return as_numbers(data.values if isinstance(data, FrameLike) else data)


def read_source(source: FilePath | Rows, kind: str | None) -> np.ndarray:
    """The rows of `load_dataset`'s X. kind: of `KINDS`; None: by what it is. Raises BadValue, BadData, FileMissing."""
    if kind is not None and kind not in KINDS:
        raise BadValue("ml_no_kind", value=repr(kind)[:60], names=", ".join(KINDS))
    if isinstance(source, (str, Path)):
        text = kind == "txt" or (kind is None and Path(source).suffix.lower() == ".txt")
        return read_text_rows(source) if text else read_number_rows(source)
    return to_array(source)


def pick_columns(rows: np.ndarray, columns: Sequence[int]) -> np.ndarray:
    """Some columns of rows, by their numbers from 0; none: all. Raises BadValue."""
    rows = rows.reshape(len(rows), -1)
    for column in columns:
        if not isinstance(column, (int, np.integer)) or not -rows.shape[1] <= column < rows.shape[1]:
            raise BadValue("ml_no_column", value=repr(column)[:40], most=rows.shape[1] - 1)
    return rows[:, list(columns)] if len(columns) else rows
