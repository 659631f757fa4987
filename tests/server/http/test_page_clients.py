"""The window that asks: one of another version changes nothing; an act of one is told to all windows of the project."""

import shutil
import sys

import pytest

from sunmao import __version__
from sunmao.server.http.page_clients import HEADER
from tests.support.app_client import JSON, Page, serving
from tests.support.network.socketio_client import SocketPage

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    made = Page(tmp_path_factory.mktemp("projects"))
    yield made
    made.close()


@pytest.mark.parametrize("signed", ["", f"{__version__} a", __version__])
def test_pages_of_this_version_and_programs_may_change(page, signed):
    assert page.ask("POST", "/api/projects", {"lang": "en"}, headers={HEADER: signed}).status_code == 201


@pytest.mark.parametrize("signed", ["0.0.1 a", "99", f"x{__version__} a", "\u00e9"])
def test_a_page_of_another_version_changes_nothing(page, signed):
    project = page.make()
    before = page.get(f"/api/projects/{project}")
    for method, path, body in (
        ("PUT", f"/api/projects/{project}/workspace", {"workspace": {"a": 1}, "base": 1}),
        ("PATCH", f"/api/projects/{project}", {"title": "x"}),
        ("POST", f"/api/projects/{project}/runs", {"workspace": {"a": 1}, "base": 1}),
        ("DELETE", f"/api/projects/{project}", None),
    ):
        answer = page.ask(method, path, body, headers={HEADER: signed})
        assert answer.status_code == 412 and "Reload" in answer.json["text"]["en"]
    assert page.ask("GET", f"/api/projects/{project}", headers={HEADER: signed}).json == before


def test_windows_of_a_project_hear_who_deleted_it(tmp_path):
    with serving(tmp_path) as live:
        change = {**live.own, "X-Sunmao": "1", "Content-Type": JSON}
        live.ask("POST", "/api/projects", change, b'{"title": "one", "lang": "en"}')
        first, other = SocketPage(live), SocketPage(live)
        assert first.ask("open", {"project": "one"})["ok"] and other.ask("open", {"project": "two"})["ok"]
        assert live.ask("DELETE", "/api/projects/one", {**change, HEADER: f"{__version__} me"})[0] == 200
        assert first.until(len) == [("act", {"act": "deleted", "by": "me"})]
        assert other.ask("unwatch", {})["ok"] and not other.events
        first.close()
        other.close()


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("", True),
        ("2026-01-02_03-04-05_9", True),
        ("2026-01-02_03-04-05_10", False),
        ("nonsense_a_b", True),
        (None, False),
    ],
)
def test_a_page_hears_of_the_run_that_began_before_it_was_there(tmp_path, known, told):
    """The page asks for the project, another window starts a run, and only then the page's socket joins."""
    with serving(tmp_path) as live:
        change = {**live.own, "X-Sunmao": "1", "Content-Type": JSON}
        live.ask("POST", "/api/projects", change, b'{"title": "one", "lang": "en"}')
        for run in ("2026-01-02_03-04-05_9", "2026-01-02_03-04-05_10"):
            folder = tmp_path / "one" / "runs" / run
            folder.mkdir(parents=True)
            (folder / "summary.json").write_text('{"state": "finished"}')
        page = SocketPage(live)
        assert page.ask("open", {"project": "one", "run": known})["ok"] and page.ask("unwatch", {})["ok"]
        assert [(name, data["id"]) for name, data in page.events] == [("run", "2026-01-02_03-04-05_10")] * told
        page.close()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_runs_that_are_a_link_open_without_a_word_in_the_log(tmp_path, caplog):
    with serving(tmp_path / "projects") as live:
        live.ask(
            "POST",
            "/api/projects",
            {**live.own, "X-Sunmao": "1", "Content-Type": JSON},
            b'{"title": "one", "lang": "en"}',
        )
        (tmp_path / "elsewhere").mkdir()
        runs = tmp_path / "projects" / "one" / "runs"
        shutil.rmtree(runs)
        runs.symlink_to(tmp_path / "elsewhere")
        page = SocketPage(live)
        assert page.ask("open", {"project": "one", "run": ""})["ok"]
        page.close()
    assert not [row for row in caplog.records if row.levelname == "ERROR"]
