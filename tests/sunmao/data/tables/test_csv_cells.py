"""The cells of a CSV file, whichever program wrote it."""

import pytest

from sunmao.data.tables import csv_cells
from sunmao.data.tables.csv_cells import find_mark, read_csv_cells
from sunmao.errors import BadData


@pytest.fixture
def read(tmp_path):
    def read(data: bytes | str):
        path = tmp_path / "a.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_csv_cells(path)

    return read


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2\n2,5;3\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ('"a;b",c\n"d;e",f\n', ","),
        ("name\nann\n", ","),
        ("", ","),
        ("a;b\n1;2\n3,4,5,6\n", ";"),
    ],
)
def test_what_stands_between_the_cells(text, mark):
    assert find_mark(text) == mark


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GBK"), ("utf-16", "UTF-16")],
)
def test_every_encoding(read, encoding, name):
    found = read("名字,数\n小明,3\n小红,5\n".encode(encoding))
    assert found.rows == [["名字", "数"], ["小明", "3"], ["小红", "5"]] and found.mark == ","
    assert all(name in words for words in found.about.values()) and found.about["zh"] != found.about["en"]


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(read, order):
    assert read("name,count\nann,3\n".encode(order)).rows == [["name", "count"], ["ann", "3"]]


def test_empty_lines_and_quotes(read):
    assert read('a,b\n\n , \n"1\n2","3""4"\n').rows == [["a", "b"], ["1\n2", '3"4']]


def test_the_mark_that_a_spreadsheet_writes_first_is_no_row(read):
    found = read("sep=;\na;b\n1;2\n")
    assert found.rows == [["a", "b"], ["1", "2"]] and found.mark == ";"


def test_formulas_have_no_value(read):
    found = read("a,b\n=A1,=\n1,=B2\n")
    assert found.rows == [["a", "b"], ["", ""], ["1", ""]] and found.notes == [("table_formula_texts", {"count": 2})]
    assert read("a,b\n1=2,3\n").notes == []


@pytest.mark.parametrize(
    ("data", "key"),
    [(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "table_binary"), (b"a,b\n\x01\x02,3\n", "table_binary")]
    + [('a,b\n"1' + "x" * 200_000 + "\n", "table_damaged")],
)
def test_what_is_no_table(read, data, key):
    with pytest.raises(BadData) as caught:
        read(data)
    assert caught.value.key == key and caught.value.text("zh") != caught.value.text("en")


def test_a_file_that_is_too_large(read, monkeypatch):
    monkeypatch.setattr("sunmao.data.tables.cells.MAX_BYTES", 5)
    with pytest.raises(BadData) as caught:
        read("a,b\n1,2\n")
    assert caught.value.key == "table_large" and csv_cells.MAX_BYTES > 5
