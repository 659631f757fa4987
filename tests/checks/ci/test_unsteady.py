"""A test that passes on its second run only is named and fails nothing; what is broken still fails."""

import re
import tomllib

import pytest

from checks.ci import unsteady
from tests.checks.ci.planted_project import PlantedProject, plant
from tests.support.paths import ROOT

# Each test notes that it ran, and fails at its first run, its third …
PLANTED = """
from pathlib import Path
import pytest

RUNS = Path(__file__).parents[1] / "runs"

def run_and_count(name):
    RUNS.mkdir(exist_ok=True)
    with (RUNS / name).open("a") as file:
        file.write("x")
    return len((RUNS / name).read_text())

@pytest.fixture
def page():
    yield
    assert run_and_count("page") % 2 == 0, "the console had an error"

@pytest.mark.browser
def test_its_page_complains_every_second_time(page):
    pass

@pytest.mark.long
@pytest.mark.parametrize("word", ["a b/c::d", "木"])
def test_fails_every_second_time(word):
    assert run_and_count(word[0]) % 2 == 0, f"{word}: the first failure"

def test_passes():
    pass
"""
BROKEN = """
@pytest.mark.long
def test_fails_always():
    assert not run_and_count("always")

@pytest.mark.long
def test_listed():
    assert run_and_count("listed") % 2 == 0

def test_unit():
    assert run_and_count("unit") % 2 == 0
"""
UNSTEADY = [
    "tests/test_planted.py::test_fails_every_second_time[\\u6728]",
    "tests/test_planted.py::test_fails_every_second_time[a b/c::d]",
    "tests/test_planted.py::test_its_page_complains_every_second_time",
]


@pytest.fixture
def project(tmp_path) -> PlantedProject:
    made = plant(tmp_path)
    made.write("tests/test_planted.py", PLANTED)
    return made


def count_runs(project: PlantedProject) -> dict[str, int]:
    return {path.name: len(path.read_text()) for path in (project.root / "runs").iterdir()}


def find_entries(lines: list[str]) -> list[dict]:
    """The entries for the list, as they are printed."""
    found = re.findall(r"^\[\[test\]\]\n.*?^cause = .*?$", "\n".join(lines), re.DOTALL | re.MULTILINE)
    return tomllib.loads("\n".join(found)).get("test", [])


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.parametrize("processes", ["0", pytest.param("2", marks=pytest.mark.long)])
def test_what_fails_every_second_time_is_named_and_fails_nothing(project, processes):
    status, lines = project.test("-n", processes, "--dist", "loadfile")
    assert status == 0, lines
    assert lines[-1].startswith("2 passed, 3 unsteady in ")
    entries = find_entries(lines)
    assert sorted(entry["id"] for entry in entries) == UNSTEADY
    assert all(f"UNSTEADY {test} passed on its second run only. It failed with:" in lines for test in UNSTEADY)
    assert any("a b/c::d: the first failure" in line for line in entries[0]["failure"] + entries[1]["failure"])
    assert {entry["cause"] for entry in entries} == {unsteady.NO_CAUSE}
    assert not (project.root / unsteady.LIST).exists()


@pytest.mark.long
@pytest.mark.process
@pytest.mark.slow
def test_what_is_broken_listed_or_a_unit_test_fails(project):
    project.write("tests/test_planted.py", PLANTED + BROKEN)
    project.write("tests/unsteady.toml", unsteady.format_entry("tests/test_planted.py::test_listed", "E  x", "a port"))
    status, lines = project.test()
    assert status == 1
    assert lines[-1].startswith("3 failed, 2 passed, 3 unsteady in ")
    assert count_runs(project) == {"page": 2, "a": 2, "木": 2, "always": 2, "listed": 1, "unit": 1}
    assert "tests/test_planted.py::test_fails_always failed again" in lines
    assert any("test_listed failed; it stands in tests/unsteady.toml" in line for line in lines)


@pytest.mark.long
@pytest.mark.process
@pytest.mark.slow
def test_the_list_is_written_on_demand_and_then_ends_the_second_runs(project):
    project.write("tests/unsteady.toml", "# Says what the list is for.\n")
    assert project.test("--write")[0] == 0
    assert sorted(entry["id"] for entry in unsteady.read_list(project.root)) == UNSTEADY
    assert unsteady.describe_list(project.root).startswith("3 unsteady in tests/unsteady.toml, which shall be empty: ")
    status, lines = project.test("--write")
    assert status == 1 and "unsteady" not in lines[-1]
    assert len(unsteady.read_list(project.root)) == 3


@pytest.mark.process
@pytest.mark.slow
def test_where_many_fail_something_is_broken(project):
    many = unsteady.MAX_FILES + 1
    for number in range(many):
        project.write(f"tests/test_{number}.py", "import pytest\n@pytest.mark.long\ndef test_it(): assert 0")
    status, lines = project.test()
    assert status == 1 and lines[-1].startswith(f"{many + 2} failed, 2 passed, 1 error in ")
    assert any("something is broken, no second run" in line for line in lines)


@pytest.mark.parametrize(
    ("failure", "kept"),
    [
        (
            '    def test_it():\n>  a()\nE  "x" \\ 木\t\x1b[31m\x7f\n.venv/a.py',
            [">  a()", 'E  "x" \\ 木\t\x1b[31m\x7f'],
        ),
        ("\n".join("abcdefghijklmnopqrst"), [*"fghijklmnopqrst"]),
        ("half \udc80", ["half \\udc80"]),
    ],
)
def test_an_entry_keeps_the_lines_that_tell_most(tmp_path, failure, kept):
    (tmp_path / "tests").mkdir()
    (tmp_path / unsteady.LIST).write_text(unsteady.format_entry('tests/a.py::b["\\n"]', failure), encoding="utf-8")
    [entry] = unsteady.read_list(tmp_path)
    assert entry["id"] == 'tests/a.py::b["\\n"]' and entry["failure"] == kept


def test_a_project_without_unsteady_tests_has_nothing_to_say(tmp_path):
    assert unsteady.read_list(tmp_path) == [] and unsteady.describe_list(tmp_path) == ""


def test_the_tests_of_this_project_that_are_listed_exist():
    for entry in unsteady.read_list(ROOT):
        file, *_, name = unsteady.name_function(entry["id"]).split("::")
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")
