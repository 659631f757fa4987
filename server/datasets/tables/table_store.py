"""Tables as the page brings them in, lists them, changes them and deletes them."""

import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import replace as move
from sunmao.core.atomic_files import sync_folder
from sunmao.data.builtin.samples import TABLES, make_table
from sunmao.data.tables.table_notes import (
    MAX_EDITS,
    TableEdit,
    TableNotes,
    get_notes_path,
    read_notes,
    write_notes,
)
from sunmao.locks.lock_order import make_rlock
from sunmao.server.datasets.tables.table_files import (
    TableLocation,
    is_table,
    list_tables,
    read_table_about,
)
from sunmao.server.errors import HttpProblem
from sunmao.server.jobs.jobs import DatasetJob, JobRunner, JobSpec
from sunmao.server.storage import file_names, safe_files
from sunmao.tabular.column_types import TYPES, parse_number

INDEX = "table.sqlite"  # of an import that waits, beside its file
KEPT = 3600  # seconds for which an import waits
LONGEST_VALUE = 1000


@dataclass
class PendingTable:
    """A table that was sent and that nobody has taken yet. stage: the folder in which it lies alone."""

    project: str
    stage: Path
    name: str
    job: DatasetJob | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    begun: float = field(default_factory=time.monotonic)

    @property
    def file(self) -> Path:
        """The file that was sent."""
        return self.stage / self.name


class TableStore:
    """The tables of one studio's projects. Safe to use from several threads."""

    def __init__(self, jobs: JobRunner) -> None:
        self._jobs, self._lock = jobs, make_rlock()
        self._waiting: dict[str, PendingTable] = {}

    def list_rows(self, folder: Path) -> list[dict[str, Any]]:
        """{'name', 'title', 'rows', 'builtin'} of each table, then of the samples that the project does not have."""
        names, found = list_tables(folder / "data"), []
        for name in names:
            about = read_table_about(TableLocation("", folder / "data", name).index)
            found.append({"name": name, "title": get_title(name), "rows": about.get("rows"), "builtin": False})
        for sample in TABLES.values():
            if f"{sample.name}.csv" not in names:
                name = f"{sample.name}.csv"
                found.append({"name": name, "title": sample.title, "rows": sample.rows, "builtin": True})
        return found

    def require_about(self, place: TableLocation) -> dict[str, Any]:
        """Return the facts of the index, which is made first where it is missing or old. Raises HttpProblem: why it
        cannot be read.
        """
        about = read_table_about(place.index)
        if about.get("stamp") == place.stamp:
            return about
        self.start_index(place.project, place.name, place.file, place.index).wait()
        return read_table_about(place.index)

    def start_index(
        self, project: str, name: str, file: Path, index: Path, finish: Callable = lambda result: result
    ) -> DatasetJob:
        """Begin to make the index of a file."""
        given = {"file": str(file), "index": str(index)}
        return self._jobs.start(JobSpec(project, name, "table", "index_table", given, finish))

    def describe(self, place: TableLocation) -> dict[str, Any]:
        """A table for the page: `TableJson`."""
        about, notes = self.require_about(place), read_notes(place.file)
        edits = [{"do": each.do, "column": each.column, "value": each.value} for each in notes.edits]
        said = {key: value for key, value in about.items() if key != "stamp"}
        return {
            "name": place.name,
            "path": f"data/{place.name}",
            "title": get_title(place.name),
            "edits": edits,
            **said,
        }

    def edit(self, place: TableLocation, edit: TableEdit) -> None:
        """Decide something about a table. Raises HttpProblem 400 and 409."""
        about = self.require_about(place)
        column = next((each for each in about["columns"] if each["name"] == edit.column), None)
        if column is None or not _is_possible(edit, column):
            raise HttpProblem(400, "bad_value", name="value")
        with self._lock:
            notes = read_notes(place.file)
            if len(notes.edits) >= MAX_EDITS:
                raise HttpProblem(409, "table_edits_full", most=MAX_EDITS)
            write_notes(place.file, replace(notes, edits=(*notes.edits, edit)))

    def undo(self, place: TableLocation) -> None:
        """Take the last decision back; nothing where there is none."""
        with self._lock:
            notes = read_notes(place.file)
            if notes.edits:
                write_notes(place.file, replace(notes, edits=notes.edits[:-1]))

    def choose_target(self, place: TableLocation, column: str) -> None:
        """Say which column is to be guessed. Raises HttpProblem 400."""
        if column not in [each["name"] for each in self.require_about(place)["columns"]]:
            raise HttpProblem(400, "bad_value", name="column")
        with self._lock:
            write_notes(place.file, replace(read_notes(place.file), target=column))

    def delete(self, place: TableLocation) -> None:
        """Delete a table for good, with its index and what was decided about it."""
        self._jobs.end(place.project, place.name)
        with self._lock:
            for each in (place.file, get_notes_path(place.file), place.index):
                each.unlink(missing_ok=True)
        sync_folder(place.data)

    def add_sample(self, folder: Path, name: str) -> str:
        """Put a table that comes along into `data/`; returns its name. Raises HttpProblem 404."""
        sample = TABLES.get(name.removesuffix(".csv"))
        if sample is None:
            raise HttpProblem(404, "no_table")
        safe_files.make_folder_safely(folder / "data")
        file = Path(make_table(sample.name, folder / "data"))
        if sample.types and not read_notes(file).edits:
            edits = tuple(TableEdit("type", column, type) for column, type in sample.types.items())
            write_notes(file, TableNotes(edits, sample.target))
        return file.name

    def begin_import(self, project: str, stage: Path, name: str) -> PendingTable:
        """Begin to say what was sent, the file `name` in the folder `stage`. The job's result: {'import', 'about'}."""
        pending = PendingTable(project, stage, name)
        index = stage / INDEX

        def finish(result: dict) -> dict:
            return {"import": pending.id, "about": read_table_about(index)}

        self.sweep()
        with self._lock:
            self._waiting[pending.id] = pending
        pending.job = self.start_index(project, name, pending.file, index, finish)
        return pending

    def take_import(self, pending: PendingTable, types: dict[str, str]) -> str:
        """Put a table that waits into `data/`, with the types that somebody has corrected. Returns its name."""
        if pending.job is None or not pending.job.over.is_set():
            raise HttpProblem(409, "import_busy")
        data = pending.stage.parent
        with self._lock:
            taken = {*safe_files.list_folder_safely(data), *(f"{name}.csv" for name in TABLES)}
            place = TableLocation(pending.project, data, file_names.find_free_path(pending.name, taken))
            if types:
                edits = tuple(TableEdit("type", column, type) for column, type in types.items())
                write_notes(place.file, TableNotes(edits))
            place.index.parent.mkdir(exist_ok=True)
            move(pending.file, place.file)
            if not types and (pending.stage / INDEX).is_file():
                move(pending.stage / INDEX, place.index)
        sync_folder(data)
        self.drop_import(pending)
        return place.name

    def find_import(self, project: str, identity: str) -> PendingTable:
        """A table that waits. Raises HttpProblem 404."""
        pending = self._waiting.get(identity)
        if pending is None or pending.project != project:
            raise HttpProblem(404, "no_import")
        return pending

    def drop_import(self, pending: PendingTable) -> None:
        """Forget a table that waits, with what was sent."""
        if pending.job is not None and not pending.job.over.is_set():
            pending.job.stop()
        self._waiting.pop(pending.id, None)
        shutil.rmtree(pending.stage, ignore_errors=True)

    def sweep(self) -> None:
        """Drop the imports of which nobody has spoken for long."""
        old = [each for each in list(self._waiting.values()) if time.monotonic() - each.begun > KEPT]
        for each in old:
            self.drop_import(each)


def make_table_name(name: str) -> str:
    """A name for a table's file in `data/`. Raises HttpProblem 415 for what does not end as one."""
    stem, dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    found = f"{file_names.make_slug(stem, 'table')}{dot}{ending.lower()}"
    if not is_table(found):
        raise HttpProblem(415, "table_ending")
    return found


def get_title(name: str) -> dict[str, str]:
    """Return the title of a table: of a sample its name in both languages, of another one that of its file."""
    sample = TABLES.get(name.removesuffix(".csv"))
    stem = name.rpartition(".")[0]
    return sample.title if sample else {"zh": stem, "en": stem}


def _is_possible(edit: TableEdit, column: dict[str, Any]) -> bool:
    if edit.do == "type":
        return edit.value in TYPES
    if edit.do == "leave":
        return column["missing"] > 0
    if len(edit.value) > LONGEST_VALUE or not edit.value.strip():
        return False
    if column["type"] == "number":
        return parse_number(edit.value) is not None
    return edit.do == "fill" or edit.row > 0
