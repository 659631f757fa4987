"""Names that no disk can hold, files where folders should be, and folders that got another name: a sentence, never our
fault.
"""

import json
import os
import sys
from contextlib import closing

import pytest

from tests.support.app_client import Page
from tests.support.observed_run import Studio

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="folders that can be renamed while a program is in them")
RUN = "2026-01-01_10-00-00"
LONG = "1" * 300


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(page):
    """A project with a run and a data set."""
    project = page.make()
    folder = page.studio.projects.root / project
    home = folder / "runs" / RUN
    home.mkdir()
    (home / "summary.json").write_text(json.dumps({"state": "finished"}))
    (folder / "data" / "set" / "a").mkdir(parents=True)
    return project


@pytest.mark.process
@pytest.mark.parametrize(
    "path",
    [
        f"runs/{RUN}/pictures/{LONG}.png",
        f"runs/{LONG}",
        f"datasets/set/thumb/a/{LONG}.png",
        f"datasets/{LONG}",
        f"files/data/{LONG}.png",
        f"versions/{LONG}",
    ],
)
def test_a_name_that_no_disk_can_hold_is_not_there(page, project, path):
    assert page.ask("GET", f"/api/projects/{project}/{path}").status_code == 404


WRONG = {
    "history is a file": ("history", "versions", None),
    "runs is a file": ("runs", "runs", None),
    "main.py is a folder": ("main.py", None, ("PUT", "workspace")),
    "data is a file": ("data", None, ("POST", "datasets")),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", WRONG)
def test_a_file_or_folder_in_the_wrong_place_is_named(page, project, case):
    name, read, written = WRONG[case]
    place = page.studio.projects.root / project / name
    if place.is_dir():
        os.rename(place, page.studio.projects.root / "away")
        place.touch()
    else:
        place.unlink()
        place.mkdir()
        (place / "file").touch()
    method, path = written or ("GET", read)
    body = {"workspace": {"blocks": {}}, "base": 1, "name": "new", "task": "classification", "classes": ["a"]}
    answer = page.ask(method, f"/api/projects/{project}/{path}", body if written else None)
    assert answer.status_code == 409 and f"“{name}”" in answer.json["error"], answer.text
    assert answer.json["text"]["zh"] != answer.json["text"]["en"]


@POSIX
def test_a_project_whose_folder_was_renamed_is_found_again(page, project):
    root = page.studio.projects.root
    assert page.get(f"/api/projects/{project}")["title"] == "one"
    (root / project).rename(root / "other")
    answer = page.ask("GET", f"/api/projects/{project}")
    assert answer.status_code == 404 and answer.json["moved"] == "other" and "“other”" in answer.json["error"]
    assert page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": {}, "base": 1}).json["moved"] == "other"
    assert page.get("/api/projects/other")["title"] == "one"
    assert "moved" not in page.ask("GET", "/api/projects/never-there").json


@POSIX
@pytest.mark.process
def test_a_program_that_renames_its_own_folder_leaves_its_record_there(tmp_path):
    studio = Studio(tmp_path)
    told = studio.run("import os\nos.rename(os.getcwd(), os.getcwd() + '-new')\nprint('done')\n").ends()
    studio.runs.close()
    moved = told.folder.with_name(told.folder.name + "-new")
    assert told.summary["state"] == "finished" and not told.folder.exists()
    assert studio.runs.get_newest(told.project, moved)["state"] == "finished"
