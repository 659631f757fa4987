"""An import waits until somebody takes it, in the way in which it is recognized or in another one, or drops it."""

import io
import threading
import zipfile
from contextlib import closing

import pytest

from sunmao.server.datasets.imports import pending_imports
from tests.support.app_client import Page
from tests.support.dataset_shapes.pictures import put
from tests.support.dataset_shapes.registry import SHAPES
from tests.support.limits import poll_until
from tests.support.studio import ApiClient, start_studio, stop_studio

pytestmark = pytest.mark.process

JPEG = b"\xff\xd8\xff"


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path / "projects")) as running:
        yield running


@pytest.fixture
def project(page):
    return page.make("p")


def begin(page, project: str, source) -> dict:
    """Begin the import of a folder and return the description of what was found."""
    answer = page.ask("POST", f"/api/projects/{project}/datasets", {"name": "", "folder": str(source)})
    job = page.over(project, answer)
    assert job["state"] == "done", job
    assert job["result"]["import"] == answer.json["import"]
    return job["result"]


def build(name: str, folder):
    """A shape's folder."""
    SHAPES[f"page/{name}"].build(folder)
    return folder


def address(project: str, found: dict, rest: str = "") -> str:
    return f"/api/projects/{project}/imports/{found['import']}{rest}"


def list_data(page, project: str) -> list[str]:
    data = page.studio.config.projects / project / "data"
    return sorted(each.name for each in data.iterdir() if each.name != ".index")


def test_nothing_is_there_until_it_is_taken(page, project, tmp_path):
    found = begin(page, project, build("YOLO", tmp_path / "pets"))
    assert (found["reading"], found["task"], found["pictures"], found["objects"]) == ("yolo", "detection", 12, 24)
    assert found["parts"] == {"train": 8, "val": 2, "test": 2}
    assert [each["name"] for each in page.get(f"/api/projects/{project}/datasets") if not each["builtin"]] == []
    for number, sample in enumerate(found["samples"]):
        picture = page.ask("GET", address(project, found, f"/samples/yolo/{number}"))
        assert sample["drawn"] and picture.data.startswith(JPEG) and picture.mimetype == "image/jpeg"
    taken = page.over(project, page.ask("POST", address(project, found), {"reading": "yolo"}))
    assert (taken["result"]["path"], taken["result"]["pictures"]) == ("data/pets", 12)
    assert list_data(page, project) == ["pets"], "nothing of the import is left"
    assert page.ask("GET", address(project, found, "/samples/yolo/0")).status_code == 404


@pytest.mark.parametrize("around", ["", "cells", "outer/cells"])
def test_what_is_shown_can_be_taken(page, project, tmp_path, around):
    """A folder of pictures, as the page sends it: the reading that was found is one that is taken."""
    for number in range(10):
        put(tmp_path / "sent" / around / f"{number}.jpg", number)
    found = begin(page, project, tmp_path / "sent")
    taken = page.over(project, page.ask("POST", address(project, found), {"reading": found["reading"]}))
    assert taken["state"] == "done" and taken["result"]["pictures"] == 10


def test_a_refused_value_is_not_called_by_its_name(page, project, tmp_path):
    """The sentence is for who presses a button; the name of what did not fit stands beside it."""
    found = begin(page, project, build("YOLO", tmp_path / "pets"))
    refused = page.ask("POST", address(project, found), {"reading": "cubes"})
    assert (refused.status_code, refused.json["parameter"]) == (400, "reading")
    assert not any("reading" in words for words in (refused.json["error"], *refused.json["text"].values()))


@pytest.mark.long
def test_it_is_something_else(page, project, tmp_path):
    """Looked at in another way and taken so, under another name."""
    found = begin(page, project, build("class folders", tmp_path / "pets"))
    asked = page.ask("POST", address(project, found, "/readings"), {"reading": "detection"})
    other = page.over(project, asked)["result"]
    assert (other["task"], other["classes"], other["pictures"]) == ("detection", [], 24)
    assert page.ask("GET", address(project, found, "/samples/detection/3")).data.startswith(JPEG)
    page.over(project, page.ask("POST", address(project, found), {"reading": "detection", "name": "boxed"}))
    row = page.get(f"/api/projects/{project}/datasets/boxed")
    assert (row["task"], row["pictures"], row["unlabeled"], row["classes"]) == ("detection", 24, 24, [])


@pytest.mark.long
def test_a_refused_set_waits_for_another_reading(page, project, tmp_path):
    folder = build("class folders", tmp_path / "pets")
    (folder / "annotations.json").write_text('{"images": [{"id": 1, "file_name": "gone.jpg"}], "annotations": []}')
    found = begin(page, project, folder)
    coco = page.over(project, page.ask("POST", address(project, found, "/readings"), {"reading": "coco"}))["result"]
    assert coco["refusal"]["en"] and coco["pictures"] == 24
    failed = page.over(project, page.ask("POST", address(project, found), {"reading": "coco"}))
    assert failed["state"] == "failed" and failed["text"] == coco["refusal"]
    taken = page.over(project, page.ask("POST", address(project, found), {"reading": "class_folders"}))
    assert [each["count"] for each in taken["result"]["classes"]] == [12, 12]
    assert list_data(page, project) == ["pets"]


def test_a_dropped_one_leaves_nothing(page, project, tmp_path):
    packed = io.BytesIO()
    folder = build("class folders", tmp_path / "pets")
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.rglob("*.jpg"):
            archive.write(path, path.relative_to(folder))
    packed.seek(0)
    form = {"name": "pets", "zip": (packed, "pets.zip")}
    answer = page.ask("POST", f"/api/projects/{project}/datasets", data=form, content_type="multipart/form-data")
    found = page.over(project, answer)["result"]
    assert len(list_data(page, project)) == 1
    assert page.ask("DELETE", address(project, found)).status_code == 200
    assert list_data(page, project) == []
    for method, rest, body in (("POST", "", {}), ("POST", "/readings", {"reading": "coco"}), ("DELETE", "", None)):
        assert page.ask(method, address(project, found, rest), body).status_code == 404
    assert len(list(folder.rglob("*.jpg"))) == 24


def test_what_cannot_be_opened_is_gone_at_once(page, project, tmp_path):
    (tmp_path / "empty").mkdir()
    asked = {"name": "", "folder": str(tmp_path / "empty")}
    answer = page.ask("POST", f"/api/projects/{project}/datasets", asked)
    job = page.over(project, answer)
    assert job["state"] == "failed" and "picture" in job["text"]["en"]
    assert page.ask("DELETE", address(project, answer.json)).status_code == 404
    assert list_data(page, project) == []


def test_another_project_and_odd_words_reach_nothing(page, project, tmp_path):
    other = page.make("q")
    found = begin(page, project, build("class folders", tmp_path / "pets"))
    assert page.ask("POST", address(other, found), {}).status_code == 404
    assert page.ask("GET", address(other, found, "/samples/class_folders/0")).status_code == 404
    for reading in ("nothing", "..", "../../x", "yolo\0"):
        assert page.ask("POST", address(project, found), {"reading": reading}).status_code == 400
        assert page.ask("POST", address(project, found, "/readings"), {"reading": reading}).status_code == 400
    for rest in ("/samples/%2e%2e/0", "/samples/class_folders/99", "/samples/nothing/0", "/samples/class_folders/x"):
        assert page.ask("GET", address(project, found, rest)).status_code == 404
    assert page.ask("POST", address(project, found), {"reading": 7}).status_code == 400


@pytest.mark.long
def test_old_ones_go(page, project, tmp_path, monkeypatch):
    """After an hour without a word, and the oldest of too many."""
    folder, waiting = build("class folders", tmp_path / "pets"), page.studio.pending_imports
    found = begin(page, project, folder)
    spoken = waiting.get(project, found["import"]).spoken
    waiting.sweep(spoken + pending_imports.KEPT - 1)
    assert len(list_data(page, project)) == 1
    waiting.sweep(spoken + pending_imports.KEPT + 1)
    assert list_data(page, project) == [] and page.ask("DELETE", address(project, found)).status_code == 404
    monkeypatch.setattr(pending_imports, "MAX_PENDING", 2)
    first, second, third = (begin(page, project, folder) for _ in range(3))
    waiting.sweep()
    assert page.ask("DELETE", address(project, first)).status_code == 404
    assert [page.ask("DELETE", address(project, each)).status_code for each in (second, third)] == [200, 200]


@pytest.mark.process
@pytest.mark.long
def test_a_start_removes_what_waited(tmp_path):
    folder, projects = build("class folders", tmp_path / "pets"), tmp_path / "projects"
    studio = start_studio(projects)
    try:
        visitor = ApiClient(studio)
        project = visitor.ask("POST", "/api/projects", {"title": "p", "lang": "en"})["id"]
        base = f"/api/projects/{project}"
        begun = visitor.ask("POST", f"{base}/datasets", {"name": "set", "folder": str(folder)})
        while visitor.ask("GET", f"{base}/jobs/{begun['job']}")["state"] == "running":
            threading.Event().wait(0.02)
        assert len(list((projects / project / "data").iterdir())) == 1
    finally:
        studio.process.kill()
        studio.process.wait()
    studio = start_studio(projects)
    try:
        poll_until(lambda: not list((projects / project / "data").iterdir()), "nothing of what waited")
    finally:
        stop_studio(studio)
