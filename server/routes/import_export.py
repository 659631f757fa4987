"""Carrying projects away and bringing them in: the program as a file, the project as a zip."""

from urllib.parse import quote

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import ClientDisconnected

from sunmao.server.projects import export_zip
from sunmao.server.projects.upload_archives import zip_entries
from sunmao.server.http.errors import Problem
from sunmao.server.studio import studio
from sunmao.server.projects.import_zip import TOTAL_BYTES, bring_project
from sunmao.server.routes.projects import describe

routes = Blueprint("carrying", __name__)


@routes.get("/api/projects/<project>/export/main.py")
def program(project: str):
    """The program as a file to keep."""
    return attachment(export_zip.program(studio().projects.get(project)), "text/x-python", "main.py")


@routes.get("/api/projects/<project>/export/project.zip")
def archive(project: str):
    """The project as a zip: blocks, program, data, models and history; records of runs stay behind."""
    with studio().projects.held(project) as found:
        pieces = export_zip.pack(found)
    return attachment(pieces, "application/zip", export_zip.name_of(found, ".zip"))


@routes.post("/api/projects/import")
def bring():
    """A form with a zip as `file` becomes a project: as `GET` shows it, and what was left out, and whether its program differed."""
    if request.mimetype != "multipart/form-data":
        raise Problem(415, "needs_form")
    request.max_content_length = TOTAL_BYTES
    try:
        file = request.files.get("file")
    except ClientDisconnected:
        raise Problem(400, "not_complete") from None
    if file is None:
        raise Problem(400, "not_complete")
    brought = bring_project(studio().projects, zip_entries(file.stream), file.filename or "")
    return jsonify({**describe(brought["id"]), **brought}), 201


def attachment(body, kind: str, name: str) -> Response:
    """A file to keep. name: in any script; programs that read ASCII only get what is left of it."""
    stem, dot, ending = name.encode("ascii", "ignore").decode().rpartition(".")
    plain = f"{stem.strip('-_') or 'sunmao'}{dot}{ending}"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(body, mimetype=kind, headers={"Content-Disposition": disposition})
