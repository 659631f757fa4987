"""Pictures whose label is probably wrong, and classes that look alike: found in a job's process, kept in the index,
answered by edits.
"""

from pathlib import Path
from typing import Any

from sunmao.data.edits.edit_entry import Edit
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.listing import Sample
from sunmao.server.datasets import index_db
from sunmao.server.datasets.index_db import DatasetLocation

MOST = 200  # pictures that are asked about, the most suspected ones
BARS = 4  # of the meter beside a picture
ANSWERS = ("confirm", "relabel", "delete")


def find_suspects(studio, project: str, data: str, name: str) -> dict:
    """Find the pictures of a data set whose labels are probably wrong, and classes that look alike, and keep them:
    {'suspects': how many}.

    Pictures whose label somebody has confirmed are not asked about again. Raises EngineMissing and what
    `judge_labels` raises.
    """
    from sunmao.core.training_engine import require_torch
    from sunmao.data.dataset import Dataset

    require_torch()
    from sunmao.vision.training.label_issues import DOUBTED, judge_labels, list_lookalikes, rank_label_issues

    place = DatasetLocation(project, Path(data), name)
    confirmed = {path for path, edit in EditLog(place.folder).compute_state().items() if edit.confirmed}
    judged, rows = judge_labels(Dataset(place.folder)), []

    def get_path(item: Sample) -> str:
        return item.path.relative_to(place.folder).as_posix()

    for number, suggested, quality in rank_label_issues(judged.chances, judged.labels):
        item = judged.items[number]
        if get_path(item) not in confirmed and len(rows) < MOST:
            bars = BARS - int(min(quality / DOUBTED, 0.99) * BARS)
            rows.append(
                {"path": get_path(item), "label": item.label, "suggested": judged.classes[suggested], "bars": bars}
            )
    alike = [
        {
            "first": each.first,
            "second": each.second,
            "confused": each.confused,
            "pictures": each.pictures,
            "examples": list(map(get_path, each.examples)),
        }
        for each in list_lookalikes(judged)
    ]
    with index_db.open_for_writing(place.index) as db, db:
        index_db.write_about(db, suspects=rows, lookalikes=alike)
    return {"suspects": len(rows)}


def describe_suspects(place: DatasetLocation, log: EditLog) -> list[dict[str, Any]] | None:
    """The pictures that were found, the most suspected first, None where nobody has looked: {'path', 'label',
    'suggested', 'bars': 1 to 4, 'answer'}; an answer is {'kind', 'label', 'edit'}, None until there is one.
    """
    rows = index_db.read_about(place.index).get("suspects")
    if rows is None:
        return None
    wanted, answers = {row["path"] for row in rows}, {}
    for edit in log.edits:
        if edit.active and edit.kind in ANSWERS:
            for path in wanted & edit.changes.keys():
                answers[path] = _describe_answer(edit, path)
    return [{**row, "answer": answers.get(row["path"])} for row in rows]


def describe_lookalikes(place: DatasetLocation) -> list[dict[str, Any]]:
    """The pairs of classes that look alike, of those that still have pictures, the most alike first: {'first',
    'second', 'confused', 'pictures', 'examples': paths}.
    """
    about = index_db.read_about(place.index)
    there = {each["name"] for each in about.get("classes", []) if each["count"]}
    return [each for each in about.get("lookalikes", []) if {each["first"], each["second"]} <= there]


def _describe_answer(edit: Edit, path: str) -> dict[str, Any]:
    labels = edit.changes[path].labels
    return {"kind": edit.kind, "label": labels[0] if labels else None, "edit": edit.id}
