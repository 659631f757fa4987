"""A green run of everything, alone, names its commit; nothing else does."""

import platform
import subprocess
from datetime import date

import pytest

from checks.ci import whole_run
from tests.checks.ci.planted_project import PlantedProject, plant

PLANTED = """
import pytest

@pytest.mark.long
def test_long():
    pass

def test_quick():
    pass

@pytest.mark.skip(reason="not here")
def test_elsewhere():
    pass
"""

pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.fixture
def project(tmp_path) -> PlantedProject:
    made = plant(tmp_path)
    made.write("tests/test_planted.py", PLANTED)
    made.commit()
    return made


def find_refusal(lines: list[str]) -> str:
    start = "tests/wholly_tested.toml stays as it is: "
    [found] = [line.removeprefix(start) for line in lines if line.startswith(start)]
    return found


def test_a_green_run_writes_what_it_ran(project):
    commit = project.commit()
    status, lines = project.test("--all")
    assert status == 0 and f"tests/wholly_tested.toml names {commit} as wholly tested." in lines
    record = whole_run.read_record(project.root)
    assert record == {
        "commit": commit,
        "date": date.today(),
        "passed": 2,
        "skipped": 1,
        "unsteady": 0,
        "long": 1,
        "minutes": 0,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "not_run": ["tests/test_planted.py::test_elsewhere"],
    }


@pytest.mark.parametrize(
    ("text", "arguments", "refusal"),
    [
        ("def test_broken(): assert 0", (), "not all tests passed."),
        ("", ("-m", "not long"), "not all tests were asked for (-m, not long)."),
        ("@pytest.mark.browser\n@pytest.mark.skip\ndef test_it(): pass", (), "browser tests were skipped."),
    ],
)
def test_a_run_that_was_not_whole_writes_nothing(project, text, arguments, refusal):
    project.write("tests/test_planted.py", f"{PLANTED}\n{text}")
    project.commit()
    assert find_refusal(project.test("--all", *arguments)[1]).startswith(refusal)
    assert whole_run.read_record(project.root) == {}


def test_what_is_not_committed_has_no_name(project):
    project.write("notes.py", "")
    assert find_refusal(project.test("--all")[1]) == "what was tested is no commit."


def test_a_run_without_the_long_tests_says_nothing_of_it(project):
    assert not any("wholly_tested" in line for line in project.test()[1])


def test_changes_are_those_of_commits_of_the_work_tree_and_new_files(project):
    first = project.commit()
    project.write("tests/test_planted.py", "")
    project.commit()
    project.write("pytest.ini", "[pytest]\n")
    project.write("a file 木.py", "")
    assert whole_run.find_changes(project.root, first) == ["a file 木.py", "pytest.ini", "tests/test_planted.py"]
    assert whole_run.find_changes(project.root, project.commit()) == []


def test_a_checkout_of_another_user_is_read(project, monkeypatch):
    commit = project.commit()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(subprocess.CalledProcessError):
        project.git("rev-parse", "HEAD")
    assert whole_run.find_changes(project.root, commit) == []


@pytest.mark.parametrize("commit", ["", "0" * 40, "--output=x"])
def test_where_the_commit_is_not_there_no_change_is_known(project, commit):
    assert whole_run.find_changes(project.root, commit) is None
