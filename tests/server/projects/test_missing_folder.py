"""A project whose folder goes away or answers slowly while it is open: its work is not lost, and the others do not
notice.
"""

import json
import os
import sys
import threading
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from tests.support.app_client import serving
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process

HELLO = {
    "blocks": {
        "languageVersion": 0,
        "blocks": [
            {
                "type": "text_print",
                "id": "a",
                "inputs": {"TEXT": {"shadow": {"type": "text", "id": "b", "fields": {"TEXT": "你好"}}}},
            }
        ],
    }
}


@pytest.fixture
def studio(tmp_path):
    (tmp_path / "projects").mkdir()
    with serving(tmp_path / "projects") as live:
        yield Asking(live, tmp_path / "projects")


class Asking:
    """Asks a studio as its page does. projects: its folder."""

    def __init__(self, live, projects):
        self.live, self.projects = live, projects

    def ask(self, method: str, path: str, body=None) -> tuple[int, dict]:
        headers = {
            **self.live.own,
            "X-Sunmao": "1",
            "Origin": f"http://127.0.0.1:{self.live.port}",
            "Content-Type": "application/json",
        }
        data = b"" if body is None else json.dumps(body).encode()
        status, _, answer = self.live.ask(method, quote(path, safe="/?="), headers, data)
        return status, json.loads(answer)

    def make(self, title: str) -> str:
        return self.ask("POST", "/api/projects", {"title": title, "lang": "zh"})[1]["id"]

    def save(self, project: str, base: int = 1, workspace=HELLO) -> tuple[int, dict]:
        return self.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": workspace, "base": base})


AWAY = {
    "renamed": lambda projects: (projects / "mine").rename(projects / "another"),
    "moved away": lambda projects: (projects / "mine").rename(projects.parent / "elsewhere"),
    "unmounted": lambda projects: projects.rename(projects.parent / "elsewhere"),
}
BACK = {
    "renamed": lambda projects: (projects / "another").rename(projects / "mine"),
    "moved away": lambda projects: (projects.parent / "elsewhere").rename(projects / "mine"),
    "unmounted": lambda projects: (projects.parent / "elsewhere").rename(projects),
}


@pytest.mark.fault("B10")
@pytest.mark.parametrize("how", AWAY)
def test_a_folder_that_goes_away_while_it_is_open(studio, how, row):
    studio.make("mine"), studio.make("other")
    AWAY[how](studio.projects)
    status, said = studio.save("mine")
    assert status == 404 and not (studio.projects / "mine").exists()
    if how != "unmounted":
        assert studio.save("other")[0] == 200
        assert (
            studio.ask("POST", "/api/projects", {"title": "copy", "lang": "zh"})[0] == 201
        )  # what «save elsewhere» begins with
    BACK[how](studio.projects)
    assert studio.save("mine")[1]["version"] == 2
    row(
        saw=said["text"],
        kept="the other project was saved; nothing was made in its place; saved as soon as the folder was back",
    )


@contextmanager
def slow_disk(folder):
    """Whatever opens or lists something in `folder` waits until the end of this block. Yields how many have begun to
    wait.
    """
    disk, waiting = threading.Event(), []

    def audit(event: str, arguments: tuple) -> None:
        if (
            not disk.is_set()
            and event in ("open", "os.listdir", "os.scandir")
            and str(arguments[0]).startswith(str(folder))
        ):
            waiting.append(event)
            disk.wait(HANG_TIMEOUT)

    sys.addaudithook(audit)  # stays for ever, but lets everybody pass afterwards
    try:
        yield waiting
    finally:
        disk.set()


@pytest.mark.fault("B10")
@pytest.mark.long
def test_a_slow_disk_holds_up_its_own_project_only(studio, row):
    slow, other = studio.make("slow"), studio.make("other")
    answers = []
    asked = [
        threading.Thread(target=lambda: answers.append(studio.ask("GET", f"/api/projects/{slow}")), daemon=True),
        threading.Thread(target=lambda: answers.append(studio.save(slow)), daemon=True),
    ]
    with slow_disk(os.path.join(studio.projects, slow) + os.sep) as waiting:
        for thread in asked:
            thread.start()
        for _ in range(3):  # the home page, again and again: no more readers for a disk that is waited for already
            rows = {found["id"]: found for found in studio.ask("GET", "/api/projects")[1]}
            assert rows[slow]["slow"] and "slow" not in rows[other] and rows[other]["title"] == "other"
        readers = sum(thread.name == "rows" for thread in threading.enumerate())
        assert readers == 1 and waiting
        assert studio.save(other)[0] == 200
        assert studio.ask("GET", f"/api/projects/{other}")[1]["workspace"] == HELLO
        status, started = studio.ask("POST", f"/api/projects/{other}/runs", {"workspace": HELLO, "base": 2})
        assert status == 201
        assert studio.ask("POST", "/api/projects", {"title": "new", "lang": "zh"})[0] == 201
        assert answers == []
    for thread in asked:
        thread.join(HANG_TIMEOUT)
    assert [status for status, _ in answers] == [200, 200]
    assert studio.ask("GET", f"/api/projects/{slow}")[1]["workspace"] == HELLO
    assert all("slow" not in found for found in studio.ask("GET", "/api/projects")[1])
    row(
        saw="",
        kept="while one disk did not answer, another project was listed, opened, saved and run; then the slow one was saved too",
    )
