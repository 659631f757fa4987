"""Imports of data sets that wait: what they were found to be, how else they can be taken, and that they are taken.

`POST /api/projects/<project>/datasets` begins one. What a job says of it, and of another reading, is
`sunmao.data.sources.describe_source.SourceDescription.as_dict` with {import} and, of each sample, whether it is drawn.
"""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.jobs import Done, JobStarted
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes import capture
from sunmao.server.datasets.imports.pending_imports import PendingImport
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.routes.datasets import require_editable, send_bytes
from sunmao.server.studio import get_studio

routes = Blueprint("imports", __name__)


@routes.post("/api/projects/<project>/imports/<identity>/readings")
@answers(JobStarted)
def describe(project: str, identity: str) -> ResponseReturnValue:
    """Start a job that describes the import as it would be in another {reading}: answers {job}."""
    reading = take_value(read_json(), "reading", str)
    return jsonify(job=get_studio().pending_imports.describe(find(project, identity), reading).id), 202


@routes.post("/api/projects/<project>/imports/<identity>")
@answers(JobStarted)
def take(project: str, identity: str) -> ResponseReturnValue:
    """Take it as a data set: {reading, name}, both may be missing: as it is recognized and called; with {into}, the
    name of a data set of the project, its pictures are added to that one. Answers {job}, whose result is {path, task,
    classes, pictures, left_out, renamed, findings}. Where that fails it waits on.
    """
    data = read_json()
    into = take_value(data, "into", str, "")
    place = require_fillable(project, into) if into else None
    reading, name = take_value(data, "reading", str, ""), take_value(data, "name", str, "")
    job = get_studio().pending_imports.take(find(project, identity), reading or None, name, place)
    return jsonify(job=job.id), 202


@routes.delete("/api/projects/<project>/imports/<identity>")
@answers(Done)
def drop(project: str, identity: str) -> ResponseReturnValue:
    """Forget it; what was sent is gone when this answers."""
    get_studio().pending_imports.drop(find(project, identity))
    return jsonify(ok=True)


@routes.get("/api/projects/<project>/imports/<identity>/samples/<reading>/<int:number>")
def sample(project: str, identity: str, reading: str, number: int) -> ResponseReturnValue:
    """A picture of it as a JPEG within 128 × 128 pixels, with what its labels say drawn into it."""
    return send_bytes(get_studio().pending_imports.read_sample(find(project, identity), reading, number), "image/jpeg")


def require_fillable(project: str, name: str) -> DatasetLocation:
    """A data set to which pictures can be added. Raises HttpProblem 404, 409 for a sample, and 422."""
    place = require_editable(project, name)
    if capture.find_unlabeled(place) is None:
        capture.find_classes(place)
    return place


def find(project: str, identity: str) -> PendingImport:
    """The import of the address. Raises HttpProblem 404."""
    get_studio().projects.get(project)
    return get_studio().pending_imports.get(project, identity)
