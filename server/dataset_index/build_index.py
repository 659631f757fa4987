"""Making the index of a data set, in a job's process: first what the labels say, then every picture's size and
thumbnail.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from sunmao.data.dataset_metadata import OTHER_TASKS, read_class_order, read_metadata, sort_classes
from sunmao.data.edits.class_edits import ClassEdits
from sunmao.data.edits.picture_edit import PictureEdit, write_object
from sunmao.data.listing import DatasetListing, Sample, is_labeled
from sunmao.data.number_labels import get_shown_labels
from sunmao.errors import SunmaoError
from sunmao.server.dataset_index import index_db, index_edits
from sunmao.server.dataset_index.change_detection import compute_stamp
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.storage import file_names
from sunmao.texts import LANGUAGES

BATCH = 24  # pictures


def write_listing(db: sqlite3.Connection, place: DatasetLocation) -> None:
    """Write what the labels say, all at once: who reads meanwhile sees the old. Thumbnails of unchanged pictures stay."""
    now, note = compute_stamp(place.folder), read_metadata(place.folder)
    try:
        found, state, classes, table = _read_listing(place.folder)
    except SunmaoError as error:
        found, state, classes, table, problem = (
            DatasetListing(place.folder),
            {},
            ClassEdits(),
            None,
            None if note else place.format_name({lang: error.text(lang) for lang in LANGUAGES}),
        )
    else:
        problem = None
    if note and note["task"] in OTHER_TASKS:
        found.task, found.sample_kind = note["task"], OTHER_TASKS[note["task"]]
        found.classes = sort_classes({*note["classes"], *found.classes}, note["classes"])
    elif note and not found.classes:
        found.task, found.classes = note["task"], note["classes"]
    elif note and found.task == note["task"] == "classification":  # some of its classes may still be empty
        found.classes = sort_classes({*note["classes"], *found.classes}, read_class_order(place.folder))
    folder = str(place.folder)
    items = [(path, item) for item in found.items if (path := _relative_path(item, folder)) is not None]
    filled, noted = {label for _, item in items for label in item.labels}, set(note["classes"]) if note else set()
    with db:
        _clear(db)
        sizes = _update_files(db, place.folder, items)
        _write_rows(db, place.folder, items, found.task)
        index_db.write_about(
            db,
            stamp=now,
            problem=problem,
            task=found.task,
            format=found.format,
            samples=found.sample_kind,
            bytes=sizes,
            own={
                "divided": found.divided,
                "classes": found.classes,
                "kept": [name for name in found.classes if name not in filled or name in noted],
            },
            looked=False,
            table=table,
            root=_relative_root(found.root, place.folder),
        )
        index_edits.write_edits(db, state, found.task, classes=classes)


def _read_listing(folder: Path) -> tuple[DatasetListing, dict[str, PictureEdit], ClassEdits, dict | None]:
    """Everything in a data set's folder, what was edited of its pictures and classes, and what the values in its masks
    mean where it has such. Raises BadData.
    """
    from sunmao.data.edits.apply_edits import read_state
    from sunmao.data.files.file_tree import open_folder_tree
    from sunmao.data.sources.detect_format import read_listing

    tree = open_folder_tree(folder)
    found = read_listing(tree, edited=False)
    state, classes = read_state(found, folder)
    if found.format != "masks" or found.task != "semantic":
        return found, state, classes, None
    table = found.label_map
    return found, state, classes, {"classes": table.classes, "numbers": table.numbers, "colors": table.colors}


def _relative_path(item: Sample, folder: str) -> str | None:
    # A name that cannot be written in an address cannot be shown.
    path = _below(item.path, folder)
    above, _, name = path.rpartition("/")
    return path if file_names.is_safe(name) and (not above or _are_safe(above)) else None


@lru_cache
def _are_safe(folders: str) -> bool:
    return file_names.split_components(folders) is not None


def _below(path: Path, folder: Path | str) -> str:
    return str(path)[len(str(folder)) + 1 :].replace(
        os.sep, "/"
    )  # Path.relative_to takes longer than reading the folder


def _relative_root(root: Path, folder: Path) -> str:
    # What the pictures of findings are called begins here; archives often wrap a data set in folders.
    path = root.relative_to(folder).as_posix() if root.is_relative_to(folder) else "."
    return "" if path == "." else f"{path}/"


def _clear(db: sqlite3.Connection) -> None:
    for table in ("rows", "labels", "details", "masks"):
        db.execute(f"delete from {table}")


def _update_files(db: sqlite3.Connection, folder: Path, items: list[tuple[str, Sample]]) -> int:
    """Bring the table of files up to date; returns their bytes together. What changed, or went, loses its thumbnail."""
    known = {
        path: (number, size, changed)
        for number, path, size, changed in db.execute("select id, path, bytes, changed from files")
    }
    total, seen = 0, set()
    for path, item in items:
        size, changed = get_file_state(f"{folder}/{path}")  # joining two Paths takes longer than asking the disk
        total += size
        seen.add(path)
        if path not in known:
            db.execute(
                "insert or ignore into files (path, bytes, changed, w, h) values (?, ?, ?, ?, ?)",
                (path, size, changed, *(item.size or (None, None))),
            )
        elif known[path][1:] != (size, changed):
            _renew(db, known[path][0], size, changed)
    for path in known.keys() - seen:
        _forget(db, known[path][0])
        db.execute("delete from files where id = ?", known[path][:1])
    return total


def get_file_state(file: Path | str) -> tuple[int, int]:
    """(bytes, time of the last change in nanoseconds) of a file; (0, 0) where there is none."""
    try:
        about = os.stat(file)
    except OSError:
        return 0, 0
    return about.st_size, about.st_mtime_ns


def forget_overwritten(db: sqlite3.Connection, place: DatasetLocation) -> None:
    """Forget what was seen of pictures that were written anew in their places: no stamp tells of these."""
    folder = str(place.folder)
    now = [
        (number, get_file_state(f"{folder}/{path}"), known)
        for number, path, *known in db.execute("select id, path, bytes, changed from files")
    ]
    changed = [(number, *new) for number, new, known in now if new != tuple(known)]
    with db:
        for each in changed:
            _renew(db, *each)
        if changed:
            index_db.write_about(db, checked_stamp=None)


def _renew(db: sqlite3.Connection, number: int, size: int, changed: int) -> None:
    _forget(db, number)
    db.execute(
        "update files set bytes = ?, changed = ?, w = null, h = null, fault = null where id = ?",
        (size, changed, number),
    )


def _forget(db: sqlite3.Connection, number: int) -> None:
    for table in ("thumbs", "masks", "marks", "proposals", "layouts", "tiles"):
        db.execute(f"delete from {table} where id = ?", (number,))


def _write_rows(db: sqlite3.Connection, folder: Path, items: list[tuple[str, Sample]], task: str) -> None:
    numbers = dict(db.execute("select path, id from files"))
    for n, (path, item) in enumerate(items):
        db.execute(
            "insert into rows values (?, ?, ?, ?, ?, 0, null, ?)",
            (
                n,
                numbers[path],
                item.split,
                json.dumps(get_shown_labels(item)),
                len(item.things),
                int(is_labeled(item, task)),
            ),
        )
        db.executemany("insert or ignore into labels values (?, ?)", [(label, n) for label in item.labels])
        if item.things or item.mask:
            db.execute(
                "insert into details values (?, ?, ?)",
                (n, json.dumps(list(map(write_object, item.things))), item.mask and _below(item.mask, folder)),
            )


def list_unseen(db: sqlite3.Connection) -> list[tuple[int, str]]:
    """(id, path) of the pictures without a thumbnail, in the wall's order."""
    return db.execute(
        "select files.id, path from rows join files using (id) left join thumbs using (id)"
        " where thumbs.id is null and fault is null order by n"
    ).fetchall()


def save_seen(
    db: sqlite3.Connection, seen: Iterable[tuple[int, tuple[int, int] | None, bytes | None, str | None]]
) -> None:
    """Keep what was seen of pictures: (id, (width, height), thumbnail, fault) each; a fault is a sentence's key."""
    with db:
        for number, size, jpeg, fault in seen:
            db.execute(
                "update files set w = ?, h = ?, fault = ? where id = ?", (*(size or (None, None)), fault, number)
            )
            if jpeg is not None:
                db.execute("insert or replace into thumbs values (?, ?)", (number, jpeg))


def make_thumbnails(
    db: sqlite3.Connection, place: DatasetLocation, see: Callable, studio: Any, careful: list[str], bad: list[str]
) -> None:
    """Make every missing thumbnail, those first that a page waits for.

    see: (files) → (size, thumbnail, fault) of each. careful: one of these may have crashed the process before: one at a
    time.
    bad: these have, they are not opened again.
    """
    with db:
        db.executemany("update files set fault = 'damaged_picture' where path = ?", [(path,) for path in bad])
    waiting = {path: number for number, path in list_unseen(db)}
    done, total = 0, len(waiting)
    alone = [path for path in careful if path in waiting]
    while waiting:
        first = [path for path in studio.take_priorities() if path in waiting and path not in alone]
        batch = [alone.pop(0)] if alone else list(dict.fromkeys(first)) or list(islice(waiting, BATCH))
        studio.notify(doing=batch)
        seen = see([place.folder / path for path in batch])
        save_seen(db, [(waiting.pop(path), *what) for path, what in zip(batch, seen, strict=True)])
        done += len(batch)
        studio.progress(done, total)
    with db:
        index_db.write_about(db, looked=True)
