"""Takes of movements: what a page's sensor felt, kept as samples of classes, and what a model says of it."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.errors import NotAMotion
from sunmao.motion.motion_files import MOTION_BYTES, parse_motion
from sunmao.server.answers import answers
from sunmao.server.answers.motions import MotionAnswer, MotionClass, MotionClassesChanged, MotionKept, MotionTakeList
from sunmao.server.answers.teach import SentenceSet
from sunmao.server.datasets.motions import motion_classes
from sunmao.server.datasets.motions.given_readings import take_readings
from sunmao.server.errors import make_problem
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.models.taught_models import require_taught_path
from sunmao.server.routes.capture import parse_split
from sunmao.server.routes.datasets import hold_dataset
from sunmao.server.routes.inference import read_picture
from sunmao.server.routes.teach.new_dataset import begin_dataset
from sunmao.server.routes.teach.sample_classes import (
    MAX_NEWEST,
    ClassChange,
    change_classes,
    show_classes,
    show_samples,
)
from sunmao.server.studio import get_studio

routes = Blueprint("motions", __name__)

CHANGES: dict[str, ClassChange] = {
    "add": lambda folder, label, data: motion_classes.add_class(folder, label),
    "rename": lambda folder, label, data: motion_classes.rename_class(folder, label, take_value(data, "to", str)),
    "remove": lambda folder, label, data: motion_classes.put_away(folder, label, whole=True),
    "empty": lambda folder, label, data: motion_classes.put_away(folder, label, whole=False),
    "remove_take": lambda folder, label, data: motion_classes.put_take_away(folder, take_value(data, "file", str)),
}
LONGEST_NAME = 80
TABLES = ("application/octet-stream",)


@routes.post("/api/projects/<project>/motions")
@answers(SentenceSet)
def create(project: str) -> ResponseReturnValue:
    """Begin a data set of motion: {name, classes}. Answers 201 {name, path}."""
    return begin_dataset(project, read_json(), motion_classes.create_classes)


@routes.get("/api/projects/<project>/datasets/<name>/motions")
@answers(list[MotionClass])
def show(project: str, name: str) -> ResponseReturnValue:
    """The classes of a data set of motion, with the `?newest=` takes of each, see `motion_classes.list_classes`."""
    return show_classes(project, name, motion_classes)


@routes.get("/api/projects/<project>/datasets/<name>/motion-takes")
@answers(MotionTakeList)
def takes(project: str, name: str) -> ResponseReturnValue:
    """The takes of a class `?label=`, or of all, `&limit=` from `&offset=` on, see `motion_classes.list_samples`."""
    return show_samples(project, name, motion_classes)


@routes.post("/api/projects/<project>/datasets/<name>/motions")
@answers(MotionKept)
def keep(project: str, name: str) -> ResponseReturnValue:
    """Keep a take of the class `?label=`, `&split=test` for the test: what a sensor felt, as `take_readings` has it, or
    a file of motion, application/octet-stream, which sentences call `&name=`. Answers 201 {file, unit, assumed,
    classes}.
    """
    label, split = request.args.get("label", ""), parse_split()
    unit, assumed = "g", False
    try:
        if request.is_json:
            clip = take_readings(read_json())
        else:
            data = read_picture(TABLES, MOTION_BYTES)
            table = parse_motion(data, request.args.get("name", "")[:LONGEST_NAME] or "…")
            clip, unit, assumed = table.clip, table.unit, table.assumed
    except NotAMotion as error:
        raise make_problem(422, error) from None
    with hold_dataset(project, name) as found:
        file = motion_classes.keep_take(found.folder, label, clip, split)
        get_studio().datasets.mark_changed(found)
        classes = motion_classes.list_classes(found.folder, MAX_NEWEST)
    return jsonify(file=file, unit=unit, assumed=assumed, classes=classes), 201


@routes.post("/api/projects/<project>/datasets/<name>/motion-classes")
@answers(MotionClassesChanged)
def change(project: str, name: str) -> ResponseReturnValue:
    """Change one class: {do: 'add' | 'remove' | 'empty' | 'empty_test', label}, {do: 'rename', label, to}, {do:
    'remove_take', file} or {do: 'restore', removed}; answers {classes, removed}: what brings back that which was there.
    """
    return change_classes(project, name, motion_classes, CHANGES)


@routes.post("/api/projects/<project>/try/motion")
@answers(MotionAnswer)
def ask(project: str) -> ResponseReturnValue:
    """Ask the gesture model `?model=` about what a sensor felt just now, as `take_readings` has it."""
    folder, path = get_studio().projects.get(project).folder, require_taught_path(request.args.get("model", ""))
    try:
        clip = take_readings(read_json())
    except NotAMotion as error:
        raise make_problem(422, error) from None
    felt = clip.samples.tobytes()
    return jsonify(get_studio().inference.ask_worker(project, folder, path, felt, {"motion": {}}))
