"""Edits that pages make to the pictures of a data set: in its log, and in its index at once."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sunmao.core.atomic_files import sync_folder
from sunmao.data.edits.class_edits import CLASSES
from sunmao.data.edits.edit_entry import FOLLOWING, Edit
from sunmao.data.edits.edit_log import EditConflict, EditLog
from sunmao.data.edits.log_extent import EditLogTooLong
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.number_labels import parse_number
from sunmao.server.dataset_index import index_db, index_edits
from sunmao.server.dataset_index.browser import Filter, open_index
from sunmao.server.dataset_index.build_index import get_file_state
from sunmao.server.dataset_index.change_detection import FolderSurvey, compute_stamp, survey_folder
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes.capture import is_picture
from sunmao.server.datasets.classes.class_edits import follow_turn
from sunmao.server.datasets.dataset_store import DatasetStore
from sunmao.server.datasets.edits.label_suspects import add_label_findings, describe_suspects
from sunmao.server.datasets.edits.open_logs import hold_log
from sunmao.server.errors import HttpProblem
from sunmao.server.storage.safe_files import UnreadableFile, explain_failure

SHOWN = 100  # edits that the page lists
NAMED = 100  # pictures of a conflict that are named
Made = TypeVar("Made", bound="Edit | None")


def describe_edits(place: DatasetLocation) -> dict[str, Any]:
    """Describe the edits of a data set: {'version', 'undo', 'redo', 'edits': the last ones, the newest first, 'bin':
    how many pictures lie in it}. An edit is {'id', 'at', 'kind', 'detail', 'count', 'path': of its only picture,
    'active'}.
    """
    with hold_log(place) as log:
        return _describe(log, place)


@dataclass(frozen=True)
class PictureSelection:
    """Pictures of a data set: those named, or all that fit a filter but those named."""

    paths: list[str]
    where: Filter | None = None


@dataclass(frozen=True)
class TagEdit:
    """One label of several is put on pictures, or taken off."""

    label: str
    on: bool


def read_suspects(place: DatasetLocation) -> list[dict[str, Any]] | None:
    """See `label_suspects.describe_suspects`."""
    with hold_log(place) as log:
        return describe_suspects(place, log)


def edit_pictures(
    sets: DatasetStore,
    place: DatasetLocation,
    kind: str,
    pictures: PictureSelection,
    edit: PictureEdit | TagEdit,
    detail: dict[str, Any],
    seen: int | None,
) -> dict[str, Any]:
    """Edit pictures; answers as `describe_edits`, with the 'edit'.

    seen: the version that the page knows. Raises HttpProblem 400 for a label that is no number where pictures have one,
    404 where none of them is in the data set, 503 while it is still being read, 409 with `conflict` where another page
    has edited one of them since.
    """
    if kind == "relabel" and index_db.read_about(place.index).get("task") == "regression":
        if parse_number(detail["label"]) is None:
            raise HttpProblem(400, "bad_value", name="label")
    paths = find_pictures(place, pictures)
    if pictures.where is None and len(paths) < len(set(pictures.paths)):  # some may be new, or the index half made
        sets.mark_changed(place)  # looked at a moment ago, perhaps before they came
        coming = "coming" in sets.get_summary(sets.require_ready(place))
        paths = find_pictures(place, pictures)
        if coming and not paths:
            raise HttpProblem(503, "set_coming")
    changes = _tag_pictures(place, paths, edit) if isinstance(edit, TagEdit) else dict.fromkeys(paths, edit)
    if not changes:
        raise HttpProblem(404, "no_file")
    before = _list_labels(place, paths) if kind == "relabel" and len(paths) <= NAMED else []
    detail = detail | ({"from": before} if before else {})
    if kind == "relabel":
        detail |= _find_renamed(place, pictures, detail["label"])
    return change_log(sets, place, lambda log: log.append(kind, changes, detail, seen))


def _find_renamed(place: DatasetLocation, pictures: PictureSelection, label: str) -> dict[str, Any]:
    """{'rename': the class whose pictures are all meant, 'merge': whether there is a class `label` already}; nothing
    where only some of a class are meant, or more than one.
    """
    if (where := pictures.where) is None or pictures.paths or where.label is None or where != Filter(where.label):
        return {}
    names = [one["name"] for one in index_db.read_about(place.index).get("classes", [])]
    return {"rename": where.label, "merge": label in names}


def _tag_pictures(place: DatasetLocation, paths: list[str], tag: TagEdit) -> dict[str, PictureEdit]:
    """Compute the edits of those pictures that lack a label that is put on, or have one that is taken off."""
    with open_index(place) as db:
        rows = db.execute("select path, labels from rows join files using (id)").fetchall()
    wanted, changes = set(paths), {}
    for path, written in rows:
        labels = json.loads(written)
        if path in wanted and (tag.label in labels) != tag.on:
            now = [*labels, tag.label] if tag.on else [label for label in labels if label != tag.label]
            changes[path] = PictureEdit(labels=tuple(now))
    return changes


def find_pictures(place: DatasetLocation, pictures: PictureSelection) -> list[str]:
    """The paths of those pictures that are in the data set."""
    named = dict.fromkeys(pictures.paths)
    with open_index(place) as db:
        if pictures.where is not None:
            where, values = pictures.where.where()
            found = db.execute(f"select path from rows join files using (id) where {where} order by n", values)
            return [path for (path,) in found if path not in named]
        if len(named) > NAMED:
            return [path for (path,) in db.execute("select path from rows join files using (id)") if path in named]
        each = (db.execute("select path from files where path = ?", (path,)).fetchone() for path in named)
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
    """Do something to the log of a data set, and the same to its index; answers as `describe_edits`, with the 'edit'
    and the 'dataset': its row as it is now. Raises HttpProblem 409.
    """
    with hold_log(place) as log:
        try:
            edit = _change(sets, place, log, act)
        except EditConflict as conflict:
            raise HttpProblem(
                409, "edit_conflict", more={"conflict": conflict.paths[:NAMED]}, n=len(conflict.paths)
            ) from None
        row = add_label_findings(sets.make_row(place, 0.0), place, log)
        return {**_describe(log, place), "edit": edit and describe_edit(edit), "dataset": row}


def turn_edit(sets: DatasetStore, place: DatasetLocation, act: Callable[[EditLog], Edit | None]) -> dict[str, Any]:
    """Take back an edit, or do it again; the list of classes follows. Answers as `change_log`."""
    answer = change_log(sets, place, act)
    turned = answer["edit"]
    if turned and follow_turn(place, turned["detail"], turned["active"]):
        sets.mark_changed(place)
        answer["dataset"] = add_label_findings(sets.make_row(place, 0.0), place)
    return answer


def append_edit(
    sets: DatasetStore, place: DatasetLocation, kind: str, changes: dict[str, PictureEdit], seen: int | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Edit pictures, quickly: for strokes that follow each other. Returns {'version', 'undo', 'redo': the ids, or None}
    and the edit. Raises EditConflict, and HttpProblem 507 where it cannot be written.
    """
    with hold_log(place) as log:
        edit = _change(sets, place, log, lambda log: log.append(kind, changes, None, seen))
        turns = {"undo": log.next_undo and log.next_undo.id, "redo": log.next_redo and log.next_redo.id}
        return {"version": log.version, **turns}, describe_edit(edit)


def _change(sets: DatasetStore, place: DatasetLocation, log: EditLog, act: Callable[[EditLog], Made]) -> Made:
    """Do something to the log of a data set, and the same to its index where that is up to date. Raises EditConflict,
    UnreadableFile where something else stands in its place, and HttpProblem 409 where it is full, 507 where it cannot
    be written.
    """
    survey, before = survey_folder(place.folder), get_file_state(place.folder)
    current = index_db.read_about(place.index).get("stamp") == compute_stamp(place.folder, survey)
    try:
        edit = act(log)
    except EditLogTooLong:
        raise HttpProblem(409, "edits_full") from None
    except OSError as error:
        if isinstance(found := explain_failure(error, Path(error.filename or log.file)), UnreadableFile):
            raise found from None
        raise HttpProblem(507, "edit_not_saved", why=error.strerror or str(error)) from None
    if edit is not None and current:
        if get_file_state(place.folder) != before:  # by the first edit's log, beside which the pictures lie
            survey = survey_folder(place.folder)
        _update_index(place, log, edit, survey)
    sets.mark_changed(place)
    return edit


def read_version(place: DatasetLocation) -> int:
    """Return the number of entries in a data set's log."""
    with hold_log(place) as log:
        return log.version


def read_class_names(place: DatasetLocation) -> dict[str, str]:
    """Read the present names of those classes in the data set's own files that have been renamed."""
    with hold_log(place) as log:
        return log.compute_classes().names


def _update_index(place: DatasetLocation, log: EditLog, edit: Edit, survey: FolderSurvey) -> None:
    """Bring the index to what the log says; where that cannot be done, the next who asks has it made anew.

    survey: of the pictures; what others have changed since is not in the index, nor then in its stamp.
    """
    about = index_db.read_about(place.index)
    with contextlib.suppress(*index_db.GONE, OSError), index_db.open_for_writing(place.index) as db, db:
        paths = index_edits.list_paths(db) if "rename" in edit.detail and edit.kind == CLASSES else edit.changes
        index_edits.write_edits(db, log.compute_state(), about["task"], paths, log.compute_classes())
        index_db.write_about(db, stamp=compute_stamp(place.folder, survey))


def empty_bin(sets: DatasetStore, place: DatasetLocation) -> dict[str, Any]:
    """Delete the pictures in the bin for good; answers as `describe_edits`, with how many there were: 'emptied'."""
    with hold_log(place) as log:
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
        row = add_label_findings(sets.make_row(place, 0.0), place, log)
        return {**_describe(log, place), "bin": 0, "emptied": len(gone), "dataset": row}


def _describe(log: EditLog, place: DatasetLocation) -> dict[str, Any]:
    listed = islice((edit for edit in reversed(log.edits) if edit.kind not in FOLLOWING), SHOWN)
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
        "path": next(iter(edit.changes)) if len(edit.changes) == 1 else None,
        "active": edit.active,
    }
