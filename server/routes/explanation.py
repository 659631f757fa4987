"""Why a model gave a wrong answer: where it looked, and the training pictures that are nearest."""

from pathlib import Path

from flask import Blueprint, jsonify

from sunmao.protocol.frames import MOST_PICTURE
from sunmao.server.datasets.change_detection import compute_stamp
from sunmao.server.explanation.explanation_request import find_model_file, locate_training_set
from sunmao.server.http.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.models.model_files import require_model_path
from sunmao.server.projects.project_store import OWN
from sunmao.server.projects.sample_images import provide_sample_image
from sunmao.server.projects.thumbnails import read_bytes
from sunmao.server.studio import get_studio

routes = Blueprint("explanation", __name__)

MOST_CLASSES = 5_000


@routes.post("/api/projects/<project>/explanations")
def explain(project: str):
    """Explain what a model says of a picture: {path, model: the tested file or '', classes: of the test}.

    Answers {model, tested: whether it is that file, said, confidence, scores, heat, covered}, see
    `picture_explanation.explain_picture`; {model: null} where no file of the project knows these classes.
    """
    data, folder = read_json(), get_studio().projects.get(project).folder
    path, classes = take_value(data, "path", str), take_value(data, "classes", list)
    if len(classes) > MOST_CLASSES or not all(isinstance(name, str) for name in classes):
        raise HttpProblem(400, "bad_value", name="classes")
    picture = _read_picture(folder, path)
    found = find_model_file(get_studio().models, folder, take_value(data, "model", str), classes)
    if found is None:
        return jsonify(model=None)
    said = get_studio().inference.ask_worker(project, folder, found[0], picture, {"explain": True})
    return jsonify({**said, "model": found[0], "tested": found[1]})


@routes.post("/api/projects/<project>/explanations/nearest")
def nearest(project: str):
    """Go on searching for the training pictures nearest to one: {path, model: the file that `explain` answered, label}.

    Answers {done, total, nearest: [{path, label, similarity}], blurred, dark}, see `NearestSearch.advance`; it is asked
    again until all is done. total is 0 where the pictures that the model learned from are not in the project.
    """
    data, folder, studio = read_json(), get_studio().projects.get(project).folder, get_studio()
    path, label = take_value(data, "path", str), take_value(data, "label", str)
    model = require_model_path(take_value(data, "model", str))
    picture = _read_picture(folder, path)
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
    said = studio.inference.ask_worker(project, folder, model, picture, {"nearest": search})
    return jsonify({**said, "nearest": [{**row, "path": own + row["path"]} for row in said["nearest"]]})


def _read_picture(folder: Path, path: str) -> bytes:
    """A picture of the project, or of a sample that it has not made. Raises HttpProblem 404 and 413."""
    made = folder.joinpath(*path.split("/")[:2])
    sample = None if made.exists() else provide_sample_image(path, get_studio().config.projects / OWN / "samples")
    picture = read_bytes(sample or folder, path)
    if len(picture) > MOST_PICTURE:
        raise HttpProblem(413, "picture_too_large", mb=MOST_PICTURE // 2**20)
    return picture
