"""The labels that were compared with each other last, kept in the index: what differs from them has changed since."""

import json
import sqlite3
from collections.abc import Mapping

from sunmao.server.datasets import index_db
from sunmao.server.datasets.index_db import DatasetLocation

# Made by the first comparison: an index of before has none, and is not made anew for it.
TABLE = "create table if not exists compared (path text primary key, label text) without rowid"
CHANGED = (
    "select path, labels from rows join files using (id) left join compared using (path)"
    " where deleted = 0 and labels != '[]' and (label is null or label != json_extract(labels, '$[0]'))"
)


def save_compared_labels(db: sqlite3.Connection, labels: Mapping[str, str]) -> None:
    """Note the label of each picture, by its path, that was compared (inside the caller's transaction)."""
    db.execute(TABLE)
    db.execute("delete from compared")
    db.executemany("insert into compared values (?, ?)", labels.items())


def list_changed_labels(place: DatasetLocation) -> dict[str, str]:
    """The pictures, with their labels now, that had another label when labels were compared, or were not there."""
    try:
        with index_db.open_for_reading(place.index) as db:
            if db is None or not db.execute("select 1 from sqlite_master where name = 'compared'").fetchone():
                return {}
            return {path: json.loads(labels)[0] for path, labels in db.execute(CHANGED)}
    except (*index_db.GONE, FileNotFoundError):
        return {}
