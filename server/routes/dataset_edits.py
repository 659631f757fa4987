"""Editing a data set: its pictures get another label or part, go into the bin and come back; findings are mended."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sunmao.data.edits.picture_edit import LONGEST, PictureEdit
from sunmao.data.listing import SPLITS
from sunmao.server.answers import answers
from sunmao.server.answers.jobs import JobStarted
from sunmao.server.answers.labeling import BinEmptied, EditAnswer, EditState, SuspectsAnswer
from sunmao.server.dataset_index.browser import Filter
from sunmao.server.datasets.edits import edit_dataset, label_suspects
from sunmao.server.datasets.edits.edit_dataset import PictureSelection, TagEdit
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_texts, take_value, take_version
from sunmao.server.routes.datasets import hold_dataset, place, require_editable
from sunmao.server.studio import get_studio

routes = Blueprint("dataset_edits", __name__)

MAX_NAMED_IMAGES = 200_000  # pictures that are named at once


@routes.get("/api/projects/<project>/datasets/<name>/edits")
@answers(EditState)
def index(project: str, name: str) -> ResponseReturnValue:
    """Return the edits of the data set: {version, undo, redo, edits: [{id, at, kind, detail, count, path, active}],
    bin}.
    """
    return jsonify(edit_dataset.describe_edits(place(project, name)))


@routes.post("/api/projects/<project>/datasets/<name>/edits")
@answers(EditAnswer)
def add(project: str, name: str) -> ResponseReturnValue:
    """Edit pictures: {kind: 'relabel', label}, with {decided: true} where a doubted label was answered,
    {kind: 'move', split}, {kind: 'delete'}, {kind: 'restore'} or {kind:
    'confirm'}, and where pictures have several labels {kind: 'tag', label, on}; with {paths} or {where: {label, split,
    finding, smaller, larger, deleted}, except: paths}, and {seen}: the version that the page knows, null for any.
    Answers as `index`, with {edit, dataset}; 409 with {conflict: paths} where another page has edited one of them.
    """
    data = read_json()
    kind, seen = take_value(data, "kind", str), take_version(data)
    edit, detail = _read_edit(data, kind)
    with hold_dataset(project, name, ready=True) as found:
        return jsonify(
            edit_dataset.edit_pictures(get_studio().datasets, found, kind, _read_pictures(data), edit, detail, seen)
        )


@routes.post("/api/projects/<project>/datasets/<name>/edits/undo")
@answers(EditAnswer)
def undo(project: str, name: str) -> ResponseReturnValue:
    """Take back the last edit, or {id}; answers as `add`."""
    wanted = take_value(data, "id", str) if "id" in (data := read_json()) else None
    with hold_dataset(project, name) as found:
        return jsonify(edit_dataset.turn_edit(get_studio().datasets, found, lambda log: log.undo(wanted)))


@routes.post("/api/projects/<project>/datasets/<name>/edits/redo")
@answers(EditAnswer)
def redo(project: str, name: str) -> ResponseReturnValue:
    """Do again what was taken back last: {}; answers as `add`."""
    read_json()
    with hold_dataset(project, name) as found:
        return jsonify(edit_dataset.turn_edit(get_studio().datasets, found, lambda log: log.redo()))


@routes.post("/api/projects/<project>/datasets/<name>/edits/empty-bin")
@answers(BinEmptied)
def empty_bin(project: str, name: str) -> ResponseReturnValue:
    """Delete the pictures in the bin for good: {}; answers as `index`, with {emptied}."""
    read_json()
    with hold_dataset(project, name) as found:
        return jsonify(edit_dataset.empty_bin(get_studio().datasets, found))


@routes.post("/api/projects/<project>/datasets/<name>/mend")
@answers(JobStarted)
def mend(project: str, name: str) -> ResponseReturnValue:
    """Mend a finding of the last check by an edit: {key}. Answers {job}, whose result is {mended: [{key, kind, before,
    after, pictures, edit, text}], findings: how many are left}.
    """
    key, found, sets = take_value(read_json(), "key", str), require_editable(project, name), get_studio().datasets
    job = sets.start_job(found, "mend", "mend_dataset", {"key": key}, end=lambda: sets.mark_changed(found))
    return jsonify(job=job.id), 202


@routes.get("/api/projects/<project>/datasets/<name>/suspects")
@answers(SuspectsAnswer)
def suspects(project: str, name: str) -> ResponseReturnValue:
    """Pictures whose label is probably wrong: {suspects: [{path, label, suggested, bars, answer}]}, null where nobody
    has looked; classes that look alike: {lookalikes: [{first, second, confused, pictures, examples}]}; and {comparison:
    {at, changed: how many labels are others since}}, null where nobody has looked.
    """
    found = place(project, name)
    asked = edit_dataset.read_suspects(found)
    alike, compared = label_suspects.describe_lookalikes(found), label_suspects.describe_comparison(found, asked)
    return jsonify(suspects=asked, lookalikes=alike, comparison=compared)


@routes.post("/api/projects/<project>/datasets/<name>/suspects")
@answers(JobStarted)
def find_suspects(project: str, name: str) -> ResponseReturnValue:
    """Look for labels that are probably wrong: {}. Answers {job}, whose result is {suspects: how many}."""
    read_json()
    job = get_studio().datasets.start_job(require_editable(project, name), "suspects", "find_suspects")
    return jsonify(job=job.id), 202


def _read_edit(data: dict, kind: str) -> tuple[PictureEdit | TagEdit, dict]:
    """Read the edit to make to each picture, and the fields that the page sent for it. Raises HttpProblem 400."""
    match kind:
        case "relabel":
            label = _read_label(data)
            decided = {"decided": True} if "decided" in data and take_value(data, "decided", bool) else {}
            return PictureEdit(labels=(label,)), {"label": label} | decided
        case "tag":
            label, on = _read_label(data), take_value(data, "on", bool)
            return TagEdit(label, on), {"label": label, "on": on}
        case "move":
            split = take_value(data, "split", str)
            if split not in SPLITS:
                raise HttpProblem(400, "bad_value", name="split")
            return PictureEdit(split=split), {"split": split}
        case "delete" | "restore":
            return PictureEdit(deleted=kind == "delete"), {}
        case "confirm":
            return PictureEdit(confirmed=True), {}
    raise HttpProblem(400, "bad_value", name="kind")


def _read_label(data: dict) -> str:
    label = take_value(data, "label", str).strip()
    if not label or len(label) > LONGEST or not label.isprintable():
        raise HttpProblem(400, "bad_value", name="label")
    return label


def _read_pictures(data: dict) -> PictureSelection:
    if "where" not in data:
        return PictureSelection(take_texts(data, "paths", MAX_NAMED_IMAGES))
    where = take_value(data, "where", dict)
    wanted = {key: take_value(where, key, str) for key in ("label", "split", "finding") if key in where}
    sizes = {key: take_value(where, key, int) for key in ("smaller", "larger") if key in where}
    chosen = Filter(**wanted, **sizes, deleted=take_value(where, "deleted", bool, False))
    return PictureSelection(take_texts(data, "except", MAX_NAMED_IMAGES) if "except" in data else [], chosen)
