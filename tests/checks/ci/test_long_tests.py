"""The choice of long tests: those that a change concerns, nearest first, then a third of the others, as time allows."""

from datetime import date, timedelta

import pytest

from checks.ci.long_tests import plan_long_tests
from checks.ci.whole_run import write_record
from tests.checks.ci.planted_project import PlantedProject, plant

LONG = "import pytest\n{imports}\n@pytest.mark.long\ndef test_long(): pass\ndef test_quick(): pass\n"
SKIP = "pytest.skip('a library is missing', allow_module_level=True)"
TODAY = date(2026, 11, 26)


@pytest.fixture
def project(tmp_path) -> PlantedProject:
    """Two files of long tests that import something, six that do not, and one without a long test."""
    made = plant(tmp_path)
    made.write("server/store.py", "")
    made.write("server/route.py", "import sunmao.server.store")
    made.write("tests/test_near.py", LONG.format(imports=""))
    made.write("tests/server/test_store.py", LONG.format(imports="TEXT = 'sunmao.server.store'"))
    made.write("tests/server/test_route.py", LONG.format(imports="TEXT = 'sunmao.server.route'"))
    for name in "abcdef":
        made.write(f"tests/other/test_{name}.py", LONG.format(imports=""))
    made.write("tests/other/test_quick.py", "def test_quick(): pass\n")
    write_record(made.root, {"commit": made.commit(), "date": TODAY})
    return made


def list_others(plan: dict[str, str]) -> set[str]:
    return {file[-4] for file in plan if file.startswith("tests/other/")}


def test_the_nearest_come_first_and_a_third_of_the_others_last(project):
    project.write("server/store.py", "changed = True")
    project.write("tests/test_near.py", LONG.format(imports="changed = True"))
    head, plan = plan_long_tests(project.root, TODAY)
    assert [*plan][:3] == ["tests/test_near.py", "tests/server/test_store.py", "tests/server/test_route.py"]
    assert plan["tests/test_near.py"] == "something changed for: tests/test_near.py"
    assert plan["tests/server/test_route.py"] == "something changed for: server/store.py, 2 imports away"
    assert len(list_others(plan)) == 2 and len(plan) == 5
    assert head[0].startswith("2 files changed since ")


def test_three_days_bring_every_other_file(project):
    plans = [plan_long_tests(project.root, TODAY + timedelta(days=days))[1] for days in range(3)]
    assert sorted(name for plan in plans for name in plan) == sorted({name for plan in plans for name in plan})
    assert set.union(*(list_others(plan) for plan in plans)) == {*"abcdef"}


def test_of_those_that_are_as_near_the_words_of_the_changed_file_come_first(project):
    for name in ("camera", "labeling", "painting"):
        project.write(f"tests/e2e/test_{name}.py", LONG.format(imports=""))
    write_record(project.root, {"commit": project.commit(), "date": TODAY})
    project.write("static/src/features/data/label_tools.tsx", "")
    assert [*plan_long_tests(project.root, TODAY)[1]][0] == "tests/e2e/test_labeling.py"


@pytest.mark.parametrize(
    ("record", "reason"),
    [({"commit": "0" * 40, "date": TODAY}, "this clone does not have 0000"), ({}, "no whole run is on record")],
)
def test_without_the_commit_all_count_as_changed(project, record, reason):
    write_record(project.root, record)
    head, plan = plan_long_tests(project.root, TODAY)
    assert head[0].startswith(f"All count as changed: {reason}") and len(plan) == 9
    assert {*plan.values()} == {"something changed for"}


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.parametrize("processes", ["0", "2"])
def test_the_long_tests_of_the_plan_run_and_are_told(project, processes):
    project.write("server/store.py", "changed = True")
    project.write("tests/test_near.py", LONG.format(imports=SKIP))
    status, lines = project.test("--long", "-n", processes, "--dist", "loadfile", "--no-loadscope-reorder")
    assert status == 0 and lines[-1].startswith("4 passed") or lines[-1].startswith("5 passed"), lines
    assert "ran, something changed for: 3 tests in 3 files" in lines
    assert "  tests/server/test_store.py (1): server/store.py, 1 import away" in lines
    assert "left out, no time, something changed for: 0 tests in 0 files" in lines
    assert any(line.startswith("Third ") for line in lines)


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.parametrize("processes", ["0", "2"])
def test_what_has_not_begun_in_time_is_left_out_and_named(project, processes):
    project.write("server/store.py", "changed = True")
    status, lines = project.test("--long", "--minutes", "0", "-n", processes, "--dist", "loadfile")
    assert status == 0 and "passed" not in lines[-1] and "left out" in lines[-1]
    head = lines.index("left out, no time, something changed for: 2 tests in 2 files")
    assert [line.split(" ")[2] for line in lines[head + 1 : head + 3]] == [
        "tests/server/test_store.py",
        "tests/server/test_route.py",
    ]
