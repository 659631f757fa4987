"""Routes that read and keep the arrangement of the panel of a project's stage."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.stage import PanelPlace
from sunmao.server.http.request_parsing import read_json
from sunmao.server.stage.panel_layout import keep_layout, read_layout
from sunmao.server.studio import get_studio

routes = Blueprint("panel", __name__)


@routes.get("/api/projects/<project>/panel")
@answers(list[PanelPlace])
def show(project: str) -> ResponseReturnValue:
    """The things of the panel in their order: [{form, name, wide}]; none where nobody has arranged it."""
    return jsonify(read_layout(get_studio().projects.get(project).folder))


@routes.put("/api/projects/<project>/panel")
@answers(list[PanelPlace])
def keep(project: str) -> ResponseReturnValue:
    """Arrange it: {places: [{form, name, wide}]}."""
    places = read_json().get("places")
    return jsonify(keep_layout(get_studio().projects.get(project).folder, places))
