"""Data sets of a project: bring pictures in, look at them, and choose among them."""

from flask import Blueprint, jsonify, request
from werkzeug.exceptions import ClientDisconnected

from ..archives import ENTRIES, dropped_entries, zip_entries
from ..choices import choices
from ..errors import Problem
from ..importing import TOTAL_BYTES, import_dataset
from ..pictures import send_picture
from ..projects import OWN
from ..samples import provided
from ..studio import studio

routes = Blueprint("datasets", __name__)

NAMES_BYTES = 16 * 1024 * 1024


@routes.get("/api/projects/<project>/choices")
def pickers(project: str):
    """What the pickers offer: data sets, pictures, folders, labels, models."""
    return jsonify(choices(studio().projects.get(project).folder))


@routes.get("/api/projects/<project>/files/<path:path>")
def file(project: str, path: str):
    """A picture of the project, or of a sample that it has not made yet; `?size=64` for a small one."""
    root, start = studio().projects.get(project).folder, studio().start
    sample = None if root.joinpath(*path.split("/")[:2]).exists() else provided(path, start.projects / OWN / "samples")
    return send_picture(sample or root, path)


@routes.post("/api/projects/<project>/datasets")
def bring(project: str):
    """A form with `name`, and `zip` or many `files` with their `paths`: becomes a data set of the project."""
    folder = studio().projects.get(project).folder
    if request.mimetype != "multipart/form-data":
        raise Problem(415, "needs_form")
    request.max_content_length = TOTAL_BYTES
    request.max_form_parts = 2 * ENTRIES + 10
    request.max_form_memory_size = NAMES_BYTES
    try:
        name, archive, dropped = request.form.get("name", ""), request.files.get("zip"), request.files.getlist("files")
    except ClientDisconnected:
        raise Problem(400, "not_complete") from None
    if archive is None and not dropped:
        raise Problem(400, "not_complete")
    paths = request.form.getlist("paths")
    entries = zip_entries(archive.stream) if archive else dropped_entries([each.stream for each in dropped], paths)
    return jsonify(import_dataset(folder, name, entries)), 201
