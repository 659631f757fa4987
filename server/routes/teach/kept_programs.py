"""The blocks of a kind of teaching, while another kind is chosen: each kind keeps its own."""

from pathlib import Path

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sunmao.core.atomic_files import write_atomic
from sunmao.server.answers import answers
from sunmao.server.answers.jobs import Done
from sunmao.server.answers.teach import KeptProgram
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.projects.project_contents import KINDS
from sunmao.server.projects.workspaces import CorruptWorkspace, SavedWorkspace, dump_workspace, parse_workspace
from sunmao.server.storage import safe_files
from sunmao.server.studio import get_studio

routes = Blueprint("kept_programs", __name__)

NAMES = ("pictures", "find", "hands", "sounds", "text", "motion", "next_word")


@routes.get("/api/projects/<project>/kinds/<kind>")
@answers(KeptProgram)
def show(project: str, kind: str) -> ResponseReturnValue:
    """The blocks that a kind had when it was left: {workspace}; null where it had none, or they cannot be read."""
    file = _find(project, kind)
    try:
        saved = parse_workspace(safe_files.read_file_safely(file, safe_files.WORKSPACE_LIMIT))
    except (OSError, CorruptWorkspace, safe_files.UnreadableFile):
        return jsonify(workspace=None)
    return jsonify(workspace=saved.workspace)


@routes.put("/api/projects/<project>/kinds/<kind>")
@answers(Done)
def keep(project: str, kind: str) -> ResponseReturnValue:
    """Keep the blocks of a kind that is left: {workspace}."""
    workspace = take_value(read_json(), "workspace", dict)
    file = _find(project, kind)
    safe_files.make_folder_safely(file.parent)
    write_atomic(file, dump_workspace(SavedWorkspace(workspace, 0)), follow_link=False)
    return jsonify(ok=True)


def _find(project: str, kind: str) -> Path:
    if kind not in NAMES:
        raise HttpProblem(404, "no_file")
    return get_studio().projects.get(project).folder / KINDS / f"{kind}.json"
