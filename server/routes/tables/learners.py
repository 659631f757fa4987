"""Routes of models that learn from a table of a project: a decision tree that is drawn, and the nearest rows."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.tables import TableAllColumns, TableNearest, TablePlane, TableTree, TableTreeRows
from sunmao.server.datasets.tables.table_files import TableLocation, locate_table
from sunmao.server.datasets.tables.table_pages import MAX_NEIGHBORS, require_place
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import parse_flag, parse_number, parse_whole
from sunmao.server.studio import get_studio

routes = Blueprint("table_learners", __name__)

DEEPEST, FARTHEST = 10, 1e300


@dataclass(frozen=True)
class LearnedTable:
    """A table of a project that has a column to guess, and what its index says."""

    place: TableLocation
    about: dict[str, Any]

    def ask(self, what: str, **more: Any) -> dict:
        """Ask the process that learns from the table. Raises HttpProblem."""
        place = self.place
        asked = {"path": str(place.file), "stamp": place.stamp, "target": self.about["target"], **more}
        folder = get_studio().projects.get(place.project).folder
        return get_studio().inference.ask_worker(
            place.project, folder, f"data/{place.name}", b"", {f"table_{what}": asked}
        )

    def ask_neighbors(self, what: str, **more: Any) -> dict:
        """The same, of its `k` nearest rows."""
        return self.ask(what, rows=self.about["rows"], k=parse_number("k", int, 1, MAX_NEIGHBORS, 5), **more)


@routes.get("/api/projects/<project>/tables/<name>/tree")
@answers(TableTree)
def tree(project: str, name: str) -> ResponseReturnValue:
    """A decision tree that guesses the column to guess with at most `depth` questions."""
    return jsonify(_read_table(project, name).ask("tree", depth=_parse_depth()))


@routes.get("/api/projects/<project>/tables/<name>/tree/rows")
@answers(TableTreeRows)
def tree_rows(project: str, name: str) -> ResponseReturnValue:
    """The learned rows that came to the node `node` of the tree of `depth`."""
    table = _read_table(project, name)
    return jsonify(table.ask("tree_rows", depth=_parse_depth(), node=parse_whole("node", 0)))


@routes.get("/api/projects/<project>/tables/<name>/plane")
@answers(TablePlane)
def plane(project: str, name: str) -> ResponseReturnValue:
    """Return the answers of the `k` nearest rows in the plane of the columns `x` and `y`, both of numbers; with
    `bare=1` without its points, which are the same for every `k`.
    """
    table = _read_table(project, name)
    return jsonify(table.ask_neighbors("plane", **_read_axes(table.about), bare=parse_flag("bare")))


@routes.get("/api/projects/<project>/tables/<name>/nearest")
@answers(TableNearest)
def nearest(project: str, name: str) -> ResponseReturnValue:
    """The `k` rows nearest to the place `at_x`, `at_y` of that plane."""
    at = [parse_number(each, float, -FARTHEST, FARTHEST, 0) for each in ("at_x", "at_y")]
    table = _read_table(project, name)
    return jsonify(table.ask_neighbors("nearest", **_read_axes(table.about), at=at))


@routes.get("/api/projects/<project>/tables/<name>/all-columns")
@answers(TableAllColumns)
def all_columns(project: str, name: str) -> ResponseReturnValue:
    """Measure how the `k` nearest rows predict by all columns."""
    return jsonify(_read_table(project, name).ask_neighbors("all_columns"))


def _parse_depth() -> int:
    return parse_number("depth", int, 1, DEEPEST, 3)


def _read_axes(about: dict[str, Any]) -> dict[str, str]:
    """{'x', 'y'}: two columns of numbers, neither of which is to be guessed. Raises HttpProblem 400."""
    chosen = {axis: request.args.get(axis, "") for axis in ("x", "y")}
    for axis, column in chosen.items():
        if about["columns"][require_place(about, column)]["type"] != "number" or column == about["target"]:
            raise HttpProblem(400, "bad_value", name=axis)
    if chosen["x"] == chosen["y"]:
        raise HttpProblem(400, "bad_value", name="y")
    return chosen


def _read_table(project: str, name: str) -> LearnedTable:
    """Raises HttpProblem, 400 where no column is to be guessed."""
    place = locate_table(project, get_studio().projects.get(project).folder, name)
    about = get_studio().table_files.require_about(place)
    if not about["target"]:
        raise HttpProblem(400, "bad_value", name="target")
    return LearnedTable(place, about)
