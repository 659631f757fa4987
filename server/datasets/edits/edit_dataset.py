"""What pages do to the pictures of a data set: edits in its log, and in its index at once."""

import contextlib
import threading
from collections.abc import Callable, Iterable
from typing import Any

from sunmao.core.atomic_files import sync_folder
from sunmao.data.edits.edit_log import FOLLOWING, Edit, EditConflict, EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.server.datasets import index_db
from sunmao.server.datasets.browser import Filter, open_index
from sunmao.server.datasets.change_detection import compute_stamp
from sunmao.server.datasets.classes.capture import is_picture
from sunmao.server.datasets.dataset_store import DatasetStore
from sunmao.server.datasets.edits import index_edits
from sunmao.server.datasets.index_db import DatasetLocation
from sunmao.server.http.errors import HttpProblem

SHOWN = 100  # edits that the page lists
NAMED = 100  # pictures of a conflict that are named
_editing = threading.Lock()


def describe_edits(place: DatasetLocation) -> dict[str, Any]:
    """What was edited: {'version', 'undo', 'redo', 'edits': the last ones, the newest first, 'bin': how many pictures
    lie in it}. An edit is {'id', 'at', 'kind', 'detail', 'count', 'active'}.
    """
    return _describe(_open_log(place), place)


def edit_pictures(
    sets: DatasetStore,
    place: DatasetLocation,
    kind: str,
    pictures: list[str] | Filter,
    edit: PictureEdit,
    detail: dict[str, Any],
    seen: int | None,
) -> dict[str, Any]:
    """Edit pictures, those named or those that fit a filter; answers as `describe_edits`, with the 'edit'.

    seen: the version that the page knows. Raises HttpProblem 404 where none of them is in the data set, 409 with
    `conflict` where another page has edited one of them since.
    """
    paths = find_pictures(place, pictures)
    if not paths:
        raise HttpProblem(404, "no_file")
    before = _list_labels(place, paths) if kind == "relabel" and len(paths) <= NAMED else []
    detail = detail | ({"from": before} if before else {})
    return change_log(sets, place, lambda log: log.append(kind, dict.fromkeys(paths, edit), detail, seen))


def find_pictures(place: DatasetLocation, pictures: list[str] | Filter) -> list[str]:
    """The paths of the data set's pictures among those that are named, or of all that fit a filter."""
    with open_index(place) as db:
        if isinstance(pictures, Filter):
            where, values = pictures.where()
            found = db.execute(f"select path from rows join files using (id) where {where} order by n", values)
            return [path for (path,) in found]
        known = db.execute("select path from rows join files using (id)") if len(pictures) > NAMED else None
        if known is not None:
            wanted = set(pictures)
            return [path for (path,) in known if path in wanted]
        each = (
            db.execute("select path from files where path = ?", (path,)).fetchone() for path in dict.fromkeys(pictures)
        )
        return [found[0] for found in each if found]


def _list_labels(place: DatasetLocation, paths: list[str]) -> list[str]:
    """The labels of pictures, each once."""
    with open_index(place) as db:
        rows = [
            label
            for path in paths
            for (label,) in db.execute(
                "select label from labels join rows using (n) join files using (id) where path = ?", (path,)
            )
        ]
    return list(dict.fromkeys(rows))


def change_log(sets: DatasetStore, place: DatasetLocation, act: Callable[[EditLog], Edit | None]) -> dict[str, Any]:
    """Do something to the log of a data set, and the same to its index; answers as `describe_edits`, with the 'edit'.
    Raises HttpProblem 409.
    """
    with _editing:
        log = _open_log(place)
        current = index_db.read_about(place.index).get("stamp") == compute_stamp(place.folder)
        try:
            edit = act(log)
        except EditConflict as conflict:
            raise HttpProblem(
                409, "edit_conflict", more={"conflict": conflict.paths[:NAMED]}, n=len(conflict.paths)
            ) from None
        except OSError as error:
            raise HttpProblem(507, "edit_not_saved", why=error.strerror or str(error)) from None
        if edit is not None and current:
            _update_index(place, log, edit.changes)
        sets.mark_changed(place)
        return {**_describe(log, place), "edit": edit and describe_edit(edit)}


def _update_index(place: DatasetLocation, log: EditLog, paths: Iterable[str]) -> None:
    """Bring the index to what the log says; where that cannot be done, the next who asks has it made anew."""
    about = index_db.read_about(place.index)
    with contextlib.suppress(*index_db.GONE, OSError), index_db.open_for_writing(place.index) as db, db:
        index_edits.write_edits(db, log.compute_state(), about["task"], paths)
        index_db.write_about(db, stamp=compute_stamp(place.folder))


def empty_bin(sets: DatasetStore, place: DatasetLocation) -> dict[str, Any]:
    """Delete the pictures in the bin for good; answers as `describe_edits`, with how many there were: 'emptied'."""
    with _editing:
        log = _open_log(place)
        gone, folders = [], set()
        for path, edit in log.compute_state().items():
            file = place.folder / path
            if edit.deleted and is_picture(place, file):
                file.unlink()
                gone.append(path)
                folders.add(file.parent)
        for folder in folders:
            sync_folder(folder)
        log.forget(gone)
        sets.mark_changed(place)
        return {**_describe(log, place), "bin": 0, "emptied": len(gone)}


def _open_log(place: DatasetLocation) -> EditLog:
    try:
        return EditLog(place.folder)
    except OSError as error:
        raise HttpProblem(409, "edits_unreadable", why=error.strerror or str(error)) from None


def _describe(log: EditLog, place: DatasetLocation) -> dict[str, Any]:
    listed = [edit for edit in reversed(log.edits) if edit.kind not in FOLLOWING][:SHOWN]
    return {
        "version": log.version,
        "undo": log.next_undo and describe_edit(log.next_undo),
        "redo": log.next_redo and describe_edit(log.next_redo),
        "edits": list(map(describe_edit, listed)),
        "bin": _count_bin(place),
    }


def _count_bin(place: DatasetLocation) -> int:
    try:
        with index_db.open_for_reading(place.index) as db:
            return db.execute("select count(*) from rows where deleted = 1").fetchone()[0] if db else 0
    except (*index_db.GONE, FileNotFoundError):
        return 0


def describe_edit(edit: Edit) -> dict[str, Any]:
    """An edit for the page, without its pictures."""
    return {
        "id": edit.id,
        "at": edit.at,
        "kind": edit.kind,
        "detail": edit.detail,
        "count": len(edit.changes),
        "active": edit.active,
    }
