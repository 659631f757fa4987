"""The map of a data set: where its pictures lie when those that look alike lie close together."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.jobs import JobStarted
from sunmao.server.answers.labeling import MapAnswer
from sunmao.server.datasets.image_map import read_map
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.routes.datasets import place, send_bytes
from sunmao.server.studio import get_studio

routes = Blueprint("image_map", __name__)


@routes.get("/api/projects/<project>/datasets/<name>/map")
@answers(MapAnswer)
def show(project: str, name: str) -> ResponseReturnValue:
    """The map as it was drawn last, with the labels as they are now: see `read_map.read_map`."""
    return jsonify(read_map.read_map(get_studio().datasets.require_ready(place(project, name))))


@routes.post("/api/projects/<project>/datasets/<name>/map")
@answers(JobStarted)
def draw(project: str, name: str) -> ResponseReturnValue:
    """Draw it: {method: 'pca', 'tsne' or 'umap'}. Answers {job}, whose result is {pictures}."""
    method = take_value(read_json(), "method", str)
    if method not in read_map.METHODS:
        raise HttpProblem(400, "bad_value", name="method")
    found = get_studio().datasets.require_ready(place(project, name))
    return jsonify(job=get_studio().datasets.start_job(found, "map", "draw_map", {"method": method}).id), 202


@routes.get("/api/projects/<project>/datasets/<name>/map/sheets/<int:sheet>")
def sheet(project: str, name: str, sheet: int) -> ResponseReturnValue:
    """Small pictures as one JPEG, in the order of their places."""
    return send_bytes(read_map.read_sheet(place(project, name), sheet), "image/jpeg")
