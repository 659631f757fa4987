"""Data sets of a project: bring pictures in, look at them, and choose among them."""

from contextlib import contextmanager
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import ClientDisconnected

from ..archives import ENTRIES, dropped_entries, zip_entries
from ..choices import choices
from ..datasets import wall
from ..datasets.store import Place
from ..datasets.wall import Wanted
from ..errors import Problem
from ..importing import TOTAL_BYTES, import_dataset
from ..pictures import send_picture
from ..projects import OWN
from ..requests import read_json, take
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


@routes.get("/api/projects/<project>/datasets")
def index(project: str):
    """A row for each data set of the project, see `Sets.row`; the samples that it has not made yet have builtin = true."""
    return jsonify(studio().datasets.rows(project, studio().projects.get(project).folder))


@routes.get("/api/projects/<project>/datasets/<name>")
def show(project: str, name: str):
    """The row of one data set."""
    return jsonify(studio().datasets.row(place(project, name)))


@routes.get("/api/projects/<project>/datasets/<name>/pictures")
def pictures(project: str, name: str):
    """A page of the wall: `?offset=0&limit=500`, of a `label`, `split`, `finding` ('any': of any), with the longer side at most
    `smaller` or at least `larger` pixels. Answers {total, rows: [{n, path, labels, split, w, h, marks, things}]}."""
    found = studio().datasets.ready(place(project, name))
    wanted = Wanted(
        label=request.args.get("label"), split=request.args.get("split"), finding=request.args.get("finding"),
        smaller=whole("smaller", None), larger=whole("larger", None),
    )  # fmt: skip
    return jsonify(wall.page(found, wanted, whole("offset", 0), min(whole("limit", wall.MOST), wall.MOST)))


@routes.get("/api/projects/<project>/datasets/<name>/picture")
def picture(project: str, name: str):
    """What is known of `?path=`: {path, labels, split, w, h, things: [{label, box, polygons}], mask: url or null, findings}."""
    found = studio().datasets.ready(place(project, name))
    said = wall.picture(found, request.args.get("path", ""))
    address = f"/api/projects/{quote(project)}/datasets/{quote(name)}/mask?path={quote(said['path'])}"
    return jsonify({**said, "mask": address if said.pop("masked") else None})


@routes.get("/api/projects/<project>/datasets/<name>/thumb/<path:path>")
def thumb(project: str, name: str, path: str):
    """A picture as a JPEG within 128 × 128 pixels, upright."""
    data = studio().datasets.wish(place(project, name), path, wall.thumbnail)
    if data is None:
        raise Problem(404, "not_a_picture")
    return sent(data, "image/jpeg")


@routes.get("/api/projects/<project>/datasets/<name>/health")
def health(project: str, name: str):
    """What the last check found: {answer, pictures, checked, findings}, or {answer: null}."""
    return jsonify(wall.health(studio().datasets.ready(place(project, name))))


@routes.get("/api/projects/<project>/datasets/<name>/numbers")
def numbers(project: str, name: str):
    """How classes, sizes and boxes are distributed, see `wall.numbers`."""
    return jsonify(wall.numbers(studio().datasets.ready(place(project, name))))


@routes.patch("/api/projects/<project>/datasets/<name>")
def change(project: str, name: str):
    """Rename it: {name}. Answers its row."""
    wanted = take(read_json(), "name", str)
    with unused(project):
        return jsonify(studio().datasets.row(studio().datasets.rename(own(project, name), wanted)))


@routes.post("/api/projects/<project>/datasets/<name>/duplicate")
def duplicate(project: str, name: str):
    """Copy it: {name}. Answers the copy's row."""
    wanted, found = take(read_json(), "name", str), place(project, name)
    data = studio().projects.get(project).folder / "data"
    return jsonify(studio().datasets.row(studio().datasets.duplicate(found, data, wanted))), 201


@routes.delete("/api/projects/<project>/datasets/<name>")
def delete(project: str, name: str):
    """Delete it for good. Not while a program of the project runs; `?stop=1` stops it first."""
    with unused(project):
        studio().datasets.delete(own(project, name))
    return jsonify(ok=True)


@routes.get("/api/projects/<project>/jobs/<job>")
def job(project: str, job: str):
    """How far a job is: {id, kind, state, done, total, text, result}."""
    return jsonify(studio().datasets.jobs.get(project, job).as_dict())


@routes.delete("/api/projects/<project>/jobs/<job>")
def stop_job(project: str, job: str):
    """Stop a job; what it had begun is gone when this answers."""
    found = studio().datasets.jobs.get(project, job)
    found.stop()
    return jsonify(found.as_dict())


@contextmanager
def unused(project: str):
    """The project held, while none of its programs runs. Raises Problem 409; with `?stop=1` they are stopped."""
    with studio().projects.held(project):
        if studio().runs.running(project) and request.args.get("stop") != "1":
            raise Problem(409, "set_used")
        if not studio().runs.end(project):
            raise Problem(409, "run_stays")
        yield


def place(project: str, name: str) -> Place:
    """Where a data set of the address lies. Raises Problem 404."""
    return studio().datasets.place(project, studio().projects.get(project).folder, name)


def own(project: str, name: str) -> Place:
    """As `place`, for one that will be changed. Raises Problem 404 and 409."""
    return studio().datasets.own(project, studio().projects.get(project).folder, name)


def whole(name: str, default: int | None) -> int | None:
    """A whole number of the query. Raises Problem 400."""
    value = request.args.get(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise Problem(400, "bad_value", name=name)
    return int(value)


def sent(data: bytes, kind: str) -> Response:
    """A picture for the page, and nothing else: kept by the browser as long as it is the same."""
    response = Response(data, mimetype=kind, headers={"Content-Security-Policy": "sandbox; default-src 'none'"})
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)
