"""Options that the pickers offer of tables: the files, and the names of their columns."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sunmao.data.builtin.samples import TABLES
from sunmao.data.tables.read_table import read_table_file
from sunmao.errors import SunmaoError
from sunmao.server.datasets.tables.table_files import TableLocation, list_tables, read_table_about
from sunmao.server.datasets.tables.table_store import get_title
from sunmao.server.errors import HttpProblem

READ_AT_ONCE = 64 * 1024  # bytes of a text file; what is larger has names once its index is made
REMEMBERED = 64  # tables
TEXTS = (".csv", ".tsv", ".tab")


def list_table_options(project: Path) -> dict[str, list[dict[str, Any]]]:
    """The lists 'table', of paths, and 'column', of names: those of each 'table' in their order, of those that come
    along and were not used yet as well.
    """
    places = [TableLocation("", project / "data", name) for name in list_tables(project / "data")]
    found: dict[str, Sequence[str]] = {f"data/{place.name}": _list_columns(place) for place in places}
    tables: list[dict[str, Any]] = [{"value": path, "label": get_title(path.removeprefix("data/"))} for path in found]
    samples = {f"data/{name}.csv": sample.columns for name, sample in TABLES.items()}
    columns = [
        {"value": name, "label": name, "table": path} for path, names in (samples | found).items() for name in names
    ]
    return {"table": tables, "column": columns}


def _list_columns(place: TableLocation) -> Sequence[str]:
    """The names of a table's columns, none where they are not to be had in a moment."""
    try:
        stamp, about = place.stamp, read_table_about(place.index)
        if about.get("stamp") == stamp:
            return [each["name"] for each in about["columns"]]
        if place.name.lower().endswith(TEXTS) and place.file.stat().st_size <= READ_AT_ONCE:
            return _read_columns(place.file, stamp)
    except (HttpProblem, OSError):
        pass  # it has gone meanwhile
    return ()


@lru_cache(REMEMBERED)
def _read_columns(file: Path, stamp: str) -> Sequence[str]:
    try:
        return tuple(read_table_file(file).columns)
    except SunmaoError:
        return ()
