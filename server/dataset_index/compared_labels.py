"""The labels that were compared with each other last, kept in the index: what differs from them has changed since."""

import sqlite3
from collections import Counter
from collections.abc import Mapping

from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.index_db import DatasetLocation

# Made by the first comparison: an index of before has none, and is not made anew for it.
TABLE = "create table if not exists compared (path text primary key, label text) without rowid"
LABELED = (
    "select path, label, json_extract(labels, '$[0]') from rows join files using (id) left join compared using (path)"
    " where deleted = 0 and labels != '[]'"
)


def save_compared_labels(db: sqlite3.Connection, labels: Mapping[str, str]) -> None:
    """Note the label of each picture, by its path, that was compared (inside the caller's transaction)."""
    db.execute(TABLE)
    db.execute("delete from compared")
    db.executemany("insert into compared values (?, ?)", labels.items())


def read_compared_labels(place: DatasetLocation) -> dict[str, str]:
    """The label of each picture, by its path, that was compared last; {} where none were."""
    try:
        with index_db.open_for_reading(place.index) as db:
            return dict(db.execute("select path, label from compared")) if db else {}
    except (*index_db.GONE, FileNotFoundError):
        return {}


def list_changed_labels(place: DatasetLocation) -> dict[str, str]:
    """The pictures, with their labels now, that had another label when labels were compared, or were not there. A class
    that has another name since is the same class.
    """
    try:
        with index_db.open_for_reading(place.index) as db:
            if db is None or not db.execute("select 1 from sqlite_master where name = 'compared'").fetchone():
                return {}
            rows = db.execute(LABELED).fetchall()
    except (*index_db.GONE, FileNotFoundError):
        return {}
    renamed = find_renamed(Counter((then, now) for _, then, now in rows if then is not None))
    return {path: now for path, then, now in rows if then is None or renamed.get(then, then) != now}


def find_renamed(pairs: Counter[tuple[str, str]]) -> dict[str, str]:
    """The classes that have another name now: name → name. pairs: how many pictures were one class and are another; one
    was renamed where most of it has a name that no class had, and that most of no other class has (those were merged).
    """
    most: dict[str, str] = {}
    for (then, now), _ in pairs.most_common():
        most.setdefault(then, now)
    targets = Counter(most.values())
    return {then: now for then, now in most.items() if targets[now] == 1 and now not in most}
