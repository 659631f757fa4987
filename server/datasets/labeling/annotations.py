"""Annotations of one picture: read for a page and written as it sends them, with the revision that it has seen."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sunmao.data.edits.annotate import KIND, BadAnnotation, make_change
from sunmao.data.edits.edit_log import EditConflict
from sunmao.data.formats.reading.image_paths import measure_image
from sunmao.data.listing import ObjectAnnotation
from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.browser import fetch_row, open_index
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.dataset_store import DatasetStore
from sunmao.server.datasets.edits import edit_dataset
from sunmao.server.datasets.labeling import proposals
from sunmao.server.datasets.labeling.object_json import format_object
from sunmao.server.errors import HttpProblem

ROW = (
    "select rows.n, files.id, files.w, files.h, rows.labels, rows.labeled, rows.base, details.things, details.mask"
    " from files join rows using (id) left join details using (n) where files.path = ?"
)
ReadMask = Callable[[DatasetLocation, str, dict], list[dict]]


def read_annotations(place: DatasetLocation, path: str, read_mask: ReadMask) -> dict[str, Any]:
    """Read the annotations of a picture: {'path', 'w', 'h', 'task', 'labels', 'objects', 'labeled', 'edited',
    'version', 'proposals'}.

    read_mask: turns the file of a mask into things, as `labeling_worker.LabelingWorker.read_mask` does. Raises
    HttpProblem 404 and 503.
    """
    version = edit_dataset.read_version(place)  # before the index: what comes between is a conflict, not lost
    about = index_db.read_about(place.index)
    with open_index(place) as db:
        found = db.execute(ROW, (path,)).fetchone()
        if found is None:
            raise HttpProblem(404, "no_file")
        n, number, *size, labels, labeled, base, things, mask = found
        objects = json.loads(things or "[]")
        suggested = proposals.read_proposals(db, about, number, objects, json.loads(labels or "[]"))
    if mask and not objects and not base and about.get("table"):
        names = edit_dataset.read_class_names(place)
        objects = [
            {**each, "label": names.get(each["label"], each["label"])}
            for each in read_mask(place, mask, about["table"])
        ]
    w, h = _measure(place, path, *size)
    return {
        "path": path,
        "w": w,
        "h": h,
        "task": about.get("task", "classification"),
        "labels": json.loads(labels),
        "objects": list(map(format_object, objects)),
        "labeled": bool(labeled),
        "edited": base is not None,
        "version": version,
        "proposals": suggested,
    }


def write_annotations(
    sets: DatasetStore,
    place: DatasetLocation,
    path: str,
    objects: Sequence[ObjectAnnotation] | None,
    labels: Sequence[str] | None,
    seen: int | None,
    read_mask: ReadMask,
) -> dict[str, Any]:
    """Say what is in a picture; answers as `read_annotations`, with 'edit', 'undo', 'redo', 'labeled_count' and
    'total'. What was accepted, and is then deleted or moved away, is not proposed again.

    seen: the version that the page knows, None for any. Raises HttpProblem 400 for a thing that covers nothing, 404,
    and 409 with `conflict` and `theirs` where another page has edited the picture since.
    """
    width, height = require_picture(place, path)
    try:
        change = make_change(objects, labels, (width, height) if width and height else None)
    except BadAnnotation as bad:
        raise HttpProblem(400, "bad_value", name="objects", more={"number": bad.number}) from None
    accepted = proposals.find_accepted(place, path)
    try:
        log, edit = edit_dataset.append_edit(sets, place, KIND, {path: change}, seen)
    except EditConflict:
        theirs = read_annotations(place, path, read_mask)
        raise HttpProblem(409, "edit_conflict", n=1, more={"conflict": [path], "theirs": theirs}) from None
    said = read_annotations(place, path, read_mask)
    if again := [each["id"] for each in (said["proposals"] or {"objects": []})["objects"] if each["id"] in accepted]:
        proposals.dismiss_proposals(place, path, again)
        said = read_annotations(place, path, read_mask)
    return {**said, **log, "edit": edit, **count_labeled(place)}


def require_picture(place: DatasetLocation, path: str) -> tuple[int | None, int | None]:
    """The width and height of a picture of the data set; (None, None) where its file does not say them. Raises
    HttpProblem 404.
    """
    return _measure(place, path, *fetch_row(place, "select w, h from files join rows using (id) where path = ?", path))


def _measure(place: DatasetLocation, path: str, width: int | None, height: int | None) -> tuple[int | None, int | None]:
    """Size of a picture as the index has it; by its file where that came a moment ago, and nobody has looked at it."""
    if width and height:
        return width, height
    return measure_image(Path(place.folder) / path) or (None, None)


def count_labeled(place: DatasetLocation) -> dict[str, int]:
    """Count how many pictures are labeled, of how many: {'labeled_count', 'total'}."""
    with open_index(place) as db:
        return {"labeled_count": _count(db, "and labeled = 1"), "total": _count(db, "")}


def _count(db: sqlite3.Connection, where: str) -> int:
    return db.execute(f"select count(*) from rows where deleted = 0 {where}").fetchone()[0]
