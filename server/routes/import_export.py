"""Carrying projects away and bringing them in: the program as a file, the project as a zip."""

from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.projects import ExportSizes, ImportedProjectJson, ImportState, ImportStopped
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import receive_file
from sunmao.server.programs.import_program import is_program, read_program
from sunmao.server.programs.notebooks import MAX_BYTES, write_notebook
from sunmao.server.projects import export_zip
from sunmao.server.projects.carried_findings import take_findings
from sunmao.server.projects.import_progress import ImportProgress
from sunmao.server.projects.import_zip import TOTAL_BYTES, ImportedProject, import_project
from sunmao.server.projects.imported_edits import leave_unreadable_logs
from sunmao.server.projects.upload_archives import read_zip_entries
from sunmao.server.routes.projects import describe
from sunmao.server.studio import get_studio

routes = Blueprint("carrying", __name__)


@routes.get("/api/projects/<project>/export/main.py")
def program(project: str) -> ResponseReturnValue:
    """The program as a file to keep."""
    return attachment(export_zip.read_program(get_studio().projects.get(project)), "text/x-python", "main.py")


@routes.get("/api/projects/<project>/export/main.ipynb")
def notebook(project: str) -> ResponseReturnValue:
    """The program as a Jupyter notebook."""
    found = get_studio().projects.get(project)
    python = export_zip.read_program(found).decode("utf-8", "replace")
    return attachment(write_notebook(python), "application/x-ipynb+json", export_zip.make_file_name(found, ".ipynb"))


@routes.get("/api/projects/<project>/export/project.zip")
def archive(project: str) -> ResponseReturnValue:
    """The project as a zip: blocks, program, data, models and history; records of runs stay behind. `?without=`: parts
    that stay behind as well, one or several, by their names in `export_zip.PARTS`.
    """
    with get_studio().projects.hold(project) as found:
        pieces = export_zip.stream_project(found, request.args.getlist("without"))
    return attachment(pieces, "application/zip", export_zip.make_file_name(found, ".zip"))


@routes.get("/api/projects/<project>/export")
@answers(ExportSizes)
def measure(project: str) -> ResponseReturnValue:
    """Return the name of a project's zip, and how much it holds: {file, parts: {part: {files, bytes}}}, see
    `export_zip.measure_parts`.
    """
    found = get_studio().projects.get(project)
    return jsonify(file=export_zip.make_file_name(found, ".zip"), parts=export_zip.measure_parts(found.folder))


@routes.post("/api/projects/import")
@answers(ImportedProjectJson)
def import_zip() -> ResponseReturnValue:
    """A form with a zip as `file` becomes a project: as `GET` shows it, and what was left out, and whether its program
    differed; a program (`.py`, `.ipynb`) becomes one of its blocks. `?key=`: eight to 32 letters and digits of the
    page's choice, by which it asks how far it is.
    """
    if request.mimetype != "multipart/form-data":
        raise HttpProblem(415, "needs_form")
    file = receive_file("file", TOTAL_BYTES)
    name = file.filename or ""
    if is_program(name):
        made = get_studio().projects.create(PurePath(name).stem, read_program(name, file.stream.read(MAX_BYTES + 1)))
        return jsonify({**describe(made.id), "left_out": [], "differs": False}), 201
    with get_studio().imports.register(request.args.get("key", "")) as progress:
        entries = read_zip_entries(file.stream)
        brought = import_project(get_studio().projects, entries, name, progress, _look_at_data)
    return jsonify({**describe(brought["id"]), **brought}), 201


def _look_at_data(folder: Path, found: ImportedProject) -> None:
    leave_unreadable_logs(folder, found, get_studio().datasets.jobs)
    take_findings(folder)


@routes.get("/api/imports/<key>")
@answers(ImportState)
def show_import(key: str) -> ResponseReturnValue:
    """Return the progress of a project that comes in: {done, total} files; 0 of 0 where nothing is known of it."""
    found = get_studio().imports.get(key) or ImportProgress()
    return jsonify(done=found.done, total=found.total)


@routes.delete("/api/imports/<key>")
@answers(ImportStopped)
def stop_import(key: str) -> ResponseReturnValue:
    """Stop an import, of which nothing is left then; one that is over stays. Answers {stopping}."""
    found = get_studio().imports.get(key)
    if found is not None:
        found.stopped = True
    return jsonify(stopping=found is not None)


def attachment(body: Any, kind: str, name: str) -> Response:
    """A file to keep. name: in any script; programs that read ASCII only get what is left of it."""
    stem, dot, ending = name.encode("ascii", "ignore").decode().rpartition(".")
    plain = f"{stem.strip('-_') or 'sunmao'}{dot}{ending}"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(body, mimetype=kind, headers={"Content-Disposition": disposition})
