"""The nearest rows of a table as the page draws them: a plane of two columns, colored by the answer."""

from functools import lru_cache
from typing import Any

import numpy as np

from sunmao.server.datasets.tables.table_pages import MAX_NEIGHBORS
from sunmao.server.inference.table_rows import DividedRows, RowPart, divide_rows
from sunmao.tables.estimators import get_last_step

ACROSS, UP = 100, 74  # cells of the plane
MAX_DRAWN, MANY_ROWS, MAX_USED = 2000, 20_000, 2000
CURVE = (1, 5, 15, MAX_NEIGHBORS)
SHADES = 6  # of a plane of numbers
MARGIN = 0.05  # of a column's range, around the plane


def answer_plane(path: str, stamp: str, target: str, rows: int, x: str, y: str, k: int, bare: bool = False) -> dict:
    """`TablePlane`: what the `k` nearest rows answer all over the plane of two columns. Raises BadData.

    rows: of the table; beyond `MANY_ROWS`, `MAX_USED` of them are used. bare: without the points.
    """
    divided = _divide(path, stamp, target, rows, (x, y))
    said = divided.describe()
    ranges = [_widen(column.low, column.high) for column in divided.plan.encoder.columns]
    said |= {"x": ranges[0], "y": ranges[1], "across": ACROSS, "up": UP, "most": MAX_NEIGHBORS}
    if not divided.enough:
        return said | {"k": 1, "cells": [], "points": [], "curve": []}
    k = _limit(k, divided)
    estimator = _fit(path, stamp, target, rows, (x, y), k)
    return said | {
        "k": k,
        "cells": _color(divided, estimator.predict(_make_grid(ranges))),
        "points": [] if bare else _list_points(divided, divided.train),
        "curve": _draw_curve(path, stamp, target, rows, (x, y)),
        **divided.measure(estimator),
    }


def answer_nearest(path: str, stamp: str, target: str, rows: int, x: str, y: str, k: int, at: list[float]) -> dict:
    """`TableNearest`: the answer at one place of the plane, and the rows that it comes from."""
    divided = _divide(path, stamp, target, rows, (x, y))
    if not divided.enough:
        return {"answer": None, "counts": [], "low": None, "high": None, "points": []}
    estimator = _fit(path, stamp, target, rows, (x, y), _limit(k, divided))
    place, part = np.array([at], np.float64), divided.train
    nearest = get_last_step(estimator).kneighbors(place, return_distance=False)[0]
    chosen = RowPart([part.numbers[each] for each in nearest], part.rows[nearest], part.truth[nearest])
    numbers = divided.guesses_numbers
    return {
        "answer": divided.name_answer(estimator.predict(place)[0]),
        "counts": [] if numbers else np.bincount(chosen.truth, minlength=len(divided.classes)).tolist(),
        "low": float(chosen.truth.min()) if numbers else None,
        "high": float(chosen.truth.max()) if numbers else None,
        "points": _list_points(divided, chosen),
    }


def answer_all_columns(path: str, stamp: str, target: str, rows: int, k: int) -> dict:
    """`TableAllColumns`: how the `k` nearest rows do by all columns."""
    divided = _divide(path, stamp, target, rows, None)
    k = _limit(k, divided)
    return {"columns": len(divided.plan.encoder.columns), "k": k} | divided.measure(
        divided.fit("knn", {"neighbors": k})
    )


def _divide(path: str, stamp: str, target: str, rows: int, columns: tuple[str, ...] | None) -> DividedRows:
    return divide_rows(path, stamp, target, columns, MAX_USED if rows > MANY_ROWS else rows)


@lru_cache(maxsize=64)
def _fit(path: str, stamp: str, target: str, rows: int, columns: tuple[str, ...], k: int) -> Any:
    return _divide(path, stamp, target, rows, columns).fit("knn", {"neighbors": k})


@lru_cache(maxsize=16)
def _draw_curve(path: str, stamp: str, target: str, rows: int, columns: tuple[str, ...]) -> list[dict]:
    divided = _divide(path, stamp, target, rows, columns)
    places = sorted({_limit(k, divided) for k in CURVE})
    return [{"k": k, **divided.measure(_fit(path, stamp, target, rows, columns, k))} for k in places]


def _limit(k: int, divided: DividedRows) -> int:
    return max(1, min(k, MAX_NEIGHBORS, len(divided.train.numbers)))


def _widen(low: float, high: float) -> list[float]:
    margin = (high - low) * MARGIN or 1.0
    return [low - margin, high + margin]


def _make_grid(ranges: list[list[float]]) -> np.ndarray:
    """(UP * ACROSS, 2) the middles of the cells, from the top left on."""
    (left, right), (low, high) = ranges
    across = left + (np.arange(ACROSS) + 0.5) / ACROSS * (right - left)
    up = high - (np.arange(UP) + 0.5) / UP * (high - low)
    return np.stack([np.tile(across, UP), np.repeat(up, ACROSS)], axis=1)


def _color(divided: DividedRows, answers: np.ndarray) -> list[int]:
    """The class of each cell, or which of `SHADES` its number has."""
    if not divided.guesses_numbers:
        return answers.astype(int).tolist()
    low, high = float(divided.train.truth.min()), float(divided.train.truth.max())
    shares = (answers - low) / ((high - low) or 1.0)
    return np.clip((shares * SHADES).astype(int), 0, SHADES - 1).tolist()


def _list_points(divided: DividedRows, part: RowPart) -> list[list]:
    step = max(1, -(-len(part.numbers) // MAX_DRAWN))
    chosen = zip(part.numbers[::step], part.rows[::step].tolist(), part.truth[::step], strict=True)
    return [[number, *place, divided.name_answer(truth)] for number, place, truth in chosen]
