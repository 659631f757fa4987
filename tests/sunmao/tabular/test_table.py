"""Tables that programs fill, correct, draw and save."""

import csv

import pytest

from sunmao.errors import BadValue
from sunmao.tabular.table import Table


@pytest.fixture
def fruit():
    return Table(["fruit", "grams", "sweet"], [["apple", 180, "yes"], ["lemon", 60, "no"], ["pear", None, "yes"]])


def test_rows_are_added(fruit):
    fruit.add_row(["plum", 40, "yes"])
    assert fruit.column("grams") == [180, 60, None, 40]
    with pytest.raises(BadValue) as raised:
        fruit.add_row(["plum"])
    assert raised.value.params == {"count": 1, "columns": 3}


def test_a_misspelled_column_gets_the_nearest(fruit):
    with pytest.raises(BadValue) as raised:
        fruit.column("gram")
    assert "grams" in raised.value.text("en")


def test_types_are_guessed_and_corrected(fruit):
    assert fruit.types == {"fruit": "text", "grams": "number", "sweet": "class"}
    fruit.set_type("grams", "class")
    assert fruit.types["grams"] == "class" and fruit.column("grams") == ["180", "60", None]
    fruit.set_type("fruit", "number")
    assert fruit.column("fruit") == [None] * 3


def test_saved_as_a_spreadsheet_reads_it(fruit, tmp_path):
    fruit.save(path=tmp_path / "new" / "果.csv")
    with open(tmp_path / "new" / "果.csv", encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["fruit", "grams", "sweet"],
            ["apple", "180", "yes"],
            ["lemon", "60", "no"],
            ["pear", "", "yes"],
        ]


@pytest.mark.parametrize("kind", ["scatter", "line", "bar"])
def test_a_chart_of_each_kind(kind):
    table = Table(["x", "y", "kind"], [[n, n * n, "ab"[n % 2]] for n in range(20)], title="squares")
    chart = table.plot(kind=kind, x="x", y="y", color="kind")
    assert chart.ndim == 3 and chart.shape[2] == 3 and chart.dtype == "uint8" and len({*chart.ravel().tolist()}) > 10


def test_what_has_no_chart(fruit):
    with pytest.raises(BadValue, match="fruit"):
        fruit.plot(x="fruit", y="grams")
    assert fruit.plot(kind="bar", x="fruit", y="grams").any()


def test_a_page_gets_the_first_rows():
    [event] = Table(["n"], [[n] for n in range(5001)]).as_events()
    assert len(event.rows) == 5000 and "5001" in event.title
