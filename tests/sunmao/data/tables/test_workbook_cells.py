"""The cells of a workbook's sheet."""

import zipfile
from datetime import date, datetime, time

import pytest

pytest.importorskip("python_calamine")

from sunmao.data.tables import workbook_cells
from sunmao.data.tables.workbook_cells import read_workbook_cells
from sunmao.errors import BadData, BadValue
from tests.support.workbook_files import write_workbook

ROWS = [["name", "count"], ["ann", 3], ["bob", 2.5]]


def _refuse(kind: type, key: str, *arguments) -> str:
    with pytest.raises(kind) as caught:
        read_workbook_cells(*arguments)
    assert caught.value.key == key and caught.value.text("zh") != caught.value.text("en")
    return caught.value.text("en")


def test_the_cells_of_a_sheet(tmp_path):
    found = read_workbook_cells(write_workbook(tmp_path / "a.xlsx", {"One": ROWS}))
    assert found.rows == [["name", "count"], ["ann", "3"], ["bob", "2.5"]] and found.notes == []
    assert "One" in found.about["zh"] and "One" in found.about["en"]


def test_the_first_sheet_that_is_not_empty_and_one_by_name(tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", {"Empty": [], "One": ROWS, "Two": [["x"], [1]]})
    found = read_workbook_cells(path)
    assert found.rows[0] == ["name", "count"]
    assert found.notes == [("table_other_sheets", {"name": "One", "names": "Empty, One, Two"})]
    named = read_workbook_cells(path, "Two")
    assert named.rows == [["x"], ["1"]] and named.notes == []
    assert "Two" in _refuse(BadValue, "table_no_sheet", path, "Tow")
    _refuse(BadData, "table_empty", path, "Empty")


def test_formulas_have_the_values_that_were_computed_last(tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", {"One": [["a", "b"], [("A1*2", 4), ("A1*3", None)], [("A1", 5), 1]]})
    found = read_workbook_cells(path)
    assert found.rows == [["a", "b"], ["4", ""], ["5", "1"]]
    assert found.notes == [("table_formulas", {"count": 3}), ("table_formulas_empty", {"count": 1})]


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_what_is_no_workbook(tmp_path, data):
    (tmp_path / "a.xlsx").write_bytes(data)
    _refuse(BadData, "table_no_workbook", tmp_path / "a.xlsx")


def test_a_workbook_that_is_too_large_unpacked(tmp_path, monkeypatch):
    path = write_workbook(tmp_path / "a.xlsx", {"One": [["x" * 5000]]})
    with zipfile.ZipFile(path) as stored, zipfile.ZipFile(tmp_path / "b.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        for name in stored.namelist():
            packed.writestr(name, stored.read(name))
    monkeypatch.setattr("sunmao.data.tables.cells.MAX_BYTES", 4000)
    assert (tmp_path / "b.xlsx").stat().st_size < 4000
    _refuse(BadData, "table_large", tmp_path / "b.xlsx")


@pytest.mark.parametrize(
    ("cell", "text"),
    [(3.0, "3"), (2.5, "2.5"), (2.0**60, repr(2.0**60)), (-4.0, "-4"), ("a", "a"), (True, "True"), ("", "")]
    + [(datetime(2026, 1, 2), "2026-01-02"), (datetime(2026, 1, 2, 3, 4, 5), "2026-01-02 03:04:05")]
    + [(date(2026, 1, 2), "2026-01-02"), (time(3, 4), "03:04:00")],
)
def test_a_cell_is_read_again_as_what_it_is(cell, text):
    assert workbook_cells._write(cell) == text
