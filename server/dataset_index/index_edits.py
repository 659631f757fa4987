"""The edits of a data set in its index: applied in place, without its folder being read again."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from sunmao.data.edits.apply_edits import NO_CLASSES, edit_sample, order_classes, rename_sample
from sunmao.data.edits.class_edits import ClassEdits
from sunmao.data.edits.picture_edit import PictureEdit, read_object, write_object
from sunmao.data.listing import Sample, is_labeled
from sunmao.data.number_labels import get_shown_labels, parse_number
from sunmao.server.dataset_index import index_db

NOTHING = PictureEdit()
PATHS = "select path from rows join files using (id)"


def write_edits(
    db: sqlite3.Connection,
    state: Mapping[str, PictureEdit],
    task: str,
    paths: Iterable[str] | None = None,
    classes: ClassEdits = NO_CLASSES,
) -> None:
    """Bring the index to what was decided (inside the caller's transaction).

    state: of every picture that was edited, by its path below the data set. paths: the pictures of which something else
    was decided than the index says; None for all of the state, and where the classes have other names for every one.
    classes: what was decided of the classes.
    """
    if task == "classification":
        classes = NO_CLASSES
    if paths is None:
        paths = state if not classes.names else [path for (path,) in db.execute(PATHS).fetchall()]
    for path in paths:
        _write_row(db, path, state.get(path, NOTHING), task, classes)
    _write_counts(db, state, classes)


def list_paths(db: sqlite3.Connection) -> list[str]:
    """The pictures whose labels depend on the names of classes."""
    return [path for (path,) in db.execute(f"{PATHS} where labels != '[]' or base is not null").fetchall()]


def _write_row(db: sqlite3.Connection, path: str, edit: PictureEdit, task: str, classes: ClassEdits) -> None:
    found = db.execute(
        "select n, split, labels, deleted, base, labeled, details.things from files join rows using (id)"
        " left join details using (n) where path = ?",
        (path,),
    ).fetchone()
    if found is None:  # it is gone, or was never there
        return
    n, split, labels, deleted, base, labeled, things = found
    own = (
        json.loads(base)
        if base
        else {
            "split": split,
            "labels": json.loads(labels),
            "things": json.loads(things or "[]"),
            "labeled": bool(labeled),
        }
    )
    item = _make_sample(path, own, task)
    shown = edit_sample(rename_sample(item, classes), edit, task)
    now = [write_object(each) for each in shown.things]
    names = list(get_shown_labels(shown))
    db.execute(
        "update rows set split = ?, labels = ?, things = ?, deleted = ?, base = ?, labeled = ? where n = ?",
        (
            shown.split,
            json.dumps(names),
            len(now),
            int(edit.deleted or False),
            None if shown == item and not edit.deleted else json.dumps(own),
            int(is_labeled(shown, task)),
            n,
        ),
    )
    if names != json.loads(labels) or deleted or edit.deleted:
        db.execute("delete from labels where n = ?", (n,))
        if not edit.deleted:
            db.executemany("insert or ignore into labels values (?, ?)", [(label, n) for label in shown.labels])
    if shown.things != item.things or base:
        db.execute("update details set things = ? where n = ?", (json.dumps(now), n))
        db.execute("delete from masks where id = (select id from rows where n = ?)", (n,))
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
        labeled=own["labeled"],
        number=parse_number(labels[0]) if labels and task == "regression" else None,
    )


def _write_counts(db: sqlite3.Connection, state: Mapping[str, PictureEdit], classes: ClassEdits) -> None:
    """Count anew what the list of data sets says."""
    [said] = db.execute("select value from about where key = 'own'").fetchone()
    own = json.loads(said)
    counts = dict(db.execute("select label, count(*) from labels group by label order by min(n)"))
    relabeled = _list_relabeled(db) if any(name not in counts for name in own["classes"]) else {}
    known, kept = classes.rename_labels(tuple(own["classes"])), classes.rename_labels(tuple(own["kept"]))
    emptied = {name for name in known if name not in counts and (name not in kept or name in relabeled)}
    names = classes.sort(order_classes(list(known), emptied, counts, relabeled), counts)
    [pictures] = db.execute("select count(*) from rows where deleted = 0").fetchone()
    [unlabeled] = db.execute("select count(*) from rows where deleted = 0 and labeled = 0").fetchone()
    index_db.write_about(
        db,
        pictures=pictures,
        unlabeled=unlabeled,
        bin=db.execute("select count(*) from rows where deleted = 1").fetchone()[0],
        bin_bytes=db.execute(
            "select coalesce(sum(bytes), 0) from rows join files using (id) where deleted = 1"
        ).fetchone()[0],
        divided=own["divided"] or any(edit.split is not None for edit in state.values()),
        classes=[
            {"name": name, "count": counts.get(name, 0)}
            | ({"color": classes.colors[name]} if name in classes.colors else {})
            for name in names
        ],
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
