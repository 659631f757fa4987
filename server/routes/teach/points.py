"""Points of hands, bodies and faces: found in the frames of a page, and kept without the frames."""

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.data.dataset_metadata import CLASSES
from sunmao.server.answers import answers
from sunmao.server.answers.teach import FoundPoints, PointClass, PointClassesChanged, PointSampleList, SentenceSet
from sunmao.server.datasets.points import point_tables
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.routes.capture import parse_split
from sunmao.server.routes.datasets import require_editable
from sunmao.server.routes.inference import read_picture
from sunmao.server.routes.teach.new_dataset import begin_dataset
from sunmao.server.routes.teach.sample_classes import ClassChange, change_classes, show_classes, show_samples
from sunmao.server.studio import get_studio

routes = Blueprint("points", __name__)

LONGEST_GROUP = 40
CHANGES: dict[str, ClassChange] = {
    "add": lambda folder, label, data: point_tables.add_class(folder, label, _require_what(data.get("what"))),
    "rename": lambda folder, label, data: point_tables.rename_class(
        folder, label, take_value(data, "to", str), _require_what(data.get("what"))
    ),
    "remove": lambda folder, label, data: point_tables.put_away(folder, label),
    "empty": lambda folder, label, data: point_tables.put_away(folder, label, _require_what(data.get("what"))),
    "remove_sample": lambda folder, label, data: point_tables.put_sample_away(
        folder, label, take_value(data, "row", int), take_value(data, "points", list)
    ),
}


@routes.post("/api/projects/<project>/points")
@answers(SentenceSet)
def create(project: str) -> ResponseReturnValue:
    """Begin a data set of points: {name, classes, what: 'hand', 'body' or 'face'}. Answers 201 {name, path}."""
    data = read_json()
    what = _require_what(data.get("what"))
    return begin_dataset(project, data, lambda inside, classes: point_tables.create_tables(inside, classes, what))


@routes.get("/api/projects/<project>/datasets/<name>/points")
@answers(list[PointClass])
def show(project: str, name: str) -> ResponseReturnValue:
    """The classes of a data set of points, with the `?newest=` samples of each, see `point_tables.list_classes`."""
    return show_classes(project, name, point_tables)


@routes.get("/api/projects/<project>/datasets/<name>/point-samples")
@answers(PointSampleList)
def samples(project: str, name: str) -> ResponseReturnValue:
    """The samples of a class `?label=`, or of all, `&limit=` from `&offset=` on, see `point_tables.list_samples`."""
    return show_samples(project, name, point_tables)


@routes.post("/api/projects/<project>/datasets/<name>/points")
@answers(FoundPoints)
def find(project: str, name: str) -> ResponseReturnValue:
    """The points of the nearest `?what=` in the picture of the body, see `answer_points`; kept as a sample of the class
    `&label=` where that is there, `&split=test` for the test, `&group=` of one hold. The picture is not kept.
    """
    what, label = _require_what(request.args.get("what")), request.args.get("label", "")
    group, picture = request.args.get("group", "")[:LONGEST_GROUP], read_picture()
    studio, folder = get_studio(), get_studio().projects.get(project).folder
    found = require_editable(project, name)
    keep = {"root": str(found.folder), "label": label, "split": parse_split(), "group": group} if label else None
    asked = {"points": {"what": what, "keep": keep}}
    answer = studio.inference.ask_worker(project, folder, f"data/{found.name}/{CLASSES}", picture, asked)
    if answer["path"]:
        studio.datasets.mark_changed(found)
    return jsonify(answer)


@routes.post("/api/projects/<project>/datasets/<name>/point-classes")
@answers(PointClassesChanged)
def change(project: str, name: str) -> ResponseReturnValue:
    """Change one class: {do: 'add' | 'remove' | 'empty' | 'empty_test', label, what}, {do: 'rename', label, to, what},
    {do: 'remove_sample', label, row, points: of that row} or {do: 'restore', removed}; answers {classes, removed}: what
    brings back that which was there.
    """
    return change_classes(project, name, point_tables, CHANGES)


def _require_what(what: Any) -> str:
    if what not in point_tables.WHAT:
        raise HttpProblem(400, "bad_value", name="what")
    return what
