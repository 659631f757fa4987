"""Queries of the page to a table's index: some rows in an order, points of a chart. Nothing here loads numpy."""

from array import array
from functools import lru_cache
from pathlib import Path
from typing import Any

from sunmao.server.datasets.tables.table_files import open_table_index, read_table_about
from sunmao.server.errors import HttpProblem

MAX_PAGE_ROWS = 500  # rows at once
MAX_POINTS = 2000  # of a chart: every n-th row beyond
MAX_ASKED = 500  # rows that are named
MAX_NEIGHBORS = 45  # that answer together
REMEMBERED = 8  # orders: four bytes a row each


def read_rows(index: Path, stamp: str, sort: int | None, down: bool, offset: int, limit: int) -> dict[str, Any]:
    """{'total', 'rows': [{'n', 'cells', 'filled': places of cells that somebody filled in}]} in the order of the column
    at the place `sort`, empty cells last; None: as they stand in the file. Raises HttpProblem 400 and 503.
    """
    order = _read_order(index, stamp, sort, down)
    return {"total": len(order), "rows": _fetch_rows(index, list(order[offset : offset + limit]))}


def read_some_rows(index: Path, numbers: list[int]) -> dict[str, Any]:
    """The rows of these numbers that are there, as `read_rows` gives them."""
    found = _fetch_rows(index, numbers[:MAX_ASKED])
    return {"total": len(found), "rows": found}


def read_points(index: Path, x: int, y: int, color: int | None) -> dict[str, Any]:
    """{'total', 'points': [[n, x, y, value of the column at `color` or null]]} of the rows that have both, at most
    `MAX_POINTS`, evenly taken. Raises HttpProblem 503.
    """
    shown = "null" if color is None else f"c{color}"
    with open_table_index(index) as db:
        where = f"c{x} is not null and c{y} is not null"
        [total] = db.execute(f"select count(*) from rows where {where}").fetchone()
        found = db.execute(f"select n, c{x}, c{y}, {shown} from rows where {where} order by n").fetchall()
    return {"total": total, "points": found[:: max(1, -(-total // MAX_POINTS))]}


def require_place(about: dict, name: str) -> int:
    """The place of a column. Raises HttpProblem 400 for a name that the table does not have."""
    names = [each["name"] for each in about["columns"]]
    if name not in names:
        raise HttpProblem(400, "bad_value", name="column")
    return names.index(name)


@lru_cache(REMEMBERED)
def _read_order(index: Path, stamp: str, sort: int | None, down: bool) -> array:
    if read_table_about(index).get("stamp") != stamp:
        raise HttpProblem(503, "set_coming")
    by = "" if sort is None else f"c{sort} is null, c{sort} {'desc' if down else 'asc'}, "
    with open_table_index(index) as db:
        return array("i", (n for (n,) in db.execute(f"select n from rows order by {by}n")))


def _fetch_rows(index: Path, numbers: list[int]) -> list[dict[str, Any]]:
    if not numbers:
        return []
    holes = ", ".join("?" * len(numbers))
    with open_table_index(index) as db:
        found = {n: cells for n, *cells in db.execute(f"select * from rows where n in ({holes})", numbers)}
        filled: dict[int, list[int]] = {}
        for n, place in db.execute(f"select n, place from filled where n in ({holes})", numbers):
            filled.setdefault(n, []).append(place)
    return [{"n": n, "cells": found[n], "filled": filled.get(n, [])} for n in numbers if n in found]
