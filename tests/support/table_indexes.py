"""Indexes of tables, made as a job of the studio makes them."""

from pathlib import Path
from types import SimpleNamespace

from sunmao.server.datasets.tables.build_table_index import index_table
from sunmao.server.datasets.tables.table_files import TableLocation


def index_file(file: Path) -> str:
    """Make the index of a table. Returns its stamp."""
    place = TableLocation("", file.parent, file.name)
    index_table(SimpleNamespace(progress=lambda *done: None), str(file), str(place.index))
    return place.stamp
