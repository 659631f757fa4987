"""The bin: what lies in it, and deleting for good."""

import math

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.jobs import Done
from sunmao.server.answers.projects import TrashRow
from sunmao.server.http.request_parsing import parse_number
from sunmao.server.storage.safe_files import MAX_NUMBER
from sunmao.server.studio import get_studio

routes = Blueprint("bin", __name__)


@routes.get("/api/bin")
@answers(list[TrashRow])
def index() -> ResponseReturnValue:
    """The deleted projects, the last deleted first."""
    return jsonify(get_studio().projects.bin.rows())


@routes.delete("/api/bin/<project>")
@answers(Done)
def erase(project: str) -> ResponseReturnValue:
    """Delete one for good; `?deleted=` as its row said, so that it is no other one of that id."""
    deleted = parse_number("deleted", float, 0, MAX_NUMBER, "0") if "deleted" in request.args else None
    get_studio().projects.bin.erase(project, deleted)
    return jsonify(ok=True)


@routes.delete("/api/bin")
@answers(Done)
def empty() -> ResponseReturnValue:
    """Delete all of them for good; `?until=` spares what was deleted later, which the page did not show."""
    get_studio().projects.bin.empty(parse_number("until", float, 0, math.inf, math.inf))
    return jsonify(ok=True)
