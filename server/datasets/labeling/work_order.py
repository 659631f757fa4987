"""Order in which pictures are labeled: those that nobody has labeled first, and of these the ones that teach a model
most.
"""

from typing import Any

from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.browser import Filter, open_index
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.edits import edit_dataset
from sunmao.server.datasets.labeling.annotations import count_labeled
from sunmao.server.datasets.labeling.proposals import MODEL

RANK = "ifnull(proposals.rank, 1000000000)"
ORDERS = {
    "todo": f"rows.labeled, iif(rows.labeled, 0, {RANK}), rows.n",
    "name": "rows.n",
    "uncertain": f"rows.labeled, {RANK}, rows.n",
}
FROM = "from rows join files using (id) left join proposals using (id)"
COLUMNS = (
    "files.path, files.w, files.h, rows.labeled, rows.base is not null, rows.things,"
    " ifnull(json_array_length(proposals.objects), 0), proposals.rank"
)
NAMES = ("path", "w", "h", "labeled", "edited", "objects", "proposals", "rank")


def list_work(place: DatasetLocation, order: str, wanted: Filter, offset: int, limit: int) -> dict[str, Any]:
    """A page of the pictures in the order of work: {'task', 'total', 'labeled', 'proposed', 'version', 'model',
    'classes', 'rows'}; a row is {'path', 'w', 'h', 'labeled', 'edited', 'objects': how many, 'proposals': how many,
    'rank'}. Raises HttpProblem 503.
    """
    version, about = edit_dataset.read_version(place), index_db.read_about(place.index)
    where, values = wanted.where()
    with open_index(place) as db:
        found = db.execute(
            f"select {COLUMNS} {FROM} where {where} order by {ORDERS[order]} limit ? offset ?", (*values, limit, offset)
        ).fetchall()
        proposed = db.execute("select count(*) from proposals").fetchone()[0]
    counts = count_labeled(place)
    return {
        "task": about.get("task", "classification"),
        "total": counts["total"],
        "labeled": counts["labeled_count"],
        "proposed": proposed,
        "version": version,
        "model": about.get(MODEL),
        "classes": list_classes(about),
        "rows": [_format_row(each) for each in found],
    }


def find_index(place: DatasetLocation, order: str, path: str) -> int | None:
    """The place of a picture in an order of work, from 0; None where it is not in it."""
    where, values = Filter().where()
    with open_index(place) as db:
        found = db.execute(
            f"select place from (select files.path, row_number() over (order by {ORDERS[order]}) - 1 as place {FROM}"
            f" where {where}) where path = ?",
            (*values, path),
        ).fetchone()
    return found and found[0]


def list_classes(about: dict) -> list[dict[str, Any]]:
    """The classes for the page: {'name', 'count', 'color': None where nobody has chosen one}."""
    return [{"color": None, **each} for each in about.get("classes", [])]


def _format_row(found: tuple) -> dict[str, Any]:
    row = dict(zip(NAMES, found, strict=True))
    return row | {"labeled": bool(row["labeled"]), "edited": bool(row["edited"])}


def find_next(place: DatasetLocation, order: str, after: str) -> str | None:
    """The next picture without labels after this one, in an order of work; from its begin where none comes after; None
    where all are labeled.
    """
    with open_index(place) as db:
        here = db.execute(
            f"select rows.n, {RANK} {FROM} where files.path = ? and deleted = 0", (after,)
        ).fetchone() or (-1, -1)
        key = "rows.n" if order == "name" else f"({RANK}, rows.n)"
        beyond = f"{key} > ?" if order == "name" else f"{key} > (?, ?)"
        values = here[:1] if order == "name" else (here[1], here[0])
        base = f"select path {FROM} where deleted = 0 and labeled = 0 and path != ?"
        rule = "rows.n" if order == "name" else f"{RANK}, rows.n"
        found = db.execute(f"{base} and {beyond} order by {rule} limit 1", (after, *values)).fetchone()
        found = found or db.execute(f"{base} order by {rule} limit 1", (after,)).fetchone()
    return found and found[0]
