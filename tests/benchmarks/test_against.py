"""Two trees side by side: older names are found, also in texts; what is better is told by the goal."""

import sys
from types import ModuleType

import pytest

from benchmarks import against, other_tree
from benchmarks.history import ROOT
from benchmarks.rows import MissingRow, Row, Size

OLD = {"made_up.house:build_wall": "made_up.hut:build"}


@pytest.fixture
def old_tree(monkeypatch):
    """A library that calls something by an older name."""
    for name in ("made_up", "made_up.hut"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    sys.modules["made_up"].__path__ = []
    sys.modules["made_up.hut"].build = len
    yield
    sys.modules.pop("made_up.house", None)


def test_an_older_name_answers_to_that_of_today(old_tree):
    other_tree.alias("made_up.house:build_wall", "made_up.hut:build")
    from made_up.house import build_wall

    assert build_wall is len


def test_programs_that_are_text_say_the_older_name():
    benchmark = ModuleType("benchmark")
    benchmark.PROGRAM = "import time\nfrom made_up.house import build_wall\nbuild_wall('x')\n"
    benchmark.COUNT = 3
    other_tree.rename_in_texts(benchmark, OLD)
    assert benchmark.PROGRAM == "import time\nfrom made_up.hut import build as build_wall\nbuild_wall('x')\n"


def test_names_of_today_exist_here():
    assert all(map(other_tree.is_known, [name for name in other_tree.OLD_NAMES if "openmmlab" not in name]))
    assert not other_tree.is_known("sunmao.codegen.program:no_such_name")


@pytest.mark.parametrize(("goal", "better"), [("<= 1", "here"), (">= 1", "there")])
def test_what_is_better_follows_from_the_goal(goal, better):
    here, there = (Row("row", value, "ms", goal, 4.0, "peer", wall=1, processor=2) for value in (1.0, 2.0))
    cells = dict(zip(against.HEAD, against.compare_rows([here], [there]), strict=True))
    assert (cells["better"], cells["here / there"], cells["rounds"]) == (better, "0.50", "1.00–1.00 and 2.00–2.00")


def test_a_row_of_one_side_only_is_no_success(monkeypatch, capsys):
    monkeypatch.setattr(against, "find_python", lambda root: ROOT / "pyproject.toml")
    rows = {ROOT: [Row("row", 1.0, "ms", "<= 1", processor=1.0)], ROOT / "docs": [MissingRow("part", "broken")]}
    monkeypatch.setattr(against, "measure_tree", lambda root, *words: rows[root])
    assert against.compare_trees(ROOT / "docs", ["generate"], Size.FULL, 1) == 1
    assert "there: part: broken" in capsys.readouterr().out


@pytest.mark.process
@pytest.mark.long
def test_a_tree_against_itself(capfd):
    assert against.compare_trees(ROOT, ["generate"], Size.SMALLEST, 1) == 0
    out = capfd.readouterr().out
    assert all(
        words in out for words in (f"here: {ROOT}", f"there: {ROOT}", "from the saved JSON", "from loaded blocks")
    )


def test_a_folder_without_an_environment_is_told(tmp_path, capsys):
    assert against.compare_trees(tmp_path, ["generate"], Size.SMALLEST, 1) == 2
    assert "start.py" in capsys.readouterr().err
