"""What learns from a table of a project: a decision tree that is drawn, and the nearest rows."""

from typing import Any

from flask import Blueprint, jsonify, request

from sunmao.server.answers import answers
from sunmao.server.answers.tables import TableAllColumns, TableNearest, TablePlane, TableTree, TableTreeRows
from sunmao.server.datasets.tables.table_files import locate_table
from sunmao.server.datasets.tables.table_pages import MOST_NEIGHBORS, require_place
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import parse_number, parse_whole
from sunmao.server.studio import get_studio

routes = Blueprint("table_learners", __name__)

DEEPEST, FARTHEST = 10, 1e300


@routes.get("/api/projects/<project>/tables/<name>/tree")
@answers(TableTree)
def tree(project: str, name: str):
    """A decision tree that guesses the column to guess with at most `depth` questions."""
    return jsonify(_ask(project, name, "tree", depth=_parse_depth()))


@routes.get("/api/projects/<project>/tables/<name>/tree/rows")
@answers(TableTreeRows)
def tree_rows(project: str, name: str):
    """The learned rows that came to the node `node` of the tree of `depth`."""
    return jsonify(_ask(project, name, "tree_rows", depth=_parse_depth(), node=parse_whole("node", 0)))


@routes.get("/api/projects/<project>/tables/<name>/plane")
@answers(TablePlane)
def plane(project: str, name: str):
    """What the `k` nearest rows answer in the plane of the columns `x` and `y`, both of numbers."""
    return jsonify(_ask_neighbors(project, name, "plane", **_read_axes(project, name)))


@routes.get("/api/projects/<project>/tables/<name>/nearest")
@answers(TableNearest)
def nearest(project: str, name: str):
    """The `k` rows nearest to the place `at_x`, `at_y` of that plane."""
    at = [parse_number(each, float, -FARTHEST, FARTHEST, 0) for each in ("at_x", "at_y")]
    return jsonify(_ask_neighbors(project, name, "nearest", **_read_axes(project, name), at=at))


@routes.get("/api/projects/<project>/tables/<name>/all-columns")
@answers(TableAllColumns)
def all_columns(project: str, name: str):
    """How the `k` nearest rows do by all columns."""
    return jsonify(_ask_neighbors(project, name, "all_columns"))


def _parse_depth() -> int:
    return parse_number("depth", int, 1, DEEPEST, 3)


def _read_axes(project: str, name: str) -> dict[str, str]:
    """{'x', 'y'}: two columns of numbers, neither of which is to be guessed. Raises HttpProblem 400."""
    about = _read_about(project, name)[1]
    chosen = {axis: request.args.get(axis, "") for axis in ("x", "y")}
    for axis, column in chosen.items():
        if about["columns"][require_place(about, column)]["type"] != "number" or column == about["target"]:
            raise HttpProblem(400, "bad_value", name=axis)
    if chosen["x"] == chosen["y"]:
        raise HttpProblem(400, "bad_value", name="y")
    return chosen


def _ask_neighbors(project: str, name: str, what: str, **more: Any) -> dict:
    k = parse_number("k", int, 1, MOST_NEIGHBORS, 5)
    return _ask(project, name, what, rows=_read_about(project, name)[1]["rows"], k=k, **more)


def _ask(project: str, name: str, what: str, **more: Any) -> dict:
    """What the process that learns from this table answers. Raises HttpProblem, 400 where no column is to be guessed."""
    place, about = _read_about(project, name)
    if not about["target"]:
        raise HttpProblem(400, "bad_value", name="target")
    asked = {"path": str(place.file), "stamp": place.stamp, "target": about["target"], **more}
    folder = get_studio().projects.get(project).folder
    return get_studio().inference.ask_worker(project, folder, f"data/{place.name}", b"", {f"table_{what}": asked})


def _read_about(project: str, name: str):
    place = locate_table(project, get_studio().projects.get(project).folder, name)
    return place, get_studio().table_files.require_about(place)
