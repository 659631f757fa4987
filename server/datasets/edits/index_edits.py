"""The edits of a data set in its index: applied in place, without its folder being read again."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from sunmao.data.edits.apply_edits import edit_sample, order_classes
from sunmao.data.edits.picture_edit import PictureEdit, read_object, write_object
from sunmao.data.listing import Sample
from sunmao.server.datasets import index_db

NOTHING = PictureEdit()


def write_edits(
    db: sqlite3.Connection, state: Mapping[str, PictureEdit], task: str, paths: Iterable[str] | None = None
) -> None:
    """Bring the index to what was decided (inside the caller's transaction).

    state: of every picture that was edited, by its path below the data set. paths: the pictures of which something else
    was decided than the index says; None for all of the state.
    """
    if task == "semantic":
        state = {path: PictureEdit(split=edit.split, deleted=edit.deleted) for path, edit in state.items()}
    for path in state if paths is None else paths:
        _write_row(db, path, state.get(path, NOTHING), task)
    _write_counts(db, state)


def _write_row(db: sqlite3.Connection, path: str, edit: PictureEdit, task: str) -> None:
    found = db.execute(
        "select n, split, labels, deleted, base, details.things from files join rows using (id)"
        " left join details using (n) where path = ?",
        (path,),
    ).fetchone()
    if found is None:  # it is gone, or was never there
        return
    n, split, labels, deleted, base, things = found
    own = (
        json.loads(base)
        if base
        else {"split": split, "labels": json.loads(labels), "things": json.loads(things or "[]")}
    )
    shown = edit_sample(_make_sample(path, own, task), edit, task)
    now = [write_object(each) for each in shown.things]
    names = list(shown.labels) or (own["labels"] if task == "semantic" else [])
    db.execute(
        "update rows set split = ?, labels = ?, things = ?, deleted = ?, base = ? where n = ?",
        (
            shown.split,
            json.dumps(names),
            len(now),
            int(edit.deleted or False),
            None if edit == NOTHING else json.dumps(own),
            n,
        ),
    )
    if names != json.loads(labels) or deleted or edit.deleted:
        db.execute("delete from labels where n = ?", (n,))
        if not edit.deleted:
            db.executemany("insert or ignore into labels values (?, ?)", [(label, n) for label in names])
    if now != own["things"] or base:
        db.execute("update details set things = ? where n = ?", (json.dumps(now), n))
        if now and things is None:
            db.execute("insert into details values (?, ?, null)", (n, json.dumps(now)))


def _make_sample(path: str, own: dict, task: str) -> Sample:
    labels = own["labels"]
    return Sample(
        Path(path),
        labels[0] if labels and task == "classification" else None,
        own["split"],
        tuple(labels) if task in ("multi_label", "semantic") else (),
        tuple(map(read_object, own["things"])),
    )


def _write_counts(db: sqlite3.Connection, state: Mapping[str, PictureEdit]) -> None:
    """Count anew what the list of data sets says."""
    [said] = db.execute("select value from about where key = 'own'").fetchone()
    own = json.loads(said)
    counts = dict(db.execute("select label, count(*) from labels group by label order by min(n)"))
    relabeled = _list_relabeled(db) if any(name not in counts for name in own["classes"]) else {}
    emptied = {name for name in own["classes"] if name not in counts and (name not in own["kept"] or name in relabeled)}
    names = order_classes(own["classes"], emptied, counts, relabeled)
    [pictures] = db.execute("select count(*) from rows where deleted = 0").fetchone()
    index_db.write_about(
        db,
        pictures=pictures,
        bin=db.execute("select count(*) from rows where deleted = 1").fetchone()[0],
        divided=own["divided"] or any(edit.split is not None for edit in state.values()),
        classes=[{"name": name, "count": counts.get(name, 0)} for name in names],
    )


def _list_relabeled(db: sqlite3.Connection) -> dict[str, set[str]]:
    """The classes that pictures of a class were given."""
    found: dict[str, set[str]] = {}
    for old, new in db.execute(
        "select distinct json_extract(base, '$.labels[0]'), json_extract(labels, '$[0]') from rows"
        " where base is not null and deleted = 0"
    ):
        if old != new and new is not None:
            found.setdefault(old, set()).add(new)
    return found
