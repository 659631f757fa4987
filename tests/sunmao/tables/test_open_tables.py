"""Tables that come along, and what is said of those in files."""

import pytest

from sunmao.data.builtin.samples import TABLES
from sunmao.tables import read_table, sample_table
from sunmao.tabular.column_types import guess_type


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_that_come_along(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table, sample = sample_table(name), TABLES[name]
    assert len(table) == sample.rows and table.columns[-1] == sample.target
    assert table.types[sample.target] == ("number" if name == "diabetes" else "class")
    words = {column for column in table.columns[:-1] if guess_type(table.column(column)) != "number"}
    assert words == ({"island", "sex"} if name == "penguins" else set())
    assert all(sample.about.values()) and sample.source


def test_what_was_guessed_is_printed(tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;x\n;y\n", encoding="utf-8")
    table = read_table(path)
    out, err = capsys.readouterr()
    assert table.notes[0] in out
    assert any(note in err for note in table.notes), "what is odd is a warning"
