"""The count of printed programs by what is wanted of each."""

from collections import Counter

import pytest

from benchmarks import printed_blocks
from benchmarks.rows import NotHere

PAGE = """# A lesson
```python
import os
```
text
```python
from BaseML import Classification
```
"""


def test_blocks_are_those_that_import_a_package_and_those_that_are_listed(tmp_path, monkeypatch):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.md").write_text(PAGE, encoding="utf-8")
    listed = tmp_path / "groups.csv"
    listed.write_text("n,file,line,group\n1,a.md,2,cannot\n2,a.md,6,must run\n3,other,9,must run\n", encoding="utf-8")
    monkeypatch.setenv(printed_blocks.PLACE, str(tmp_path))
    monkeypatch.setenv(printed_blocks.LISTED, str(listed))
    groups = printed_blocks.read_groups()
    blocks = list(printed_blocks.list_blocks(printed_blocks.find_pages(), groups))
    assert [(each.place, each.libraries, groups[each.place]) for each in blocks] == [
        ("a.md:2", (), "cannot"),
        ("a.md:6", ("BaseML",), "must run"),
    ]
    monkeypatch.delenv(printed_blocks.LISTED)
    assert printed_blocks.read_groups() == {}
    assert [each.place for each in printed_blocks.list_blocks(printed_blocks.find_pages())] == ["a.md:6"]
    listed.write_text("file,line\na.md,2\n", encoding="utf-8")
    monkeypatch.setenv(printed_blocks.LISTED, str(listed))
    with pytest.raises(NotHere):
        printed_blocks.read_groups()


def test_a_group_counts_what_it_wants():
    rows = [
        printed_blocks.count_group("hardware stand-in", Counter(runs=12)),
        printed_blocks.count_group("hardware stand-in", Counter(runs=11, says=1)),
        printed_blocks.count_group("cannot", Counter(runs=1, says=40, part=1)),
        printed_blocks.count_group("cannot", Counter(says=40, breaks=1)),
    ]
    assert [row.holds for row in rows] == [True, False, True, False]
    assert rows[1].note == "11 of 12 run; runs: 11, says: 1"
