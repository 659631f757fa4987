"""The types of the cells of a column."""

import pytest

from sunmao.tabular.column_types import guess_type, has_decimal_commas, parse_date, parse_number, read_column


@pytest.mark.parametrize(
    ("cells", "type", "values"),
    [
        (["1", "2", "NA"], "number", [1, 2, None]),
        (["1", "2.5", ""], "number", [1.0, 2.5, None]),
        (["-3e2", "−1", "+4"], "number", [-300.0, -1.0, 4.0]),
        (["5 cm", "6cm", "7"], "number", [5, 6, 7]),
        (["50%", "25%"], "number", [50, 25]),
        (["2026-11-28", "2026/1/2"], "date", ["2026-11-28", "2026-01-02"]),
        (["a", "b", "a", "b"], "class", ["a", "b", "a", "b"]),
        ([f"word {n}" for n in range(40)], "text", [f"word {n}" for n in range(40)]),
        (["", "NA"], "class", [None, None]),
        (["1", "2", "3", "4", "x"], "number", [1, 2, 3, 4, None]),
        (["1", "x", "y", "x", "1"], "class", ["1", "x", "y", "x", "1"]),
    ],
)
def test_the_type_of_cells(cells, type, values):
    column = read_column(cells)
    assert (column.type, column.values) == (type, values)


@pytest.mark.parametrize(
    ("values", "type"),
    [
        ([1, 2.5, None], "number"),
        ([7, 8], "number"),
        (["1", "2", "3"], "number"),
        ([True, False, True, False], "class"),
        ([1, True, 0, True, 0, 1], "class"),
        (["2026-11-28", None], "date"),
        ([None], "class"),
        ([], "class"),
    ],
)
def test_the_type_of_values_in_a_program(values, type):
    assert guess_type(values) == type


def test_a_text_where_numbers_stand_is_said():
    column = read_column(["1", "2", "three", "4", "5", ""])
    assert (column.odd, column.missing) == ([2], 1)


def test_another_unit_is_no_number():
    column = read_column(["1 cm", "2 cm", "3 cm", "4 cm", "5 kg"])
    assert column.unit == "cm" and column.values == [1, 2, 3, 4, None] and column.odd == [4]


@pytest.mark.parametrize(
    ("cells", "mark", "comma"),
    [
        (["1,5", "2,25"], ";", True),
        (["1,500", "2,250"], ";", True),
        (["1,500", "2,250"], ",", False),
        (["1,500.5", "2.5"], ",", False),
        (["1.5", "2"], ";", False),
    ],
)
def test_which_comma_it_is(cells, mark, comma):
    assert has_decimal_commas(cells, mark) is comma


@pytest.mark.parametrize("cell", ["inf", "nan", "1e999", "1.2.3", "12-3", "A4", "1 2", "0x10"])
def test_no_number(cell):
    assert parse_number(cell) is None


def test_no_date():
    assert parse_date("2026-13-01") is None and parse_date("28.11.2026") is None
