"""Things that are followed from one picture through those after it, as through a film, and proposed there."""

from collections.abc import Callable
from typing import Any

from sunmao.data.edits.picture_edit import write_object
from sunmao.data.listing import ObjectAnnotation
from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.browser import open_index
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.labeling.proposals import save_proposals

MAX_IMAGES = 60  # pictures at once
Follow = Callable[[DatasetLocation, str, list[dict], list[str]], dict[str, Any]]


def propose_followed(
    place: DatasetLocation, path: str, objects: list[ObjectAnnotation], follow: Follow
) -> dict[str, Any]:
    """Follow the things of a picture through those after it, up to the next one that somebody has labeled, and propose
    them there in place of what was proposed: {'paths': where something was found}.

    follow: finds them, as `labeling_worker.LabelingWorker.follow_objects` does. Raises HttpProblem 404, 503.
    """
    after = _list_following(place, path)
    if not after:
        return {"paths": []}
    things = [{"label": each.label, "box": list(each.box)} for each in objects]
    rows = [
        (frame["path"], [_make_proposal(each) for each in frame["objects"]])
        for frame in follow(place, path, things, after)["frames"]
        if frame["objects"]
    ]
    with index_db.open_for_writing(place.index) as db:
        save_proposals(db, rows)
    return {"paths": [where for where, _ in rows]}


def _list_following(place: DatasetLocation, path: str) -> list[str]:
    """The pictures after one by name that nobody has labeled, as far as they lie together."""
    with open_index(place) as db:
        rows = db.execute(
            "select path, labeled from rows join files using (id) where deleted = 0 and n >"
            " (select n from rows join files using (id) where path = ?) order by n limit ?",
            (path, MAX_IMAGES),
        ).fetchall()
    until = next((number for number, (_, labeled) in enumerate(rows) if labeled), len(rows))
    return [where for where, _ in rows[:until]]


def _make_proposal(found: dict[str, Any]) -> dict[str, Any]:
    x1, y1, x2, y2 = map(float, found["box"])
    thing = write_object(ObjectAnnotation(found["label"], (x1, y1, x2, y2)))
    return {**thing, "confidence": found["confidence"], "followed": True}
