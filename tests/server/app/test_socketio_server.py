"""Pages over Socket.IO: what they may watch, and how much of it."""

import pytest

from sunmao.protocol.messages import PROTOCOL_VERSION
from sunmao.server.app import socketio_server
from tests.support.app_client import serving
from tests.support.network.socketio_client import SocketPage
from tests.support.recorded_runs import record_run

pytestmark = pytest.mark.slow
COUNT = 3


@pytest.fixture
def live(tmp_path, monkeypatch):
    monkeypatch.setattr(socketio_server, "RUNS_OF_A_PAGE", COUNT - 1)
    monkeypatch.setattr(socketio_server, "PAGES", 2)
    with serving(tmp_path) as opened:
        yield opened


@pytest.fixture
def watch(live):
    """Let a page watch a run by its number; the answer."""
    project = live.app.extensions["sunmao"].projects.create("p", {})
    runs = [record_run(project.folder / "runs", number).name for number in range(COUNT)]
    return lambda page, number, **more: page.ask("watch", {"project": project.id, "run": runs[number], **more})


def test_a_page_watches_so_many_runs_whatever_others_watch(live, watch):
    mine, other = SocketPage(live), SocketPage(live)
    assert [watch(mine, number)["ok"] for number in (0, 1, 2)] == [True, True, False]
    assert watch(mine, 1, after=1)["ok"], "it watches that one already"
    assert [watch(other, number)["ok"] for number in (2, 1, 0)] == [True, True, False]
    assert mine.ask("unwatch", {})["ok"] and watch(mine, 2)["ok"]
    mine.close()
    other.close()


def test_the_events_of_a_run_come_from_where_the_page_stands(live, watch):
    page = SocketPage(live)
    assert watch(page, 0, after=1)["ok"]
    [(name, said)] = page.until(lambda events: events)
    assert name == "events" and [event["seq"] for event in said["events"]] == [2, 3]
    page.close()


@pytest.mark.parametrize("wrong", [{"after": -1}, {"after": True}, {"after": "1"}, {"run": ""}, {"project": "x" * 301}])
def test_what_makes_no_sense_is_not_watched(live, watch, wrong):
    page = SocketPage(live)
    assert watch(page, 0, **wrong) == {"ok": False}
    page.close()


def test_pages_beyond_so_many_or_of_another_protocol_are_refused(live):
    pages = [SocketPage(live, protocol=PROTOCOL_VERSION) for _ in range(2)]
    assert all(page.accepted for page in pages) and not SocketPage(live).accepted
    pages[0].close()
    outdated = SocketPage(live, protocol=PROTOCOL_VERSION + 1)
    assert not outdated.accepted and "outdated" in outdated.answer
