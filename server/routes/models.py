"""The model files of a project, and the shelf from which every project can take some."""

import contextlib

from flask import Blueprint, jsonify, send_file
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.jobs import Done, PossibleJob
from sunmao.server.answers.models import (
    BinnedModel,
    BinnedModelId,
    CompressionAnswer,
    KeptComparison,
    LibraryRow,
    ModelFile,
    ModelPath,
    NetworkCosts,
)
from sunmao.server.answers.runs import TestedModel
from sunmao.server.dataset_index.change_detection import compute_stamp
from sunmao.server.errors import HttpProblem
from sunmao.server.explanation.explanation_request import locate_training_set
from sunmao.server.http.request_parsing import read_json, take_texts, take_value
from sunmao.server.inference.model_pool import get_stamp
from sunmao.server.jobs.jobs import JobSpec
from sunmao.server.models import networks
from sunmao.server.models.compression_reports import read_report, save_report
from sunmao.server.models.model_bin import bin_model, erase_model, list_binned_models, restore_model
from sunmao.server.models.model_changes import rename_model
from sunmao.server.models.model_compression import plan_compression
from sunmao.server.models.model_files import require_model_path
from sunmao.server.projects.export_zip import read_program
from sunmao.server.storage import files
from sunmao.server.studio import get_studio

routes = Blueprint("models", __name__)

MAX_FILES = 8  # that are compared at once


@routes.get("/api/projects/<project>/models")
@answers(list[ModelFile])
def index(project: str) -> ResponseReturnValue:
    """The model files in `models/` and `checkpoints/`, the last changed first, with what each says of itself."""
    return jsonify(get_studio().models.rows(get_studio().projects.get(project).folder))


@routes.get("/api/projects/<project>/models/<path:path>")
def download(project: str, path: str) -> ResponseReturnValue:
    """A model file to keep."""
    file = files.open_below(get_studio().projects.get(project).folder, require_model_path(path))
    if file is None:
        raise HttpProblem(404, "no_file")
    return send_file(file, "application/octet-stream", as_attachment=True, download_name=path.rsplit("/", 1)[-1])


@routes.patch("/api/projects/<project>/models/<path:path>")
@answers(ModelPath)
def rename(project: str, path: str) -> ResponseReturnValue:
    """Give a model file another name: {name}. Answers {path}, see `rename_model`."""
    folder, name = get_studio().projects.get(project).folder, take_value(read_json(), "name", str)
    return jsonify(path=rename_model(folder, require_model_path(path), name))


@routes.delete("/api/projects/<project>/models/<path:path>")
@answers(BinnedModelId)
def delete(project: str, path: str) -> ResponseReturnValue:
    """Move a model file to the bin. Answers {id}: what brings it back."""
    return jsonify(id=bin_model(get_studio().projects.get(project).folder, require_model_path(path)))


@routes.get("/api/projects/<project>/model-bin")
@answers(list[BinnedModel])
def show_bin(project: str) -> ResponseReturnValue:
    """The model files in the bin, see `list_binned_models`."""
    return jsonify(list_binned_models(get_studio().projects.get(project).folder))


@routes.post("/api/projects/<project>/model-bin/<identity>")
@answers(ModelPath)
def restore(project: str, identity: str) -> ResponseReturnValue:
    """Bring a model file back. Answers {path}."""
    return jsonify(path=restore_model(get_studio().projects.get(project).folder, identity))


@routes.delete("/api/projects/<project>/model-bin/<identity>")
@answers(Done)
def erase(project: str, identity: str) -> ResponseReturnValue:
    """Delete a model file of the bin for good."""
    erase_model(get_studio().projects.get(project).folder, identity)
    return jsonify(ok=True)


@routes.post("/api/projects/<project>/models/test")
@answers(TestedModel)
def test(project: str) -> ResponseReturnValue:
    """Test a model file of the project with the test pictures of the data set that it learned from: {model}. Nothing is
    trained; the test is a run of the project's. Answers {evaluation}: the event as a program sends it, null where the
    data set is not there.
    """
    studio, path = get_studio(), take_value(read_json(), "model", str)
    opened = studio.projects.get(project)
    place = locate_training_set(studio.datasets, studio.models, project, opened.folder, require_model_path(path), "")
    if place is None:
        return jsonify(evaluation=None)
    asked = {"folder": str(opened.folder), "dataset": str(place.folder)}
    event = studio.inference.ask_worker(project, opened.folder, path, b"", {"test": asked})
    studio.runs.record_test(project, opened.folder, read_program(opened).decode(), event)
    return jsonify(evaluation=event)


@routes.post("/api/projects/<project>/models/smaller")
@answers(PossibleJob)
def make_smaller(project: str) -> ResponseReturnValue:
    """Write a trained model as smaller files: {model}. Answers {job}, see `compress_model`; null: they are there
    already.
    """
    path, folder, studio = (
        take_value(read_json(), "model", str),
        get_studio().projects.get(project).folder,
        get_studio(),
    )
    plan = plan_compression(studio.models, folder, require_model_path(path))
    place = locate_training_set(studio.datasets, studio.models, project, folder, plan.weights, "")
    if place is None:
        raise HttpProblem(409, "no_training_pictures")
    if not plan.missing:
        return jsonify(job=None)
    given = {
        "folder": str(folder),
        "weights": plan.weights,
        "dataset": str(place.folder),
        "files": {how: plan.files[how] for how in plan.missing},
    }
    job = studio.datasets.jobs.start(JobSpec(project, "", "compress", "compress_model", given))
    return jsonify(job=job.id), 202


@routes.post("/api/projects/<project>/models/compression")
@answers(CompressionAnswer)
def compare_compression(project: str) -> ResponseReturnValue:
    """Go on comparing model files of one model: {files: their paths, the one that the others are compared with first}.

    Answers {dataset, done, total, rows}, see `advance_compression`; it is asked again until all is done. dataset: the
    project's data set that the first file's model learned from; null where it is not there: then nothing is compared.
    """
    data, folder, studio = read_json(), get_studio().projects.get(project).folder, get_studio()
    paths = [require_model_path(path) for path in take_texts(data, "files", MAX_FILES)]
    if len(paths) < 2 or not all(path.lower().endswith(".onnx") for path in paths):
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
    with contextlib.suppress(OSError):  # what cannot be kept is told all the same
        if said["rows"]:
            save_report(folder, place.name, said["rows"])
    return jsonify({**said, "dataset": place.name})


@routes.get("/api/projects/<project>/models/compression")
@answers(KeptComparison)
def show_compression(project: str) -> ResponseReturnValue:
    """The newest comparison, {dataset, rows} as above, of the files that are still as they were."""
    return jsonify(read_report(get_studio().projects.get(project).folder))


@routes.get("/api/networks")
@answers(NetworkCosts)
def costs() -> ResponseReturnValue:
    """List the networks that learn, and the cost of each: {memory: bytes that are free now, networks: [see
    `networks.list_networks`]}.
    """
    return jsonify(memory=networks.get_free_memory(), networks=networks.list_networks())


@routes.get("/api/shelf")
@answers(list[LibraryRow])
def library() -> ResponseReturnValue:
    """The models that every project can take, the newest first."""
    return jsonify(get_studio().model_library.list_rows())


@routes.post("/api/projects/<project>/shelf")
@answers(LibraryRow)
def add_to_library(project: str) -> ResponseReturnValue:
    """Copy a model of the project to the shelf: {path, title}."""
    found, data = get_studio().projects.get(project), read_json()
    path, title = require_model_path(take_value(data, "path", str)), take_value(data, "title", str, "")
    return jsonify(get_studio().model_library.add(found.folder, path, title, found.title)), 201


@routes.post("/api/projects/<project>/models")
@answers(ModelPath)
def copy_to_project(project: str) -> ResponseReturnValue:
    """Copy a model of the shelf into the project: {shelf}, its id."""
    folder, data = get_studio().projects.get(project).folder, read_json()
    return jsonify(path=get_studio().model_library.copy_to_project(take_value(data, "shelf", str), folder)), 201


@routes.delete("/api/shelf/<identity>")
@answers(Done)
def remove(identity: str) -> ResponseReturnValue:
    """Take a model off the shelf for good. What projects copied stays."""
    get_studio().model_library.remove(identity)
    return jsonify(ok=True)
