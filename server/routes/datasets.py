"""Data sets of a project: bring pictures in, look at them, and choose among them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug import Response as BaseResponse

from sunmao.server.answers import answers
from sunmao.server.answers.datasets import (
    CheckReport,
    DatasetJson,
    DatasetStatistics,
    FormatRow,
    ImportStarted,
    Picture,
    PicturePage,
)
from sunmao.server.answers.jobs import Done, JobJson, JobStarted
from sunmao.server.answers.projects import Choices
from sunmao.server.dataset_index import browser
from sunmao.server.dataset_index.browser import Filter
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets import import_export
from sunmao.server.datasets.edits import open_logs
from sunmao.server.datasets.edits.label_suspects import add_label_findings
from sunmao.server.datasets.imports.pending_imports import PendingImport
from sunmao.server.datasets.tables.table_options import list_table_options
from sunmao.server.datasets.uploads import make_staging_folder, receive_upload
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import parse_flag, parse_whole, read_json, take_value
from sunmao.server.jobs.jobs import JobSpec
from sunmao.server.models.picker_options import list_options
from sunmao.server.projects.project_store import OWN
from sunmao.server.projects.sample_images import provide_sample_image
from sunmao.server.projects.thumbnails import send_picture
from sunmao.server.routes.import_export import attachment
from sunmao.server.studio import get_studio

routes = Blueprint("datasets", __name__)


@routes.get("/api/projects/<project>/choices")
@answers(Choices)
def pickers(project: str) -> ResponseReturnValue:
    """List what the pickers offer: data sets, pictures, folders, labels, models, tables, columns."""
    folder = get_studio().projects.get(project).folder
    get_studio().datasets.prepare(project, folder)
    return _answer_conditionally(jsonify(list_options(folder, get_studio().models) | list_table_options(folder)))


@routes.get("/api/projects/<project>/files/<path:path>")
def file(project: str, path: str) -> ResponseReturnValue:
    """A picture of the project, or of a sample that it has not made yet; `?size=64` for a small one."""
    root, start = get_studio().projects.get(project).folder, get_studio().config
    sample = (
        None
        if root.joinpath(*path.split("/")[:2]).exists()
        else provide_sample_image(path, start.projects / OWN / "samples")
    )
    return send_picture(sample or root, path)


@routes.post("/api/projects/<project>/datasets")
@answers(DatasetJson | ImportStarted)
def import_dataset(project: str) -> ResponseReturnValue:
    """A new data set: a form with `name`, and `zip` or many `files` with their `paths`; or {name, folder} of this
    computer: answers {import, job}; the job's result says what it is (`routes/imports.py`), and it waits to be taken.
    Or an empty one, {name, task, classes}: answers its row.
    """
    folder, studio = get_studio().projects.get(project).folder, get_studio()
    if request.mimetype == "multipart/form-data":
        with make_staging_folder(folder / "data") as stage:
            return _answer_begun(studio.pending_imports.begin(project, stage, receive_upload(stage)))
    if request.mimetype != "application/json":
        raise HttpProblem(415, "needs_form")
    data = read_json()
    name = take_value(data, "name", str)
    if "folder" not in data:
        task, classes = take_value(data, "task", str), take_value(data, "classes", list)
        begun = import_export.create_dataset(studio.datasets, project, folder, name, task, classes)
        return jsonify(studio.datasets.make_row(begun)), 201
    source = require_local_path(take_value(data, "folder", str))
    with make_staging_folder(folder / "data") as stage:
        return _answer_begun(studio.pending_imports.begin(project, stage, name or source.name, str(source)))


def _answer_begun(pending: PendingImport) -> tuple[Response, int]:
    assert pending.job is not None  # it has just been begun
    return jsonify({"import": pending.id, "job": pending.job.id}), 202


def require_local_path(path: str) -> Path:
    """The folder or file of this computer that a page names. Raises HttpProblem 403 for a page elsewhere, 404 where
    nothing is.
    """
    if not request.environ.get("sunmao.here"):
        raise HttpProblem(403, "only_here")
    source = Path(path)
    try:
        if "\0" in path or not source.is_absolute() or not (source.is_dir() or source.is_file()):
            raise HttpProblem(404, "no_folder", path=path[:200])
    except OSError:
        raise HttpProblem(404, "no_folder", path=path[:200]) from None
    return source


@routes.get("/api/projects/<project>/datasets")
@answers(list[DatasetJson])
def index(project: str) -> ResponseReturnValue:
    """A row for each data set of the project, see `DatasetStore.make_row` and `add_label_findings`; the samples that it
    has not made yet have builtin = true.
    """
    get_studio().pending_imports.sweep()
    folder = get_studio().projects.get(project).folder
    rows = get_studio().datasets.list_rows(project, folder)
    return jsonify([add_label_findings(row, DatasetLocation(project, folder / "data", row["name"])) for row in rows])


@routes.get("/api/projects/<project>/datasets/<name>")
@answers(DatasetJson)
def show(project: str, name: str) -> ResponseReturnValue:
    """The row of one data set."""
    found = place(project, name)
    return jsonify(add_label_findings(get_studio().datasets.make_row(found), found))


@routes.get("/api/projects/<project>/datasets/<name>/pictures")
@answers(PicturePage)
def pictures(project: str, name: str) -> ResponseReturnValue:
    """A page of the wall: `?offset=0&limit=500`, of a `label`, `split`, `finding` ('any': of any), with the longer side
    at most `smaller` or at least `larger` pixels; `deleted=1`: those in the bin. Answers {total, rows: [{n, path,
    labels, split, w, h, marks, things: [{label, box, polygons}]}]}.
    """
    found = get_studio().datasets.require_ready(place(project, name))
    wanted = Filter(
        label=request.args.get("label"),
        split=request.args.get("split"),
        finding=request.args.get("finding"),
        deleted=parse_flag("deleted"),
        smaller=parse_whole("smaller"),
        larger=parse_whole("larger"),
    )
    return jsonify(
        browser.read_page(
            found,
            wanted,
            parse_whole("offset", 0),
            min(parse_whole("limit", browser.MAX_PAGE_ROWS), browser.MAX_PAGE_ROWS),
        )
    )


@routes.get("/api/projects/<project>/datasets/<name>/picture")
@answers(Picture)
def picture(project: str, name: str) -> ResponseReturnValue:
    """Return the data of the picture `?path=`: {path, labels, split, w, h, things: [{label, box, polygons}], mask: url
    or null, findings}.
    """
    found = get_studio().datasets.require_ready(place(project, name))
    said = browser.read_picture(found, request.args.get("path", ""))
    address = f"/api/projects/{quote(project)}/datasets/{quote(name)}/mask?path={quote(said['path'])}"
    return jsonify({**said, "mask": address if said.pop("masked") else None})


@routes.get("/api/projects/<project>/datasets/<name>/thumb/<path:path>")
def thumb(project: str, name: str, path: str) -> ResponseReturnValue:
    """A picture as a JPEG within 128 × 128 pixels, upright."""
    data = get_studio().datasets.get_thumbnail(place(project, name), path, browser.read_thumbnail)
    if data is None:
        raise HttpProblem(404, "not_a_picture")
    return send_bytes(data, "image/jpeg")


@routes.get("/api/projects/<project>/datasets/<name>/mask")
def mask(project: str, name: str) -> ResponseReturnValue:
    """The mask of the picture `?path=` as a PNG: a color for each class, transparent elsewhere."""
    sets, path = get_studio().datasets, request.args.get("path", "")
    found = sets.require_ready(place(project, name))
    data = browser.read_mask(found, path)
    if data is None:
        sets.start_job(found, "mask", "color_mask", {"path": path}).wait()
        data = browser.read_mask(found, path)
    if data is None:
        raise HttpProblem(404, "not_a_picture")
    return send_bytes(data, "image/png")


@routes.get("/api/projects/<project>/datasets/<name>/health")
@answers(CheckReport)
def health(project: str, name: str) -> ResponseReturnValue:
    """Return what the last check found: {answer, pictures, checked, findings, mended}, or {answer: null}."""
    return jsonify(browser.read_check_report(get_studio().datasets.require_ready(place(project, name))))


@routes.post("/api/projects/<project>/datasets/<name>/check")
@answers(JobStarted)
def check(project: str, name: str) -> ResponseReturnValue:
    """Look at every picture: answers {job}, whose result is {answer, findings: how many}."""
    return jsonify(job=get_studio().datasets.start_job(place(project, name), "check", "check_dataset").id), 202


@routes.get("/api/projects/<project>/datasets/<name>/numbers")
@answers(DatasetStatistics)
def numbers(project: str, name: str) -> ResponseReturnValue:
    """Return the distributions of classes, sizes and boxes, see `browser.compute_statistics`."""
    return jsonify(browser.compute_statistics(get_studio().datasets.require_ready(place(project, name))))


@routes.get("/api/projects/<project>/datasets/<name>/formats")
@answers(list[FormatRow])
def formats(project: str, name: str) -> ResponseReturnValue:
    """The formats in which its labels can be written: [{name, title}]."""
    from sunmao.data.formats.registry import FORMATS

    task = get_studio().datasets.get_summary(place(project, name)).get("task")
    return jsonify(
        [{"name": each.name, "title": each.title} for each in FORMATS.values() if each.write and task in each.tasks]
    )


@routes.get("/api/projects/<project>/datasets/<name>/export")
def export(project: str, name: str) -> ResponseReturnValue:
    """A zip of the data set in `?format=`; the answer begins when all of it is written."""
    found = place(project, name)
    with make_staging_folder(get_studio().projects.get(project).folder / "data") as made:
        import_export.export_dataset(get_studio().datasets, found, made, request.args.get("format", "")).wait()
        answer = attachment(import_export.stream_zip(made, made / name), "application/zip", f"{name}.zip")
        answer.call_on_close(lambda: shutil.rmtree(made, ignore_errors=True))  # also when nobody reads it
        return answer


@routes.post("/api/projects/<project>/datasets/<name>/split")
@answers(DatasetJson)
def split(project: str, name: str) -> ResponseReturnValue:
    """Divide it: {ratio: '8:1:1', seed, lock_test}. Answers its row."""
    data, found, sets = read_json(), require_editable(project, name), get_studio().datasets
    given = {
        "ratio": take_value(data, "ratio", str),
        "seed": take_value(data, "seed", int, 0),
        "lock_test": take_value(data, "lock_test", bool, False),
    }
    sets.jobs.start(JobSpec(project, name, "split", "split_dataset", {"folder": str(found.folder), **given})).wait()
    sets.mark_changed(found)
    return jsonify(sets.make_row(found))


@routes.patch("/api/projects/<project>/datasets/<name>")
@answers(DatasetJson)
def change(project: str, name: str) -> ResponseReturnValue:
    """Rename it: {name}. Answers its row."""
    wanted = take_value(read_json(), "name", str)
    with hold_unused(project):
        return jsonify(
            get_studio().datasets.make_row(get_studio().datasets.rename(require_editable(project, name), wanted))
        )


@routes.post("/api/projects/<project>/datasets/<name>/duplicate")
@answers(DatasetJson)
def duplicate(project: str, name: str) -> ResponseReturnValue:
    """Copy it: {name}. Answers the copy's row."""
    wanted, found = take_value(read_json(), "name", str), place(project, name)
    data = get_studio().projects.get(project).folder / "data"
    return jsonify(get_studio().datasets.make_row(get_studio().datasets.duplicate(found, data, wanted))), 201


@routes.post("/api/projects/<project>/datasets/<name>/boxing")
@answers(JobStarted)
def begin_boxing(project: str, name: str) -> ResponseReturnValue:
    """Make a set of its own of the same pictures, in which things are boxed: {name}. Answers 202 {job}, whose result is
    {path, pictures}.
    """
    wanted, source, sets = take_value(read_json(), "name", str), place(project, name), get_studio().datasets
    return jsonify(job=import_export.begin_boxing(sets, source, wanted).id), 202


@routes.delete("/api/projects/<project>/datasets/<name>")
@answers(Done)
def delete(project: str, name: str) -> ResponseReturnValue:
    """Delete it for good. Not while a program of the project runs; `?stop=1` stops it first."""
    with hold_unused(project):
        get_studio().datasets.delete(require_editable(project, name))
    return jsonify(ok=True)


@routes.get("/api/projects/<project>/jobs/<job>")
@answers(JobJson)
def job(project: str, job: str) -> ResponseReturnValue:
    """Return the state and progress of a job: {id, kind, state, done, total, text, result}."""
    return jsonify(get_studio().datasets.jobs.get(project, job).as_dict())


@routes.delete("/api/projects/<project>/jobs/<job>")
@answers(JobJson)
def stop_job(project: str, job: str) -> ResponseReturnValue:
    """Stop a job; what it had begun is gone when this answers."""
    found = get_studio().datasets.jobs.get(project, job)
    found.stop()
    return jsonify(found.as_dict())


@contextmanager
def hold_unused(project: str) -> Iterator[None]:
    """The project held, while none of its programs runs. Raises HttpProblem 409; with `?stop=1` they are stopped."""
    with get_studio().projects.hold(project):
        if get_studio().runs.find_running(project) and not parse_flag("stop"):
            raise HttpProblem(409, "set_used")
        if not get_studio().runs.end(project):
            raise HttpProblem(409, "run_stays")
        yield


@contextmanager
def hold_dataset(project: str, name: str, ready: bool = False) -> Iterator[DatasetLocation]:
    """A data set that is changed, held: the rest of the project goes on. With `ready`, its index is waited for before
    that. Raises HttpProblem as `require_editable` and `require_ready`.
    """
    sets = get_studio().datasets
    found = require_editable(project, name)
    if ready:
        sets.require_ready(found)
    with open_logs.hold_dataset(found):
        found = require_editable(project, name)
        yield sets.require_ready(found) if ready else found


def place(project: str, name: str) -> DatasetLocation:
    """Locate the data set of the address. Raises HttpProblem 404."""
    return get_studio().datasets.locate(project, get_studio().projects.get(project).folder, name)


def require_editable(project: str, name: str) -> DatasetLocation:
    """As `locate`, for one that will be changed. Raises HttpProblem 404 and 409."""
    return get_studio().datasets.require_editable(project, get_studio().projects.get(project).folder, name)


def send_bytes(data: bytes, kind: str) -> BaseResponse:
    """A picture for the page, and nothing else: kept by the browser as long as it is the same."""
    response = Response(data, mimetype=kind, headers={"Content-Security-Policy": "sandbox; default-src 'none'"})
    return _answer_conditionally(response)


def _answer_conditionally(response: Response) -> BaseResponse:
    """The answer, or 304 where the browser has the same already."""
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)
