"""Queries of the page to the map of a data set; nothing here loads numpy."""

import itertools
import json
from importlib.util import find_spec
from typing import Any

from sunmao.server.dataset_index.browser import fetch_row, open_index
from sunmao.server.dataset_index.index_db import DatasetLocation

TILE = 48  # pixels of the side of a small picture
TILES_ACROSS = 21  # small pictures in each direction of a sheet
METHODS = ("pca", "tsne", "umap")
COLUMNS = ("n", "path", "labels", "split", "w", "h", "deleted", "tile")


def find_grouping() -> str:
    """The method that lays out groups best of those that this computer has."""
    return "umap" if find_spec("umap") is not None else "tsne"


def read_map(place: DatasetLocation) -> dict[str, Any]:
    """Every picture that lies on the map, in the wall's order.

    Returns: {'layouts': the methods by which it was drawn, 'grouping': see `find_grouping`, 'missing': pictures that
    came since, 'tile', 'across': of the sheets, 'rows': {'n', 'path', 'labels', 'split', 'w', 'h', 'deleted', 'tile':
    its number on the sheets, 'at': how many pictures come before it on the wall, a list of each, 'places': {method:
    {'x', 'y'}} from 0 to 1}}. Raises HttpProblem 503.
    """
    with open_index(place) as db:
        layouts = [
            method
            for method in METHODS
            if db.execute("select 1 from layouts where method = ? limit 1", (method,)).fetchone()
        ]
        places = "".join(f", {method}.x, {method}.y" for method in layouts)
        joins = "".join(
            f" left join layouts as {method} on {method}.id = files.id and {method}.method = '{method}'"
            for method in layouts
        )
        found = db.execute(
            f"select rows.n, path, labels, split, w, h, deleted, place{places}, fault from rows join files using (id)"
            f" left join tiles using (id){joins} order by rows.n"
        ).fetchall()
    counts = itertools.accumulate((not row[6] for row in found), initial=0)
    known = [(*row, at) for row, at in zip(found, counts, strict=False) if any(x is not None for x in row[8:-1])]
    columns = [list(column) for column in zip(*known, strict=True)] or [[] for _ in range(10 + 2 * len(layouts))]
    rows: dict[str, Any] = dict(zip(COLUMNS, columns, strict=False))
    rows["labels"] = _parse_labels(rows["labels"])
    rows["at"] = columns[-1]
    rows["places"] = {
        method: {"x": columns[8 + 2 * place], "y": columns[9 + 2 * place]} for place, method in enumerate(layouts)
    }
    return {
        "layouts": layouts,
        "grouping": find_grouping(),
        "missing": sum(row[-1] is None for row in found) - sum(row[-2] is None for row in known),
        "tile": TILE,
        "across": TILES_ACROSS,
        "rows": rows,
    }


def _parse_labels(texts: list[str]) -> list[list[str]]:
    """Labels as the index writes them; few texts are there often."""
    known: dict[str, list[str]] = {}
    return [known[text] if text in known else known.setdefault(text, json.loads(text)) for text in texts]


def read_sheet(place: DatasetLocation, sheet: int) -> bytes:
    """A sheet of small pictures as JPEG. Raises HttpProblem 404."""
    return fetch_row(place, "select jpeg from sheets where sheet = ?", sheet)[0]
