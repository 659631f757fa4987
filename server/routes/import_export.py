"""Carrying projects away and bringing them in: the program as a file, the project as a zip."""

from urllib.parse import quote

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import ClientDisconnected

from sunmao.server.http.errors import HttpProblem
from sunmao.server.projects import export_zip
from sunmao.server.projects.import_zip import TOTAL_BYTES, import_project
from sunmao.server.projects.upload_archives import read_zip_entries
from sunmao.server.routes.projects import describe
from sunmao.server.studio import get_studio

routes = Blueprint("carrying", __name__)


@routes.get("/api/projects/<project>/export/main.py")
def program(project: str):
    """The program as a file to keep."""
    return attachment(export_zip.read_program(get_studio().projects.get(project)), "text/x-python", "main.py")


@routes.get("/api/projects/<project>/export/project.zip")
def archive(project: str):
    """The project as a zip: blocks, program, data, models and history; records of runs stay behind."""
    with get_studio().projects.hold(project) as found:
        pieces = export_zip.stream_project(found)
    return attachment(pieces, "application/zip", export_zip.make_file_name(found, ".zip"))


@routes.post("/api/projects/import")
def import_zip():
    """A form with a zip as `file` becomes a project: as `GET` shows it, and what was left out, and whether its program
    differed.
    """
    if request.mimetype != "multipart/form-data":
        raise HttpProblem(415, "needs_form")
    request.max_content_length = TOTAL_BYTES
    try:
        file = request.files.get("file")
    except ClientDisconnected:
        raise HttpProblem(400, "not_complete") from None
    if file is None:
        raise HttpProblem(400, "not_complete")
    brought = import_project(get_studio().projects, read_zip_entries(file.stream), file.filename or "")
    return jsonify({**describe(brought["id"]), **brought}), 201


def attachment(body, kind: str, name: str) -> Response:
    """A file to keep. name: in any script; programs that read ASCII only get what is left of it."""
    stem, dot, ending = name.encode("ascii", "ignore").decode().rpartition(".")
    plain = f"{stem.strip('-_') or 'sunmao'}{dot}{ending}"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(body, mimetype=kind, headers={"Content-Disposition": disposition})
