"""Pictures whose label is probably wrong, and classes that look alike: found in a job's process, kept in the index,
answered by edits.
"""

import json
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sunmao.data.edits.edit_entry import Edit
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.listing import Sample
from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.browser import open_index
from sunmao.server.dataset_index.compared_labels import list_changed_labels, save_compared_labels
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.edits.open_logs import hold_log

MAX_SUSPECTS = 200  # pictures that are asked about, the most suspected ones
BARS = 4  # of the meter beside a picture
ANSWERS = ("confirm", "relabel", "delete")


def find_suspects(studio: Any, project: str, data: str, name: str) -> dict:
    """Find the pictures of a data set whose labels are probably wrong, and classes that look alike, and keep them:
    {'suspects': how many}.

    Pictures whose label somebody has confirmed are not asked about again. Raises EngineMissing and what
    `judge_labels` raises.
    """
    from sunmao.core.training_engine import require_torch
    from sunmao.data.dataset import Dataset

    require_torch()
    from sunmao.vision.linear_probe.label_issues import DOUBTED, judge_labels, list_lookalikes, rank_label_issues

    place = DatasetLocation(project, Path(data), name)
    log = EditLog(place.folder)
    confirmed = {path for path, edit in log.compute_state().items() if edit.confirmed}
    before = len(log.edits)
    dataset = Dataset(place.folder)
    judged, rows = judge_labels(dataset, on_progress=studio.progress), []

    def get_path(item: Sample) -> str:
        return item.path.relative_to(place.folder).as_posix()

    for number, suggested, quality in rank_label_issues(judged.chances, judged.labels):
        item = judged.items[number]
        if get_path(item) not in confirmed and len(rows) < MAX_SUSPECTS:
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
    when = datetime.now(UTC).isoformat(timespec="seconds")
    with index_db.open_for_writing(place.index) as db, db:
        save_compared_labels(db, {get_path(item): item.label or "" for item in dataset.items("all")})
        index_db.write_about(db, suspects=rows, suspects_after=before, lookalikes=alike, compared=when)
    return {"suspects": len(rows)}


def add_label_findings(row: dict[str, Any], place: DatasetLocation, log: EditLog | None = None) -> dict[str, Any]:
    """A row of `DatasetStore.make_row` whose 'findings' count also what is known of the labels: those that may be wrong
    and have no answer, as one, and each pair of classes that looks alike. log: of the data set, where it is held.
    """
    doubted, about = False, index_db.read_about(place.index)
    if not about.get("suspects") and not about.get("lookalikes"):
        return row  # of most data sets, which are listed often
    if about.get("suspects"):
        with nullcontext(log) if log else hold_log(place) as held:
            doubted = any(each["answer"] is None for each in describe_suspects(place, held) or [])
    more = doubted + len(describe_lookalikes(place))
    return {**row, "findings": (row["findings"] or 0) + more} if more else row


def describe_suspects(place: DatasetLocation, log: EditLog) -> list[dict[str, Any]] | None:
    """The pictures that were found, the most suspected first, None where nobody has looked, or at other classes than
    there are now: {'path', 'label', 'suggested', 'bars': 1 to 4, 'answer'}. An answer is what the picture has become
    since, {'kind', 'label', 'edit': the one that takes it back alone, or None}; None until there is one. A third class
    that was given elsewhere than on its card answers nothing: it is the label that is doubted now.
    """
    about = index_db.read_about(place.index)
    if (rows := about.get("suspects")) is None:
        return None
    now = _read_labels(place, [row["path"] for row in rows])
    given = _list_answers(log.edits[about.get("suspects_after", len(log.edits)) :])
    state, told = log.compute_state(), []
    for row in rows:
        label, edits = now.get(row["path"]), given.get(row["path"], {})
        answer = _describe_answer(row, label, state.get(row["path"], PictureEdit()), edits)
        told.append({**row, "label": row["label"] if answer else label or row["label"], "answer": answer})
    there = {each["name"] for each in about.get("classes", [])}
    kept = [row for row in told if row["answer"] or (row["path"] in now and {row["label"], row["suggested"]} <= there)]
    return kept if kept or not told else None


def describe_comparison(place: DatasetLocation, suspects: Sequence[dict[str, Any]] | None) -> dict[str, Any] | None:
    """The last time that labels were compared: {'at': ISO 8601, or None where it was not noted, 'changed': how many
    labels are others since, those aside that were given as their comparison suggested}. suspects: as
    `describe_suspects` returns them; None where there is no comparison that still holds.
    """
    if suspects is None:
        return None
    followed = {each["path"] for each in suspects if (each["answer"] or {}).get("label") == each["suggested"]}
    changed = list_changed_labels(place).keys() - followed
    return {"at": index_db.read_about(place.index).get("compared"), "changed": len(changed)}


def describe_lookalikes(place: DatasetLocation) -> list[dict[str, Any]]:
    """The pairs of classes that look alike, of those that still have pictures, the most alike first: {'first',
    'second', 'confused', 'pictures', 'examples': paths}.
    """
    about = index_db.read_about(place.index)
    there = {each["name"] for each in about.get("classes", []) if each["count"]}
    return [each for each in about.get("lookalikes", []) if {each["first"], each["second"]} <= there]


def _read_labels(place: DatasetLocation, paths: list[str]) -> dict[str, str]:
    """The label of each picture that is in the data set now, '' for none."""
    with open_index(place) as db:
        marks = ", ".join("?" * len(paths))
        found = db.execute(f"select path, labels from rows join files using (id) where path in ({marks})", paths)
        return {path: next(iter(json.loads(labels)), "") for path, labels in found}


def _list_answers(edits: Sequence[Edit]) -> dict[str, dict[str, Edit]]:
    """Of each picture the last edit of each kind that was not taken back."""
    found: dict[str, dict[str, Edit]] = {}
    for edit in edits:
        if edit.active and edit.kind in ANSWERS:
            for path in edit.changes:
                found.setdefault(path, {})[edit.kind] = edit
    return found


def _describe_answer(
    row: dict[str, Any], label: str | None, state: PictureEdit, given: dict[str, Edit]
) -> dict[str, Any] | None:
    """Describe what became of a picture since it was suspected, however that came: the log may say the same of long
    before.
    """
    if state.deleted:
        kind = "delete"
    elif label is not None and label != row["label"]:
        if _is_passing(row, label, given) and not state.confirmed:
            return None
        kind = "relabel"
    elif state.confirmed or "relabel" in given:  # it may have been given the label that it has
        kind = "confirm"
    else:
        return None
    edit = given.get(kind) or (given.get("relabel") if kind == "confirm" else None)
    return {
        "kind": kind,
        "label": label if kind == "relabel" else None,
        "edit": edit.id if edit is not None and len(edit.changes) == 1 else None,
    }


def _is_passing(row: dict[str, Any], label: str, given: dict[str, Edit]) -> bool:
    """Whether a label is a third class that nobody has chosen on the picture's card."""
    decided = "relabel" in given and given["relabel"].detail.get("decided", False)
    return label not in ("", row["suggested"]) and not decided
