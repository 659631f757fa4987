"""The tables of a project: files straight in `data/`. Each has an index, `data/.index/<name>.table.sqlite`, out of
which the page reads; it can always be made again.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sunmao.data.tables.table_notes import get_notes_path
from sunmao.server.dataset_index.index_db import FOLDER
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import file_names
from sunmao.server.storage.safe_files import list_plain_entries

ENDINGS = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
VERSION = 1  # of the index; one of another version is made anew


@dataclass(frozen=True)
class TableLocation:
    """Location of a table: a file in the folder `data`."""

    project: str
    data: Path
    name: str

    @property
    def file(self) -> Path:
        """The table's file."""
        return self.data / self.name

    @property
    def index(self) -> Path:
        """The file of its index."""
        return self.data / FOLDER / f"{self.name}.table.sqlite"

    @property
    def stamp(self) -> str:
        """Another one once the file, or what was decided about it, has changed. Raises HttpProblem 404."""
        return compute_stamp(self.file)


def compute_stamp(file: Path) -> str:
    """Another text once a table's file, or what was decided about it, has changed. Raises HttpProblem 404."""
    try:
        found = [file.stat()]
    except OSError:
        raise HttpProblem(404, "no_table") from None
    try:
        found.append(get_notes_path(file).stat())
    except OSError:
        pass
    return " ".join([str(VERSION), *(f"{each.st_size} {each.st_mtime_ns}" for each in found)])


def list_tables(data: Path) -> list[str]:
    """The names of the tables in `data/`, links apart."""
    return list_plain_entries(data, lambda each: each.is_file(follow_symlinks=False) and is_table(each.name))


def is_table(name: str) -> bool:
    """Whether a file of this name is taken for a table."""
    return name.lower().endswith(ENDINGS) and file_names.is_visible(name)


def locate_table(project: str, folder: Path, name: str) -> TableLocation:
    """Locate a table of the project in `folder`. Raises HttpProblem 404."""
    if name not in list_tables(folder / "data"):
        raise HttpProblem(404, "no_table")
    return TableLocation(project, folder / "data", name)


@contextmanager
def open_table_index(index: Path) -> Iterator[sqlite3.Connection]:
    """An index to read from. Raises HttpProblem 503 where there is none, or it is damaged."""
    try:
        with closing(sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)) as db:
            yield db
    except sqlite3.Error:
        raise HttpProblem(503, "set_coming") from None


def read_table_about(index: Path) -> dict:
    """Read the facts that an index states of its table as a whole; {} where there is none that can be read."""
    if not index.is_file():
        return {}
    try:
        with open_table_index(index) as db:
            [said] = db.execute("select said from about").fetchone()
            return json.loads(said)
    except (HttpProblem, TypeError, ValueError):
        return {}
