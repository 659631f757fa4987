"""Other runtimes for model files: which are here, how one is installed, and whether files answer alike in them."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.models import BackendRow, ParityReport
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.models.parity_reports import list_reports
from sunmao.server.studio import get_studio

routes = Blueprint("backends", __name__)


@routes.get("/api/backends")
@answers(list[BackendRow])
def index() -> ResponseReturnValue:
    """The backends beside onnxruntime: see `BackendInstallers.list_rows`."""
    return jsonify(get_studio().backends.list_rows())


@routes.post("/api/backends/<name>")
@answers(list[BackendRow])
def act(name: str) -> ResponseReturnValue:
    """Install a backend, or stop that: {do: 'install' or 'pause'}. Answers as `index`, at once."""
    installer = get_studio().backends.find(name)
    if installer is None:
        raise HttpProblem(404, "no_file")
    acts = {"install": installer.resume, "pause": installer.pause}
    chosen = acts.get(take_value(read_json(), "do", str))
    if chosen is None:
        raise HttpProblem(400, "bad_value", name="do")
    chosen()
    return jsonify(get_studio().backends.list_rows()), 202


@routes.get("/api/projects/<project>/parity")
@answers(list[ParityReport])
def reports(project: str) -> ResponseReturnValue:
    """The parity reports of the project's model files: see `list_reports`."""
    return jsonify(list_reports(get_studio().projects.get(project).folder))
