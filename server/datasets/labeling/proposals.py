"""Proposals of a model for pictures: kept in the index with the order of work, and never taken for labels."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from sunmao.data.edits.picture_edit import PictureEdit, read_object
from sunmao.data.listing import ObjectAnnotation
from sunmao.images.geometry import compute_box_iou, validate_rle
from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.browser import open_index
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.dataset_store import DatasetStore
from sunmao.server.datasets.edits import edit_dataset
from sunmao.server.datasets.labeling.object_json import format_label, format_object
from sunmao.server.errors import HttpProblem

SAME = 0.7  # IoU from which a proposal is the same thing as one that somebody has labeled
MODEL = "proposals"  # in `about`: the model file that proposed


def read_proposals(
    db: sqlite3.Connection, about: dict, number: int, objects: list[dict], labels: list[str]
) -> dict[str, Any] | None:
    """The proposals for a picture that nobody has answered: {'model', 'objects'}, the surest first, with 'id',
    'confidence' and 'followed': whether it came from an earlier picture; None where there are none. A label of the
    whole picture has no box.

    number: of its file. objects, labels: what is labeled in it.
    """
    found = db.execute("select objects, dismissed from proposals where id = ?", (number,)).fetchone()
    if found is None:
        return None
    dismissed = set(json.loads(found[1]))
    shown = [
        {
            **(format_object(each) if "box" in each else format_label(each)),
            "id": place,
            "confidence": each["confidence"],
            "followed": each.get("followed", False),
        }
        for place, each in enumerate(json.loads(found[0]))
        if place not in dismissed and not _is_labeled(each, objects, labels)
    ]
    return {"model": about.get(MODEL), "objects": shown}


def list_proposed(said: dict[str, Any]) -> list[dict[str, Any]]:
    """List the answer of a model for a picture, see `worker_process.predict`, as proposals, as `read_proposals` has
    them.
    """
    placed = [{**each, "polygons": each["outlines"]} for each in said.get("things", ())]
    return [
        {
            **(format_object(each) if "box" in each else format_label(each)),
            "id": number,
            "confidence": each["confidence"],
        }
        for number, each in enumerate(placed or said.get("recognized", ()))
    ]


def find_accepted(place: DatasetLocation, path: str) -> set[int]:
    """The numbers of the proposals for a picture that its labels cover."""
    with open_index(place) as db:
        found = db.execute(
            "select objects, details.things, rows.labels from proposals join files using (id) join rows using (id)"
            " left join details using (n) where path = ?",
            (path,),
        ).fetchone()
    proposed, things, labels = (json.loads(each or "[]") for each in found or ("", "", ""))
    return {number for number, each in enumerate(proposed) if _is_labeled(each, things, labels)}


def _is_labeled(proposed: dict[str, Any], objects: list[dict], labels: list[str]) -> bool:
    if "box" not in proposed:
        return proposed["label"] in labels
    boxes = [other["box"] for other in objects]
    return bool(boxes) and bool((compute_box_iou([proposed["box"]], boxes) >= SAME).any())


def save_proposals(db: sqlite3.Connection, rows: Iterable[tuple[str, list[dict]]]) -> None:
    """Keep what a model proposes for pictures: (path, objects with 'confidence', the surest first) each."""
    with db:
        for path, objects in rows:
            db.execute(
                "insert or replace into proposals select id, null, ?, '[]' from files where path = ?",
                (json.dumps(objects), path),
            )


def save_order(db: sqlite3.Connection, paths: Iterable[str], model: str) -> None:
    """Note the order in which pictures are best labeled, and the model that says so."""
    with db:
        db.executemany(
            "update proposals set rank = ? where id = (select id from files where path = ?)", enumerate(paths)
        )
        index_db.write_about(db, **{MODEL: model})


def forget_proposals(place: DatasetLocation) -> None:
    """Forget all proposals."""
    with index_db.open_for_writing(place.index) as db, db:
        db.execute("delete from proposals")
        index_db.write_about(db, **{MODEL: None})


def dismiss_proposals(place: DatasetLocation, path: str, ids: list[int]) -> None:
    """Propose these no more for a picture. ids: as `read_proposals` numbers them. Raises HttpProblem 404."""
    with index_db.open_for_writing(place.index) as db, db:
        found = db.execute(
            "select id, dismissed from proposals join files using (id) where path = ?", (path,)
        ).fetchone()
        if found is None:
            raise HttpProblem(404, "no_file")
        now = json.dumps(sorted({*json.loads(found[1]), *ids}))
        db.execute("update proposals set dismissed = ? where id = ?", (now, found[0]))


def accept_proposals(
    sets: DatasetStore, place: DatasetLocation, score: float, paths: list[str] | None, seen: int | None
) -> dict[str, Any]:
    """Label pictures as was proposed, by one edit; answers as `edit_dataset.describe_edits`, with 'edit' and 'dataset'.

    score: proposals less sure than this are left. paths: these pictures; None: all. What is labeled already stays.
    Raises HttpProblem 404 where nothing was proposed, 409.
    """
    changes = {}
    with open_index(place) as db:
        about = index_db.read_about(place.index)
        rows = db.execute(
            "select path, files.id, details.things, rows.labels from proposals join files using (id)"
            " join rows using (id) left join details using (n) where deleted = 0"
        ).fetchall()
        wanted = None if paths is None else set(paths)
        for path, number, things, labels in rows:
            if wanted is None or path in wanted:
                labeled, tags = json.loads(things or "[]"), json.loads(labels or "[]")
                proposed = read_proposals(db, about, number, labeled, tags)
                if change := _take_sure(proposed["objects"] if proposed else [], score, labeled, tags):
                    changes[path] = change
    if not changes:
        raise HttpProblem(404, "no_proposals")
    return edit_dataset.change_log(sets, place, lambda log: log.append("accept", changes, {"score": score}, seen))


def _take_sure(proposed: list[dict], score: float, objects: list[dict], labels: list[str]) -> PictureEdit | None:
    """The sure ones of a picture's proposals, beside what is labeled in it; of labels of the whole picture all or none.
    None where nothing is taken.
    """
    if proposed and proposed[0]["box"] is None:
        sure = all(each["confidence"] >= score for each in proposed)
        return PictureEdit(labels=(*labels, *(each["label"] for each in proposed))) if sure else None
    taken = [_make_label(each) for each in proposed if each["confidence"] >= score]
    return PictureEdit(objects=(*map(read_object, objects), *taken)) if taken else None


def _make_label(said: dict[str, Any]) -> ObjectAnnotation:
    rle = said["rle"] and validate_rle(said["rle"]["counts"], said["rle"]["size"])
    polygons = () if rle else tuple(tuple(map(float, each)) for each in said["polygons"])
    x1, y1, x2, y2 = map(float, said["box"])
    return ObjectAnnotation(said["label"], (x1, y1, x2, y2), polygons, rle)
