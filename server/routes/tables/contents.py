"""Tables of a project: brought in, looked at, decided about and learned from."""

import csv
import io
import shutil

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.data.tables.cells import MAX_BYTES
from sunmao.data.tables.table_notes import TableEdit
from sunmao.server.answers import answers
from sunmao.server.answers.jobs import Done
from sunmao.server.answers.tables import (
    TableAbout,
    TableImportStarted,
    TableListRow,
    TableMade,
    TablePoints,
    TableRowsPage,
)
from sunmao.server.datasets.tables import table_pages
from sunmao.server.datasets.tables.table_files import TableLocation, locate_table, open_table_index
from sunmao.server.datasets.tables.table_store import make_table_name
from sunmao.server.datasets.uploads import make_staging_folder
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import parse_flag, parse_whole, read_json, receive_file, take_value
from sunmao.server.routes.import_export import attachment
from sunmao.server.studio import get_studio
from sunmao.tabular.column_types import TYPES

routes = Blueprint("tables", __name__)

FORM_BYTES = 2**16  # of a form, beside its file


@routes.get("/api/projects/<project>/tables")
@answers(list[TableListRow])
def index(project: str) -> ResponseReturnValue:
    """The tables of the project, then the samples that it does not have."""
    return jsonify(get_studio().table_files.list_rows(get_studio().projects.get(project).folder))


@routes.post("/api/projects/<project>/tables")
@answers(TableMade | TableImportStarted)
def bring(project: str) -> ResponseReturnValue:
    """A form with a `file`: answers 202 {import, job}, whose result says what it holds; it waits to be taken. Or
    {sample}: a table that comes along is put into the project; answers {name}.
    """
    studio, folder = get_studio(), get_studio().projects.get(project).folder
    if request.mimetype != "multipart/form-data":
        return jsonify(name=studio.table_files.add_sample(folder, take_value(read_json(), "sample", str))), 201
    if (length := request.content_length or 0) > MAX_BYTES + FORM_BYTES:
        raise HttpProblem(413, "table_too_large", mb=-(-length // 2**20), most=MAX_BYTES // 2**20)
    sent = receive_file("file", MAX_BYTES + FORM_BYTES)
    name = make_table_name(sent.filename or "")
    with make_staging_folder(folder / "data") as stage:
        with (stage / name).open("wb") as file:
            shutil.copyfileobj(sent.stream, file)
        pending = studio.table_files.begin_import(project, stage, name)
        assert pending.job is not None  # it has just been begun
        return jsonify({"import": pending.id, "job": pending.job.id}), 202


@routes.post("/api/projects/<project>/tables/imports/<identity>")
@answers(TableMade)
def take(project: str, identity: str) -> ResponseReturnValue:
    """Take a table that waits: {types: the types of columns that were guessed wrong, by their names}."""
    store, types = get_studio().table_files, take_value(read_json(), "types", dict)
    if not all(isinstance(name, str) and type in TYPES for name, type in types.items()):
        raise HttpProblem(400, "bad_value", name="types")
    get_studio().projects.get(project)
    return jsonify(name=store.take_import(store.find_import(project, identity), types)), 201


@routes.delete("/api/projects/<project>/tables/imports/<identity>")
@answers(Done)
def drop(project: str, identity: str) -> ResponseReturnValue:
    """Forget a table that waits."""
    get_studio().projects.get(project)
    get_studio().table_files.drop_import(get_studio().table_files.find_import(project, identity))
    return jsonify(ok=True)


@routes.get("/api/projects/<project>/tables/<name>")
@answers(TableAbout)
def show(project: str, name: str) -> ResponseReturnValue:
    """Describe the contents of a table. Raises HttpProblem: why it cannot be read."""
    return jsonify(get_studio().table_files.describe(_locate(project, name)))


@routes.get("/api/projects/<project>/tables/<name>/rows")
@answers(TableRowsPage)
def rows(project: str, name: str) -> ResponseReturnValue:
    """Some rows: `?offset=0&limit=500`, in the order of the column `sort`, with `down=1` the largest first; or those of
    the numbers `only`, with commas between.
    """
    place = _locate(project, name)
    about = get_studio().table_files.require_about(place)
    if only := request.args.get("only"):
        return jsonify(table_pages.read_some_rows(place.index, _parse_numbers(only)))
    sort = request.args.get("sort")
    by = None if sort is None else table_pages.require_place(about, sort)
    limit = min(parse_whole("limit", table_pages.MAX_PAGE_ROWS), table_pages.MAX_PAGE_ROWS)
    found = table_pages.read_rows(place.index, about["stamp"], by, parse_flag("down"), parse_whole("offset", 0), limit)
    return jsonify(found)


@routes.get("/api/projects/<project>/tables/<name>/points")
@answers(TablePoints)
def points(project: str, name: str) -> ResponseReturnValue:
    """Points of the columns `x` and `y`, of numbers, colored by the column `color`."""
    place = _locate(project, name)
    about = get_studio().table_files.require_about(place)
    x, y = (table_pages.require_place(about, request.args.get(each, "")) for each in ("x", "y"))
    if any(about["columns"][each]["type"] != "number" for each in (x, y)):
        raise HttpProblem(400, "bad_value", name="x")
    color = request.args.get("color")
    by = None if not color else table_pages.require_place(about, color)
    return jsonify(table_pages.read_points(place.index, x, y, by))


@routes.post("/api/projects/<project>/tables/<name>/edits")
@answers(TableAbout)
def edit(project: str, name: str) -> ResponseReturnValue:
    """Decide: {do: 'type' | 'fill' | 'leave' | 'cell', column, value, row}, {do: 'target', column}, or {do: 'undo'}.
    Answers the table as it is then.
    """
    data, store, place = read_json(), get_studio().table_files, _locate(project, name)
    do, column = take_value(data, "do", str), take_value(data, "column", str, "")
    if do == "undo":
        store.undo(place)
    elif do == "target":
        store.choose_target(place, column)
    elif do in ("type", "fill", "leave", "cell"):
        store.edit(place, TableEdit(do, column, take_value(data, "value", str, ""), take_value(data, "row", int, 0)))
    else:
        raise HttpProblem(400, "bad_value", name="do")
    return jsonify(store.describe(place))


@routes.get("/api/projects/<project>/tables/<name>/file")
def save(project: str, name: str) -> ResponseReturnValue:
    """The table as a CSV file, with all that was decided about it."""
    place = _locate(project, name)
    about = get_studio().table_files.require_about(place)
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([each["name"] for each in about["columns"]])
    with open_table_index(place.index) as db:
        writer.writerows(cells for _, *cells in db.execute("select * from rows order by n"))
    # With its mark Excel reads Chinese, too.
    return attachment(made.getvalue().encode("utf-8-sig"), "text/csv", f"{name.rpartition('.')[0]}.csv")


@routes.delete("/api/projects/<project>/tables/<name>")
@answers(Done)
def delete(project: str, name: str) -> ResponseReturnValue:
    """Delete it for good."""
    get_studio().table_files.delete(_locate(project, name))
    return jsonify(ok=True)


def _locate(project: str, name: str) -> TableLocation:
    return locate_table(project, get_studio().projects.get(project).folder, name)


def _parse_numbers(words: str) -> list[int]:
    numbers = words.split(",")[: table_pages.MAX_ASKED]
    if not all(each.isascii() and each.isdigit() and len(each) < 10 for each in numbers):
        raise HttpProblem(400, "bad_value", name="only")
    return list(map(int, numbers))
