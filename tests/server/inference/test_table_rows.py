"""The rows of a table out of its index are those of its file, and a part of them is a fair one."""

import pytest

from sunmao.data.tables.read_table import read_table_file
from sunmao.data.tables.table_notes import TableEdit, TableNotes, write_notes
from sunmao.server.inference.table_rows import divide_rows, open_table
from tests.support.table_indexes import index_file


def test_an_index_gives_the_table_of_its_file_with_what_was_decided(tmp_path, monkeypatch):
    file = tmp_path / "plants.csv"
    file.write_text(
        "day,high,kind\n2026-03-01,5.5 cm,a\n2026-03-02,,b\n2026-03-03,7 cm,\n2026-03-04,8 cm,a\n", encoding="utf-8"
    )
    write_notes(file, TableNotes((TableEdit("fill", "high", "6"), TableEdit("leave", "kind")), "kind"))
    stamp, whole = index_file(file), read_table_file(file)
    monkeypatch.setattr("sunmao.server.inference.table_rows.read_table_file", None)  # the file is not read again
    found = open_table(str(file), stamp)
    for name in ("columns", "rows", "types", "units", "row_numbers", "path"):
        assert getattr(found, name) == getattr(whole, name), name
    assert whole.row_numbers == [1, 2, 4]


@pytest.mark.parametrize("rare", [5, 4])
def test_a_part_of_the_rows_has_each_class_by_its_share(tmp_path, rare):
    file = tmp_path / "many.csv"
    kinds = ["x"] * 300 + ["y"] * 200 + ["z"] * rare
    file.write_text("a,kind\n" + "\n".join(f"{number},{kind}" for number, kind in enumerate(kinds)), encoding="utf-8")
    divided = divide_rows(str(file), index_file(file), "kind", None, 100)
    counts = [int(sum((part.truth == place).sum() for part in (divided.train, divided.test))) for place in range(3)]
    assert divided.describe()["used"] == sum(counts) == 100 and counts[2] == 1 and abs(counts[0] - 60) <= 1
    assert divided.classes == ["x", "y", "z"] and divided.few == (["z"] if rare < 5 else [])
    assert divided.enough == (rare == 5) and divided.plan.encoder.columns[0].high == len(kinds) - 1
