"""Rows and named columns, and tables that come along."""

import csv

from sunmao.core.table import Table
from sunmao.data.builtin.samples import TABLES, make_table
from sunmao.texts import language

__all__ = ["Table", "sample_table"]


def sample_table(name: str = "iris") -> Table:
    """Give a table that comes along; its CSV file is made in `data` when it is not there yet.

    Raises: BadValue for an unknown name.
    """
    with open(make_table(name), encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    return Table(columns, [[_number(cell) for cell in row] for row in rows], title=TABLES[name].title[language()])


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell
