"""Routes that explain a wrong answer of a model: where it looked, and the training pictures that are nearest."""

from pathlib import Path

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sunmao.protocol.frames import MAX_PICTURE
from sunmao.server.answers import answers
from sunmao.server.answers.explanations import ExplanationAnswer, NearestAnswer
from sunmao.server.dataset_index.change_detection import compute_stamp
from sunmao.server.errors import HttpProblem
from sunmao.server.explanation.explanation_request import (
    CLASSIFYING,
    FINDING,
    find_model_file,
    locate_training_set,
)
from sunmao.server.http.request_parsing import read_json, take_texts, take_value
from sunmao.server.models.model_files import require_model_path
from sunmao.server.projects.project_store import OWN
from sunmao.server.projects.sample_images import provide_sample_image
from sunmao.server.projects.thumbnails import read_bytes
from sunmao.server.runs.message_validation import get_finite
from sunmao.server.studio import get_studio

routes = Blueprint("explanation", __name__)

MAX_CLASSES = 5_000
MAX_SIDE = 1e6  # pixels


@routes.post("/api/projects/<project>/explanations")
@answers(ExplanationAnswer)
def explain(project: str) -> ResponseReturnValue:
    """Explain what a model says of a picture: {path, model: the tested file or '', classes: of the test, object?:
    {label, box}, of a model that finds things}.

    Answers {model, tested: whether it is that file, said, confidence, scores, heat, covered}, see
    `picture_explanation.explain_picture` and `object_explanation.explain_thing`; {model: null} where no file of the
    project knows these classes.
    """
    data, folder = read_json(), get_studio().projects.get(project).folder
    path, classes = take_value(data, "path", str), take_texts(data, "classes", MAX_CLASSES)
    thing = _read_object(data)
    if thing is not None and take_value(thing, "label", str) not in classes:
        raise HttpProblem(400, "bad_value", name="label")
    picture, tasks = _read_picture(folder, path), CLASSIFYING if thing is None else FINDING
    found = find_model_file(get_studio().models, folder, take_value(data, "model", str), classes, tasks)
    if found is None:
        return jsonify(model=None)
    asked = {"explain": True} if thing is None else {"explain_object": thing}
    said = get_studio().inference.ask_worker(project, folder, found[0], picture, asked)
    return jsonify({**said, "model": found[0], "tested": found[1]})


@routes.post("/api/projects/<project>/explanations/nearest")
@answers(NearestAnswer)
def nearest(project: str) -> ResponseReturnValue:
    """Go on searching for the training pictures nearest to one: {path, model: the file that `explain` answered, label,
    object?: {box}, for things like the one in it}.

    Answers {done, total, nearest: [{path, label, similarity}], blurred, dark}, see `NearestSearch.advance` and
    `NearestObjectSearch.advance_object`; it is asked again until all is done. total is 0 where the pictures that the
    model learned from are not in the project.
    """
    data, folder, studio = read_json(), get_studio().projects.get(project).folder, get_studio()
    path, label = take_value(data, "path", str), take_value(data, "label", str)
    model = require_model_path(take_value(data, "model", str))
    thing, picture = _read_object(data), _read_picture(folder, path)
    place = locate_training_set(studio.datasets, studio.models, project, folder, model, path)
    if place is None:
        return jsonify(done=0, total=0, nearest=[], blurred=False, dark=False)
    own = f"data/{place.name}/"
    search = {
        "folder": str(place.folder),
        "stamp": compute_stamp(place.folder),
        "skip": path[len(own) :] if path.startswith(own) else "",
        "label": label,
    }
    asked = {"nearest": search} if thing is None else {"nearest_objects": {**search, "box": thing["box"]}}
    said = studio.inference.ask_worker(project, folder, model, picture, asked)
    return jsonify({**said, "nearest": [{**row, "path": own + row["path"]} for row in said["nearest"]]})


def _read_object(data: dict) -> dict | None:
    """The thing that is asked about, {box, label?}; None for the whole picture. Raises HttpProblem 400."""
    if "object" not in data:
        return None
    thing = take_value(data, "object", dict)
    sides = take_value(thing, "box", list)
    box = [side for each in sides if (side := get_finite(each)) is not None]
    if not len(sides) == len(box) == 4 or any(abs(side) > MAX_SIDE for side in box):
        raise HttpProblem(400, "bad_value", name="box")
    return {"box": box, **{key: value for key, value in thing.items() if key == "label"}}


def _read_picture(folder: Path, path: str) -> bytes:
    """A picture of the project, or of a sample that it has not made. Raises HttpProblem 404 and 413."""
    made = folder.joinpath(*path.split("/")[:2])
    sample = None if made.exists() else provide_sample_image(path, get_studio().config.projects / OWN / "samples")
    picture = read_bytes(sample or folder, path)
    if len(picture) > MAX_PICTURE:
        raise HttpProblem(413, "picture_too_large", mb=MAX_PICTURE // 2**20)
    return picture
