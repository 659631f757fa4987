"""Pictures whose label is probably wrong: found in a job's process, kept in the index, answered by edits."""

from pathlib import Path
from typing import Any

from sunmao.data.edits.edit_log import Edit, EditLog
from sunmao.server.datasets import index_db
from sunmao.server.datasets.index_db import DatasetLocation

MOST = 200  # pictures that are asked about, the most suspected ones
BARS = 4  # of the meter beside a picture
ANSWERS = ("confirm", "relabel", "delete")


def find_suspects(studio, project: str, data: str, name: str) -> dict:
    """Find the pictures of a data set whose labels are probably wrong, and keep them: {'suspects': how many}.

    Pictures whose label somebody has confirmed are not asked about again. Raises EngineMissing and what
    `find_label_issues` raises.
    """
    from sunmao.core.training_engine import require_torch
    from sunmao.data.dataset import Dataset

    require_torch()
    from sunmao.vision.training.label_issues import DOUBTED, find_label_issues

    place = DatasetLocation(project, Path(data), name)
    confirmed = {path for path, edit in EditLog(place.folder).compute_state().items() if edit.confirmed}
    rows = []
    for issue in find_label_issues(Dataset(place.folder)):
        path = issue.item.path.relative_to(place.folder).as_posix()
        if path not in confirmed and len(rows) < MOST:
            bars = BARS - int(min(issue.quality / DOUBTED, 0.99) * BARS)
            rows.append({"path": path, "label": issue.item.label, "suggested": issue.suggested, "bars": bars})
    with index_db.open_for_writing(place.index) as db, db:
        index_db.write_about(db, suspects=rows)
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


def _describe_answer(edit: Edit, path: str) -> dict[str, Any]:
    labels = edit.changes[path].labels
    return {"kind": edit.kind, "label": labels[0] if labels else None, "edit": edit.id}
