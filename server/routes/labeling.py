"""Labeling: what is in each picture of a data set, the order of work, and help from models and from the picture."""

import math
from pathlib import Path
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.datasets import DatasetJson
from sunmao.server.answers.jobs import Done, JobStarted
from sunmao.server.answers.labeling import (
    Annotations,
    EditAnswer,
    FollowedPictures,
    LabelClassesEdited,
    NextPicture,
    Outline,
    PictureIndex,
    PictureListing,
    Proposals,
    SavedAnnotations,
)
from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.browser import MAX_PAGE_ROWS, Filter
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.labeling import annotations, follow, label_classes, proposals, work_order
from sunmao.server.datasets.labeling.object_json import parse_label, parse_objects
from sunmao.server.datasets.labeling.outliners import find_outliners
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import parse_whole, read_json, take_texts, take_value, take_version
from sunmao.server.models.model_files import require_model_path
from sunmao.server.routes.datasets import hold_dataset, place, require_editable
from sunmao.server.storage.files import open_below
from sunmao.server.studio import get_studio

routes = Blueprint("labeling", __name__)

BODY = 16 * 1024 * 1024  # bytes: 300 outlines of 300 points take 1.5 MB
MAX_POINTS = 100  # clicks for one outline
MAX_FOLLOWED = 100  # things
MAX_PICTURE = 64 * 1024 * 1024  # bytes
CONFIDENCE = 0.3
FITS = {
    "multi_label": ("multi_label",),
    "detection": ("detection", "instance", None),
    "instance": ("instance", None),
    "semantic": ("semantic",),
}  # the task of a data set → those of models that can propose for it; None: the file does not say


@routes.get("/api/projects/<project>/datasets/<name>/annotations")
@answers(Annotations)
def show(project: str, name: str) -> ResponseReturnValue:
    """Return the annotations of the picture `?path=`: {path, w, h, task, labels, objects: [{label, box, polygons, rle,
    attributes}], labeled, edited, version, proposals: {model, objects: [… with id, confidence]} or null}.
    """
    found = get_studio().datasets.require_ready(place(project, name))
    return jsonify(annotations.read_annotations(found, request.args.get("path", ""), get_studio().labeling.read_mask))


@routes.put("/api/projects/<project>/datasets/<name>/annotations")
@answers(SavedAnnotations)
def save(project: str, name: str) -> ResponseReturnValue:
    """Say what is in a picture: {path, objects, labels, seen: the version that the page knows, or null}, the whole list
    in place of what is there; {dismissed: ids} of proposals that are refused. Answers as `show`, with {edit, undo,
    redo, labeled_count, total}; 409 with {conflict, theirs} where another page has edited it since.
    """
    request.max_content_length = BODY
    data, studio = read_json(), get_studio()
    path, seen = take_value(data, "path", str), take_version(data)
    objects = parse_objects(take_value(data, "objects", list)) if data.get("objects") is not None else None
    labels = None
    if data.get("labels") is not None:
        labels = [parse_label(each, "labels") for each in take_value(data, "labels", list)]
    dismissed = take_value(data, "dismissed", list, [])
    if not all(type(each) is int and 0 <= each < 10_000 for each in dismissed):
        raise HttpProblem(400, "bad_value", name="dismissed")
    with hold_dataset(project, name, ready=True) as found:
        if dismissed:
            proposals.dismiss_proposals(found, path, dismissed)
        if objects is None and labels is None:
            said = annotations.read_annotations(found, path, studio.labeling.read_mask)
            return jsonify({**said, "edit": None, **annotations.count_labeled(found)})
        return jsonify(
            annotations.write_annotations(
                studio.datasets, found, path, objects, labels, seen, studio.labeling.read_mask
            )
        )


@routes.get("/api/projects/<project>/datasets/<name>/labeling")
@answers(PictureListing | NextPicture | PictureIndex)
def work(project: str, name: str) -> ResponseReturnValue:
    """The pictures in the order of work, `?order=` todo, name or uncertain, `&offset=0&limit=200`, of a `label` and
    `split`: {task, total, labeled, proposed, version, model, classes: [{name, count, color}], rows: [{path, w, h,
    labeled, edited, objects, proposals, rank}], outliners: model files that outline what is clicked at}. With
    `&after=` a path: {next: the next one without labels, or null}; with `&index_of=` a path: {index: its place in the
    order, or null}.
    """
    order = request.args.get("order", "todo")
    if order not in work_order.ORDERS:
        raise HttpProblem(400, "bad_value", name="order")
    found = get_studio().datasets.require_ready(place(project, name))
    if "after" in request.args:
        return jsonify(next=work_order.find_next(found, order, request.args["after"]))
    if "index_of" in request.args:
        return jsonify(index=work_order.find_index(found, order, request.args["index_of"]))
    wanted = Filter(label=request.args.get("label"), split=request.args.get("split"))
    listed = work_order.list_work(
        found, order, wanted, parse_whole("offset", 0), min(parse_whole("limit", 200), MAX_PAGE_ROWS)
    )
    return jsonify({**listed, "outliners": [*find_outliners(get_studio().projects.get(project).folder)]})


@routes.put("/api/projects/<project>/datasets/<name>/task")
@answers(DatasetJson)
def declare_task(project: str, name: str) -> ResponseReturnValue:
    """Say what a data set is for whose files hold no labels of things: {task, classes}. Answers its row."""
    data = read_json()
    task, classes = take_value(data, "task", str), take_value(data, "classes", list, [])
    with hold_dataset(project, name) as found:
        return jsonify(label_classes.declare_task(get_studio().datasets, found, task, classes))


@routes.post("/api/projects/<project>/datasets/<name>/label-classes")
@answers(LabelClassesEdited)
def edit_classes(project: str, name: str) -> ResponseReturnValue:
    """Edit the classes of things and tags: {add}, {rename, to, merge}, {color, value}, {order} or {remove}. Answers
    {version, edit, undo, redo, classes: [{name, count, color}]}.
    """
    data = read_json()
    with hold_dataset(project, name, ready=True) as found:
        return jsonify(label_classes.edit_classes(get_studio().datasets, found, data))


@routes.post("/api/projects/<project>/datasets/<name>/proposals")
@answers(Proposals)
def propose(project: str, name: str) -> ResponseReturnValue:
    """Return the proposals of the model file {model} for the picture {path}, {confidence}: {model, objects}. Nothing is
    kept.
    """
    data, studio = read_json(), get_studio()
    folder, found = studio.projects.get(project).folder, studio.datasets.require_ready(place(project, name))
    path, model = take_value(data, "path", str), _require_model(data, project, found)
    said = studio.inference.ask(project, folder, model, _read_picture(found, path), confidence=_take_share(data))
    return jsonify(model=model, objects=proposals.list_proposed(said))


@routes.post("/api/projects/<project>/datasets/<name>/proposals/all")
@answers(JobStarted)
def propose_all(project: str, name: str) -> ResponseReturnValue:
    """Ask the model file {model} about every picture without labels, {all: true} about every one, {confidence}: answers
    {job}, whose result is {pictures, objects}. What it proposes is in `show`, and the order in `work`.
    """
    data, studio = read_json(), get_studio()
    found = studio.datasets.require_ready(require_editable(project, name))
    model = _require_model(data, project, found)
    given = {
        "model": str(studio.projects.get(project).folder / model),
        "shown": model,
        "confidence": _take_share(data),
        "all_pictures": take_value(data, "all", bool, False),
    }
    return jsonify(job=studio.datasets.start_job(found, "propose", "propose_labels", given).id), 202


@routes.post("/api/projects/<project>/datasets/<name>/proposals/accept")
@answers(EditAnswer)
def accept(project: str, name: str) -> ResponseReturnValue:
    """Label pictures as was proposed: {score: the least, paths: these, or none for all, seen}. One edit; answers as
    `dataset_edits.add`.
    """
    data, studio = read_json(), get_studio()
    paths = None if data.get("paths") is None else take_texts(data, "paths")
    seen = take_version(data)
    with hold_dataset(project, name, ready=True) as found:
        return jsonify(proposals.accept_proposals(studio.datasets, found, _take_share(data, "score", 0.5), paths, seen))


@routes.delete("/api/projects/<project>/datasets/<name>/proposals")
@answers(Done)
def forget(project: str, name: str) -> ResponseReturnValue:
    """Forget what was proposed."""
    proposals.forget_proposals(get_studio().datasets.require_ready(require_editable(project, name)))
    return jsonify(ok=True)


@routes.post("/api/projects/<project>/datasets/<name>/outline")
@answers(Outline)
def outline(project: str, name: str) -> ResponseReturnValue:
    """The outline of the thing in the picture {path} that a drag {box} or clicks {points: [[x, y, 1 in it or 0
    beside]]}
    mean: {found, polygons, box, rle, ms}; {path} alone reads the picture ahead. {model}: one of `work`'s outliners, or
    null.
    """
    data, studio = read_json(), get_studio()
    found = studio.datasets.require_ready(place(project, name))
    path = _require_path(found, take_value(data, "path", str))
    box = _read_numbers(data["box"], 4, "box") if data.get("box") is not None else None
    points = [_read_numbers(each, 3, "points") for each in take_value(data, "points", list, [])]
    if len(points) > MAX_POINTS or (points and box is None and not any(kind for _, _, kind in points)):
        raise HttpProblem(400, "bad_value", name="points")
    model = None
    if data.get("model") is not None:
        encoder = take_value(data, "model", str)
        folder = studio.projects.get(project).folder
        if (decoder := find_outliners(folder).get(encoder)) is None:
            raise HttpProblem(404, "no_file")
        model = [str(folder / each) for each in (encoder, decoder)]
    return jsonify(studio.labeling.find_outline(found, path, box, points, model))


@routes.post("/api/projects/<project>/datasets/<name>/track")
@answers(FollowedPictures)
def track(project: str, name: str) -> ResponseReturnValue:
    """Follow the things {objects: [{label, box}]} of the picture {path} through those after it, up to the next labeled
    one: {paths: where they were found}, for which `show` proposes them.
    """
    data, studio = read_json(), get_studio()
    found = studio.datasets.require_ready(require_editable(project, name))
    path, objects = take_value(data, "path", str), parse_objects(take_value(data, "objects", list))
    if not 0 < len(objects) <= MAX_FOLLOWED:
        raise HttpProblem(400, "bad_value", name="objects")
    where = _require_path(found, path)
    return jsonify(follow.propose_followed(found, where, objects, studio.labeling.follow_objects))


def _require_model(data: dict, project: str, found: DatasetLocation) -> str:
    """The model file that is asked. Raises HttpProblem 404, 422 for one that cannot propose for such a data set."""
    path = require_model_path(take_value(data, "model", str))
    row = get_studio().models.describe(get_studio().projects.get(project).folder, path)
    if row is None:
        raise HttpProblem(404, "no_file")
    task = index_db.read_about(found.index).get("task", "classification")
    if row.get("damaged") or row.get("task") not in FITS.get(task, ()):
        raise HttpProblem(422, "model_other_task")
    return path


def _require_path(found: DatasetLocation, path: str) -> str:
    """A picture of the data set. Raises HttpProblem 404."""
    annotations.require_picture(found, path)
    return path


def _read_picture(found: DatasetLocation, path: str) -> bytes:
    """The bytes of a picture of the data set. Raises HttpProblem 404, 413."""
    file = open_below(Path(found.folder), _require_path(found, path))
    if file is None:
        raise HttpProblem(404, "no_file")
    with file:
        data = file.read(MAX_PICTURE + 1)
    if len(data) > MAX_PICTURE:
        raise HttpProblem(413, "picture_too_large", mb=MAX_PICTURE // 2**20)
    return data


def _take_share(data: dict, name: str = "confidence", default: float = CONFIDENCE) -> float:
    """A number from 0 to 1. Raises HttpProblem 400."""
    value: Any = data.get(name, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise HttpProblem(400, "bad_value", name=name)
    return float(value)


def _read_numbers(said: Any, count: int, name: str) -> list[float]:
    """So many finite numbers. Raises HttpProblem 400."""
    good = isinstance(said, list) and len(said) == count
    if not good or any(isinstance(each, bool) or not isinstance(each, (int, float)) for each in said):
        raise HttpProblem(400, "bad_value", name=name)
    if not all(math.isfinite(each) and abs(each) < 1e7 for each in said):
        raise HttpProblem(400, "bad_value", name=name)
    return [float(each) for each in said]
