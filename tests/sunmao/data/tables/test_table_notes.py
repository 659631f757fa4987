"""The decisions about a table, kept beside its file."""

import json

import pytest

from sunmao.data.tables.table_notes import (
    MAX_EDITS,
    TableEdit,
    TableNotes,
    apply_edits,
    get_notes_path,
    read_notes,
    read_value,
    write_notes,
)
from sunmao.tabular.table import Table

EDITS = (
    TableEdit("type", "a", "text"),
    TableEdit("fill", "b", "0"),
    TableEdit("leave", "c"),
    TableEdit("cell", "b", "7", 2),
)


def _table() -> Table:
    return Table(["n", "x", "t"], [[1, 1.5, "a"], [None, None, None], [3, 2.5, "c"]])


def test_kept_and_read_again(tmp_path):
    file = tmp_path / "a.csv"
    write_notes(file, TableNotes(EDITS, "数"))
    assert get_notes_path(file).name == "a.csv.notes.json" and read_notes(file) == TableNotes(EDITS, "数")
    assert json.loads(get_notes_path(file).read_text("utf-8"))["edits"][2] == {"do": "leave", "column": "c"}


def test_nothing_decided(tmp_path):
    assert read_notes(tmp_path / "a.csv") == TableNotes()


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{}",
        "[]",
        '{"edits": 3}',
        '{"edits": [{}]}',
        '{"edits": [{"do": "fill", "column": "a", "row": "x"}]}',
        "[" * 5000,
    ],
)
def test_damaged_decisions_are_none(tmp_path, data):
    get_notes_path(tmp_path / "a.csv").write_text(data)
    assert read_notes(tmp_path / "a.csv") == TableNotes()


def test_no_more_than_so_many_are_read(tmp_path):
    write_notes(tmp_path / "a.csv", TableNotes((EDITS[1],) * (MAX_EDITS + 5)))
    assert len(read_notes(tmp_path / "a.csv").edits) == MAX_EDITS


def test_the_last_type_of_a_column_counts():
    edits = TableEdit("type", "a", "text"), TableEdit("type", "a", "number"), TableEdit("type", "b", "picture?")
    assert TableNotes((*edits, EDITS[1])).types == {"a": "number"}


def test_empty_cells_are_filled():
    table = _table()
    apply_edits(table, [TableEdit("fill", "n", "9"), TableEdit("fill", "x", "9"), TableEdit("fill", "t", "z")])
    assert list(table.rows[1]) == [9, 9.0, "z"] and type(table.rows[1][0]) is int and type(table.rows[1][1]) is float
    assert list(table.rows[0]) == [1, 1.5, "a"]
    assert table._filled == {"n": {2}, "x": {2}, "t": {2}}


def test_one_cell_and_rows_that_are_left_out():
    table = _table()
    apply_edits(table, [TableEdit("cell", "n", "8", 3), TableEdit("leave", "t"), TableEdit("cell", "n", "5", 3)])
    assert [row[0] for row in table.rows] == [1, 5] and table.row_numbers == [1, 3]


def test_what_does_not_fit_any_more_is_passed_over():
    table = _table()
    edits = [
        TableEdit("fill", "gone", "1"),
        TableEdit("type", "n", "text"),
        TableEdit("fill", "n", "many"),
        TableEdit("cell", "n", "1", 99),
    ]
    apply_edits(table, edits)
    assert [list(row) for row in table.rows] == [list(row) for row in _table().rows]


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [("n", "3", 3), ("n", "2.5", 2.5), ("x", "3", 3.0), ("n", "a", None), ("t", "", None), ("t", "3", "3")],
)
def test_a_text_as_a_cell(column, text, value):
    found = read_value(_table(), column, text)
    assert found == value and type(found) is type(value)
