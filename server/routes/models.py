"""The model files of a project, and the shelf from which every project can take some."""

from flask import Blueprint, jsonify, send_file

from sunmao.server.datasets.change_detection import compute_stamp
from sunmao.server.explanation.explanation_request import locate_training_set
from sunmao.server.http.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.inference.model_pool import get_stamp
from sunmao.server.models import networks
from sunmao.server.models.model_files import require_model_path
from sunmao.server.storage import files
from sunmao.server.studio import get_studio

routes = Blueprint("models", __name__)

MOST_FILES = 8  # that are compared at once


@routes.get("/api/projects/<project>/models")
def index(project: str):
    """The model files in `models/` and `checkpoints/`, the last changed first, with what each says of itself."""
    return jsonify(get_studio().models.rows(get_studio().projects.get(project).folder))


@routes.get("/api/projects/<project>/models/<path:path>")
def download(project: str, path: str):
    """A model file to keep."""
    file = files.open_below(get_studio().projects.get(project).folder, require_model_path(path))
    if file is None:
        raise HttpProblem(404, "no_file")
    return send_file(file, "application/octet-stream", as_attachment=True, download_name=path.rsplit("/", 1)[-1])


@routes.post("/api/projects/<project>/models/compression")
def compare_compression(project: str):
    """Go on comparing model files of one model: {files: their paths, the one that the others are compared with first}.

    Answers {dataset, done, total, rows}, see `advance_compression`; it is asked again until all is done. dataset: the
    project's data set that the first file's model learned from; null where it is not there: then nothing is compared.
    """
    data, folder, studio = read_json(), get_studio().projects.get(project).folder, get_studio()
    named = take_value(data, "files", list)
    if not 2 <= len(named) <= MOST_FILES or not all(isinstance(path, str) for path in named):
        raise HttpProblem(400, "bad_value", name="files")
    paths = [require_model_path(path) for path in named]
    if not all(path.lower().endswith(".onnx") for path in paths):
        raise HttpProblem(400, "bad_value", name="files")
    stamps = [get_stamp(folder, path) for path in paths]
    place = locate_training_set(studio.datasets, studio.models, project, folder, paths[0], "")
    if place is None:
        return jsonify(dataset=None, done=0, total=0, rows=[])
    compared = {
        "folder": str(folder),
        "files": paths,
        "dataset": str(place.folder),
        "stamp": [stamps, compute_stamp(place.folder)],
    }
    said = studio.inference.ask_worker(project, folder, paths[0], b"", {"compression": compared})
    return jsonify({**said, "dataset": place.name})


@routes.get("/api/networks")
def costs():
    """What learns, and what it costs: {memory: bytes that are free now, networks: [see `networks.list_networks`]}."""
    return jsonify(memory=networks.get_free_memory(), networks=networks.list_networks())


@routes.get("/api/shelf")
def library():
    """The models that every project can take, the newest first."""
    return jsonify(get_studio().model_library.list_rows())


@routes.post("/api/projects/<project>/shelf")
def add_to_library(project: str):
    """Copy a model of the project to the shelf: {path, title}."""
    found, data = get_studio().projects.get(project), read_json()
    path, title = require_model_path(take_value(data, "path", str)), take_value(data, "title", str, "")
    return jsonify(get_studio().model_library.add(found.folder, path, title, found.title)), 201


@routes.post("/api/projects/<project>/models")
def copy_to_project(project: str):
    """Copy a model of the shelf into the project: {shelf}, its id."""
    folder, data = get_studio().projects.get(project).folder, read_json()
    return jsonify(path=get_studio().model_library.copy_to_project(take_value(data, "shelf", str), folder)), 201


@routes.delete("/api/shelf/<identity>")
def remove(identity: str):
    """Take a model off the shelf for good. What projects copied stays."""
    get_studio().model_library.remove(identity)
    return jsonify(ok=True)
