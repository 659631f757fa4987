"""Rows of numbers from whatever a lesson has, by the kind that it names or by what it is."""

import numpy as np
import pytest

from sunmao.compat.baseml.reading import KINDS, pick_columns, read_source
from sunmao.errors import BadData, BadValue

ROWS = [[1.0, 2.0], [3.0, 4.0]]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    for name, text in (("named.csv", "a,b\n1,2\n3,4\n"), ("bare.txt", "1,2\n3,4\n"), ("bare.csv", "1,2\n3,4\n")):
        (tmp_path / name).write_text(text)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("named.csv", None),
        ("named.csv", "csv"),
        ("bare.txt", None),
        ("bare.csv", "txt"),
        (ROWS, "list"),
        (ROWS, None),
        (np.array(ROWS), "numpy"),
    ],
)
def test_rows_are_the_same_from_wherever_they_come(source, kind):
    assert read_source(source, kind).tolist() == ROWS


@pytest.mark.parametrize("kind", ["xlsx", "CSV", "", 5])
@pytest.mark.parametrize("source", ["named.csv", ROWS], ids=["file", "rows"])
def test_a_kind_that_there_is_not_is_said(source, kind):
    with pytest.raises(BadValue) as refused:
        read_source(source, kind)
    assert refused.value.key == "ml_no_kind" and ", ".join(KINDS) in str(refused.value)


def test_cells_that_are_no_numbers_are_named(tmp_path):
    (tmp_path / "words.txt").write_text("1,2\n3,four\n")
    with pytest.raises(BadData, match="four"):
        read_source("words.txt", None)
    (tmp_path / "gaps.csv").write_text("a,b\n1,2\n3,\n")
    with pytest.raises(BadData) as empty:
        read_source("gaps.csv", None)
    assert empty.value.key == "ml_empty_cell" and "3" in str(empty.value)


@pytest.mark.parametrize("columns", [[2], [-3], ["a"], [0.5]])
def test_a_column_that_there_is_not_is_said(columns):
    with pytest.raises(BadValue) as refused:
        pick_columns(np.array(ROWS), columns)
    assert refused.value.key == "ml_no_column"


def test_columns_are_picked_in_their_order():
    rows = np.array(ROWS)
    assert pick_columns(rows, [1, -2]).tolist() == [[2, 1], [4, 3]]
    assert pick_columns(rows, []).tolist() == ROWS
