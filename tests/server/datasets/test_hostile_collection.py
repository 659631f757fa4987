"""The hostile collection where pupils meet it: dropped on the page, and opened by blocks. The command line's answers
are in `tests/sunmao/data/checks/test_hostile_collection.py`.
"""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.hostile import HOSTILE, files, find_escaped_files
from sunmao.data import Dataset
from sunmao.errors import SunmaoError
from sunmao.images.image_files import kind_of
from tests.support.app_client import Page

pytestmark = pytest.mark.process

ITEMS = dict(files()) if HOSTILE.is_dir() else {}
BLOCKS = [file for file in ITEMS if file.startswith(("cls/", "coco/")) and not file.endswith(".zip")]


@pytest.fixture
def page(tmp_path, shared):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.mark.fault("E1")
@pytest.mark.long
def test_the_page_takes_in_what_is_good_and_refuses_the_rest(page, row):
    """Each zip in a process that is watched: what is rejected leaves nothing."""
    project = page.make()
    sets, data = f"/api/projects/{project}/datasets", page.studio.config.projects / project / "data"
    brought = [file for file in ITEMS if file.endswith(".zip")]
    begun = {file: page.ask("POST", sets, {"name": Path(file).stem, "folder": str(HOSTILE / file)}) for file in brought}
    for file, answer in begun.items():
        job = page.done(project, answer)
        assert (job["state"], file) == ("failed" if ITEMS[file] == "reject" else "done", file), job["text"]
        assert job["result"] if job["state"] == "done" else all(job["text"][lang] for lang in ("zh", "en"))
        row(
            saw=job["text"]["en"] if job["text"] else f"{job['result']['pictures']} pictures",
            kept=f"{file} on the page: {job['state']}",
        )
    assert not find_escaped_files() and not [path.name for path in data.iterdir() if path.name.endswith(".tmp")]
    assert all(item["problem"] is None for item in page.get(sets))


@pytest.mark.fault("E1")
def test_the_page_shows_no_picture_that_is_none(page, row):
    """Pictures that a program put there: nothing of them reaches the page as anything but a picture."""
    project = page.make()
    folder, address = page.studio.config.projects / project / "data" / "set", f"/api/projects/{project}/datasets/set"
    for label in ("a", "b"):
        shutil.copytree(HOSTILE / "images", folder / label)
    page.done(project, page.ask("POST", f"{address}/check"))
    rejected = {Path(file).name for file, expect in ITEMS.items() if file.startswith("images/") and expect == "reject"}
    wall = page.get(f"{address}/pictures?label=a")["rows"]
    for picture in wall:
        answer = page.ask("GET", f"{address}/thumb/{picture['path']}")
        name = picture["path"].split("/")[1]
        assert (answer.status_code, answer.mimetype) == (
            (404, "application/json") if name in rejected else (200, "image/jpeg")
        ), name
        full = page.ask("GET", f"/api/projects/{project}/files/data/set/{picture['path']}")
        assert full.status_code != 200 or full.mimetype.startswith("image/") and kind_of(full.data[:64]), name
    row(saw=f"{len(rejected)} of {len(wall)} pictures have no thumbnail", kept="the wall of all hostile pictures")


@pytest.mark.fault("E1")
@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("file", BLOCKS or ["../shared"])
def test_blocks_answer_as_the_manifest_expects(file, tmp_path, monkeypatch, row):
    monkeypatch.chdir(tmp_path)
    if file.startswith("coco/"):
        shutil.copytree(HOSTILE / "coco" / "images", "data/x/images")
        shutil.copy(HOSTILE / file, "data/x/annotations.json")
    else:
        shutil.copytree(HOSTILE / file, "data/x")
    try:
        findings = Dataset(path="data/x").check()
    except SunmaoError as error:
        answer, said = "reject", error.text("en")
    else:
        answer = "reject" if any(each.level == "reject" for each in findings) else "warn" if findings else "accept"
        said = " ".join(each.text["en"] for each in findings)
    assert answer == ITEMS[file], said
    row(saw=said[:150] or "nothing: it is good", kept=f"{file} by the block “check”: {answer}")
