"""Tables from files: what is guessed is said, and what cannot be read gets a sentence."""

import math
import os
import time

import pytest

from sunmao.data.tables import cells
from sunmao.data.tables.read_table import read_table_file
from sunmao.errors import BadData, BadValue, FileMissing
from tests.support.workbook_files import write_workbook

FLOWERS = "length;kind\n1,5;rose\n2,25;rose\n;lily\n"


def write(folder, text: str, encoding: str = "utf-8", name: str = "plants.csv"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def keys(table) -> list[str]:
    return [note.key for note in table._notes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_every_encoding_and_mark(tmp_path, encoding, mark):
    latin = encoding in ("utf-16-le", "utf-16-be")  # without a mark Chinese letters cannot be told from others
    name = "length" if latin else "长度（厘米）"
    table = read_table_file(write(tmp_path, f"{name}{mark}kind\r\n1.5{mark}a\r\n2.5{mark}b\r\n", encoding))
    assert table.columns == [name, "kind"] and table.rows == [[1.5, "a"], [2.5, "b"]]


def test_decimal_commas_and_empty_cells_are_said(tmp_path):
    table = read_table_file(write(tmp_path, FLOWERS))
    assert table.rows == [[1.5, "rose"], [2.25, "rose"], [None, "lily"]]
    assert "table_decimal_comma" in keys(table) and "table_cells_missing" in keys(table)
    assert any("length (1)" in note for note in table.notes)


def test_a_line_break_in_quotes_is_one_cell(tmp_path):
    table = read_table_file(write(tmp_path, 'a,b\n"one\ntwo",1\n"x ""y"", z",2\n'))
    assert table.column("a") == ["one\ntwo", 'x "y", z']


def test_no_header(tmp_path):
    table = read_table_file(write(tmp_path, "1,x\n2,y\n"))
    assert len(table) == 2 and len(set(table.columns)) == 2
    assert len(read_table_file(write(tmp_path, "a,b\nc,d\n"), header=False)) == 2


def test_names_that_are_there_twice(tmp_path):
    assert read_table_file(write(tmp_path, "a,b,\n1,2,3\n"), header=True).columns[:2] == ["a", "b"]
    assert read_table_file(write(tmp_path, "a,a\n1,2\n"), header=True).columns == ["a", "a 2"]


def test_a_guess_is_corrected_from_the_cells(tmp_path):
    table = read_table_file(write(tmp_path, "id,n\n007,1\n008,2\n"))
    assert table.column("id") == [7, 8]
    table.set_type("id", "class")
    assert table.column("id") == ["007", "008"]
    assert read_table_file(write(tmp_path, "id,n\n007,1\n"), types={"id": "text"}).column("id") == ["007"]
    with pytest.raises(BadValue, match="ident"):
        read_table_file(write(tmp_path, "id,n\n007,1\n"), types={"ident": "text"})


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a,b\n1,x\n=A1+1,y\n", "table_formula_texts"),
        ("a,b\n1,x\n2\n3,y\n", "table_ragged"),
        ("a,b\n1,NA\n2,NA\n", "table_all_missing"),
        ("a\n1\n2\n", "table_one_column"),
        ("a,b\n1,x\n2,y\n3,z\n4,x\nsix,y\n", "table_odd_cells"),
        ("a,b\n5 cm,x\n6 cm,y\n", "table_unit"),
    ],
)
def test_what_is_odd_is_said(tmp_path, text, key):
    assert key in keys(read_table_file(write(tmp_path, text)))


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02" + bytes(range(256)), "table_binary"),
        (b"", "table_empty"),
        (b"\n , \r\n\n", "table_empty"),
        (",".join(map(str, range(10_000))).encode(), "table_wide"),
    ],
)
def test_what_is_no_table(tmp_path, data, key):
    path = tmp_path / "odd.csv"
    path.write_bytes(data)
    with pytest.raises(BadData) as raised:
        read_table_file(path)
    assert raised.value.key == key


def test_two_gigabytes_are_refused_at_once(tmp_path):
    path = tmp_path / "large.csv"
    path.touch()
    os.truncate(path, 2 * 2**30)
    since = time.monotonic()
    with pytest.raises(BadData) as raised:
        read_table_file(path)
    assert raised.value.key == "table_large" and time.monotonic() - since < 1


def test_too_many_cells(tmp_path, monkeypatch):
    monkeypatch.setattr(cells, "MAX_CELLS", 5)
    with pytest.raises(BadData) as raised:
        read_table_file(write(tmp_path, "a,b\n1,2\n3,4\n"))
    assert raised.value.key == "table_long"


@pytest.mark.parametrize("text", ["a,b\n", "length,kind", "长度,种类\r\n\r\n,\r\n", "kind\n", "a;b;\n"])
@pytest.mark.parametrize("header", [None, True])
def test_names_without_a_row(tmp_path, text, header):
    with pytest.raises(BadData) as raised:
        read_table_file(write(tmp_path, text), header=header)
    assert raised.value.key == "table_no_rows"


@pytest.mark.parametrize("text", ["1.5,rose\n", "2026-11-30,rose\n", "5 cm,rose", "length,kind\n1.5,rose\n"])
def test_one_row(tmp_path, text):
    table = read_table_file(write(tmp_path, text))
    assert len(table) == 1 and table.rows[0][1] == "rose"


def test_no_file(tmp_path):
    write(tmp_path, "a,b\n1,2\n")
    with pytest.raises(FileMissing, match="plants.csv"):
        read_table_file(tmp_path / "plant.csv")


def test_a_workbook(tmp_path):
    path = write_workbook(
        tmp_path / "plants.xlsx", {"first": [["length", "kind"], [1.5, "rose"], [2, "lily"], [None, "lily"]]}
    )
    table = read_table_file(path)
    assert table.columns == ["length", "kind"] and table.rows == [[1.5, "rose"], [2.0, "lily"], [None, "lily"]]


def test_formulas_of_a_workbook(tmp_path):
    rows = [["a", "b"], [1, ("A2*2", 2)], [3, ("A3*2", None)], [5, ("A4*2", 10)]]
    table = read_table_file(write_workbook(tmp_path / "sums.xlsx", {"first": rows, "second": [["x"], [1]]}))
    assert table.column("b") == [2, None, 10]
    notes = {note.key: note.holes for note in table._notes}
    assert notes["table_formulas"]["count"] == 3 and notes["table_formulas_empty"]["count"] == 1
    assert notes["table_other_sheets"]["name"] == "first"


def test_another_sheet(tmp_path):
    path = write_workbook(tmp_path / "two.xlsx", {"first": [["a"], [1]], "second": [["b"], [2]]})
    assert read_table_file(path, sheet="second").columns == ["b"]
    with pytest.raises(BadValue, match="second"):
        read_table_file(path, sheet="secnd")


def test_no_workbook(tmp_path):
    path = tmp_path / "odd.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(BadData) as raised:
        read_table_file(path)
    assert raised.value.key == "table_no_workbook"


@pytest.mark.slow
def test_twice_the_rows_take_at_most_about_twice_the_time(tmp_path):
    sizes = (20_000, 40_000)
    texts = ["a,b,c\n" + "".join(f"{n},{n / 7:.3f},{'xyz'[n % 3]}\n" for n in range(rows)) for rows in sizes]
    paths = [write(tmp_path, text, name=f"{number}.csv") for number, text in enumerate(texts)]
    best = [math.inf, math.inf]
    for turn in range(10):  # in turns: a busy computer is slow for both
        since = time.process_time()
        read_table_file(paths[turn % 2])
        best[turn % 2] = min(best[turn % 2], time.process_time() - since)
    assert best[1] < 3 * best[0]  # with the square it would be 4
