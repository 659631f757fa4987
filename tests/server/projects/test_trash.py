"""Deleting: not while a program writes, for good when it is for good, and nothing comes back by itself."""

import os
import threading
import time
from contextlib import closing

import pytest

from tests.support.app_client import Page
from tests.support.limits import poll_until

WRITES = """import os, time
print('writing', flush=True)
while True:
    os.makedirs('output', exist_ok=True)
    with open(os.path.join('output', f'{time.time_ns()}.txt'), 'w') as file:
        file.write('more')
"""


def program(code: str) -> dict:
    step = {"type": "program_python", "id": "p", "fields": {"code": code}}
    return {"blocks": {"languageVersion": 0, "blocks": [{"type": "program_start", "id": "s", "next": {"block": step}}]}}


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


def started(page, project: str) -> str:
    """Run the program that writes and wait for its first file. Returns the run's id."""
    run = page.ask("POST", f"/api/projects/{project}/runs", {"workspace": program(WRITES), "base": 1})
    assert run.status_code == 201, run.text
    output = page.studio.config.projects / project / "output"
    poll_until(lambda: output.is_dir() and os.listdir(output), "its first file")
    return run.json["run"]["id"]


def everywhere(page) -> list[str]:
    """Every file and folder of the projects folder that is no setting or log of the studio."""
    root = page.studio.config.projects
    return [
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.parts[len(root.parts)] != ".sunmao" or "bin" in path.parts
    ]


@pytest.mark.long
@pytest.mark.process
@pytest.mark.fault("B16")
def test_deleted_for_good_while_a_run_writes_and_a_second_page_saves(page, row):
    project = page.make("mine")
    run = started(page, project)
    refused = page.ask("DELETE", f"/api/projects/{project}")
    assert refused.status_code == 409
    assert page.ask("DELETE", f"/api/projects/{project}/runs/{run}").status_code == 409
    answers, over = [], threading.Event()

    def autosave() -> None:
        other, number = Second(page), 2
        while not over.is_set():
            answers.append(other.save(project, program(f"print({number})"), number).status_code)
            number += answers[-1] == 200

    saving = threading.Thread(target=autosave)
    saving.start()
    try:
        while 200 not in answers:
            time.sleep(0.02)
        assert page.ask("DELETE", f"/api/projects/{project}?stop=1").json == {"ok": True}
        assert page.studio.runs.find_running(project) is None
        assert [found["id"] for found in page.get("/api/bin")] == [project]
        assert page.ask("DELETE", f"/api/bin/{project}").json == {"ok": True}
        while answers[-1:] != [404]:
            time.sleep(0.02)
        again = page.ask("POST", f"/api/projects/{project}/runs", {"workspace": program(WRITES), "base": 1})
    finally:
        over.set()
        saving.join()
    assert again.status_code == 404
    assert page.get("/api/bin") == [] and page.get("/api/projects") == [] and everywhere(page) == [".sunmao/bin"]
    row(
        saw=refused.json["text"],
        kept="after the deletion neither the run nor the second page brought anything back; bin and history are empty",
    )


class Second:
    """A second page of the same studio."""

    def __init__(self, page):
        self._client = page.app.test_client()
        self._client.set_cookie("sunmao_5050", page.session.cookie, domain="127.0.0.1")
        self._client.environ_base["HTTP_X_SUNMAO_KEY"] = page.session.key
        self._base = page.base

    def save(self, project: str, workspace: dict, base: int):
        """One autosave."""
        body = {"workspace": workspace, "base": base}
        return self._client.put(
            f"/api/projects/{project}/workspace", json=body, base_url=self._base, headers={"X-Sunmao": "1"}
        )


@pytest.mark.process
def test_a_run_is_deleted_with_what_it_said(page):
    project = page.make("mine")
    run = page.ask("POST", f"/api/projects/{project}/runs", {"workspace": program("print(1)"), "base": 1}).json["run"][
        "id"
    ]
    while page.studio.runs.find_running(project):
        time.sleep(0.02)
    assert page.ask("DELETE", f"/api/projects/{project}/runs/{run}").json == {"ok": True}
    assert page.get(f"/api/projects/{project}/runs") == [] and page.get(f"/api/projects/{project}")["run"] is None
    assert os.listdir(page.studio.config.projects / project / "runs") == []
    assert page.ask("DELETE", f"/api/projects/{project}/runs/{run}").status_code == 404


def test_the_bin_is_listed_and_emptied_of_read_only_files_and_links(page, tmp_path_factory):
    root, outside = page.studio.config.projects, tmp_path_factory.mktemp("outside")
    (outside / "kept.txt").write_text("kept")
    first, second = page.make("first"), page.make("second")
    locked = root / first / "data" / "locked"
    locked.mkdir()
    (locked / "a.txt").write_bytes(b"x" * 5000)
    os.chmod(locked / "a.txt", 0o400)
    os.chmod(locked, 0o500)
    if hasattr(os, "symlink"):
        os.symlink(outside, root / first / "models" / "link", target_is_directory=True)
    for project in (first, second):
        assert page.ask("DELETE", f"/api/projects/{project}").status_code == 200
    rows = page.get("/api/bin")
    assert [found["title"] for found in rows] == ["second", "first"] and rows[1]["bytes"] > 5000
    assert abs(rows[0]["deleted"] - time.time()) < 60
    for wrong in ("none", "..", ".sunmao", "%2e%2e"):
        assert page.ask("DELETE", f"/api/bin/{wrong}").status_code == 404
    assert page.ask("DELETE", "/api/bin").json == {"ok": True}
    assert page.get("/api/bin") == [] and everywhere(page) == [".sunmao/bin"]
    assert (outside / "kept.txt").read_text() == "kept"


@pytest.mark.slow
def test_a_list_of_the_bin_that_is_old_deletes_nothing_else(page):
    """One window shows the bin; another one meanwhile deletes a project of the same name."""
    old = page.make("mine")
    page.ask("DELETE", f"/api/projects/{old}")
    [seen] = page.get("/api/bin")
    new = page.make("mine")
    assert new == old
    page.ask("DELETE", f"/api/projects/{new}")
    assert page.ask("DELETE", f"/api/bin/{seen['id']}?deleted={seen['deleted']}").status_code == 404
    assert len(page.get("/api/bin")) == 2
    assert page.ask("DELETE", f"/api/bin?until={seen['deleted']}").status_code == 200
    [left] = page.get("/api/bin")
    assert left["deleted"] > seen["deleted"]
    assert page.ask("DELETE", f"/api/bin/{left['id']}?deleted={left['deleted']}").json == {"ok": True}


def test_what_could_not_be_deleted_is_said_and_goes_at_the_next_start(page, monkeypatch):
    project = page.make("mine")
    page.ask("DELETE", f"/api/projects/{project}")

    def held(_):
        raise PermissionError(13, "held")

    monkeypatch.setattr("sunmao.server.storage.files.remove_tree", held)
    answer = page.ask("DELETE", "/api/bin")
    assert answer.status_code == 503 and "opened next" in answer.json["text"]["en"]
    monkeypatch.undo()
    assert page.get("/api/bin") == [] and everywhere(page) != [".sunmao/bin"]
    page.studio.projects.clean()
    assert everywhere(page) == [".sunmao/bin"]
