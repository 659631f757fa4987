"""Decisions about a table's file: types of columns, cells that were filled in, rows that are left out. It stands
in `iris.csv.notes.json` beside `iris.csv`, which stays as it came; whoever reads the file gets the table with them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import write_atomic
from sunmao.core.regular_files import read_regular
from sunmao.tabular.column_types import TYPES, parse_number
from sunmao.tabular.table import Table

ENDING = ".notes.json"
MAX_BYTES, MAX_EDITS = 2**20, 1000


@dataclass(frozen=True)
class TableEdit:
    """One decision. do: 'type' (the column is of the type `value`), 'fill' (its empty cells get `value`), 'leave' (rows
    whose cell in it is empty are left out) or 'cell' (the cell in `row`, from 1, gets `value`).
    """

    do: str
    column: str
    value: str = ""
    row: int = 0


@dataclass(frozen=True)
class TableNotes:
    """All decisions about a table, the oldest first. target: the column to guess; '' where nobody has said."""

    edits: tuple[TableEdit, ...] = ()
    target: str = ""

    @property
    def types(self) -> dict[str, str]:
        """The type that was said last of each column."""
        return {edit.column: edit.value for edit in self.edits if edit.do == "type" and edit.value in TYPES}


def get_notes_path(file: Path) -> Path:
    """Path of the decisions about a table's file."""
    return file.with_name(file.name + ENDING)


def read_notes(file: Path) -> TableNotes:
    """The decisions about a table's file; none where nobody has made any, or they cannot be read."""
    try:
        said = json.loads(read_regular(get_notes_path(file), MAX_BYTES))
        edits = tuple(_read_edit(each) for each in said["edits"][:MAX_EDITS])
        return TableNotes(edits, str(said.get("target") or ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return TableNotes()


def write_notes(file: Path, notes: TableNotes) -> None:
    """Keep decisions; on return they are on the disk."""
    edits = [{key: value for key, value in vars(edit).items() if value not in ("", 0)} for edit in notes.edits]
    said = {"target": notes.target, "edits": edits}
    write_atomic(get_notes_path(file), json.dumps(said, ensure_ascii=False, indent=1).encode())


def apply_edits(table: Table, edits: Iterable[TableEdit]) -> None:
    """Do to a table's cells what was decided. What does not fit any more, as its column has gone, is passed over."""
    for edit in edits:
        if edit.column not in table.columns or edit.do == "type":
            continue
        place = table.columns.index(edit.column)
        if edit.do == "leave":
            table._keep_rows([number for number, row in enumerate(table.rows) if row[place] is not None])
            continue
        value = read_value(table, edit.column, edit.value)
        wanted = {edit.row} if edit.do == "cell" else None
        for row, number in zip(table.rows, table.row_numbers, strict=True):
            if value is not None and (number in wanted if wanted else row[place] is None):
                row[place] = value
                table._filled.setdefault(edit.column, set()).add(number)


def read_value(table: Table, column: str, value: str) -> Any:
    """A text as a cell of a column; None for what is not of its type."""
    if table.types[column] != "number":
        return value or None
    found = parse_number(value)
    if found is None:
        return None
    whole = all(isinstance(cell, int) for cell in table.column(column)[:100] if cell is not None)
    return found[0] if whole else float(found[0])


def _read_edit(said: dict) -> TableEdit:
    return TableEdit(str(said["do"]), str(said["column"]), str(said.get("value", "")), int(said.get("row", 0)))
