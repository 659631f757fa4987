"""The fuzz knows every route and every event, and sees what may not be."""

import json

import pytest

from benchmarks.fuzz import tell_fault
from benchmarks.fuzzing.campaign import Campaign
from benchmarks.fuzzing.in_process import LocalTarget
from benchmarks.fuzzing.materials import SECRET, Materials
from benchmarks.fuzzing.requests import FuzzedRequest
from benchmarks.fuzzing.routes import EVENTS, ROUTES

pytestmark = pytest.mark.process

LIST = FuzzedRequest("GET", "/api/projects")


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    """A studio to be asked."""
    folder = tmp_path_factory.mktemp("fuzzed")
    with LocalTarget(folder / "here" / "projects", Materials(folder / "materials")) as made:
        yield made


def test_every_route_and_every_event_is_known(target):
    assert set(ROUTES) == {rule.endpoint for rule in target.app.url_map.iter_rules()}
    assert set(EVENTS) == set(target.app.extensions["socketio"].server.handlers["/"])


def test_a_crash_is_seen_and_told_with_what_repeats_it(target, monkeypatch):
    monkeypatch.setattr(target.app.extensions["sunmao"].projects, "list", lambda: 1 // 0)
    campaign = Campaign()
    assert campaign.ask(target, (LIST,)).status == 500
    [fault] = campaign.faults.values()
    assert "ZeroDivisionError" in fault.kind and "1 // 0" in fault.said
    assert tell_fault(fault).splitlines()[-1].endswith(f"--repeat '{json.dumps([json.loads(LIST.dump())])}'")
    assert FuzzedRequest.load(json.loads(LIST.dump())) == LIST


def test_a_secret_is_seen(target, monkeypatch):
    campaign = Campaign()
    campaign.ask(target, (LIST,))
    assert not campaign.faults and campaign.entered == {"projects.index": 1}
    monkeypatch.setattr(target.app.extensions["sunmao"].projects, "list", lambda: [SECRET])
    campaign.ask(target, (LIST,))
    assert [fault.kind for fault in campaign.faults.values()] == ["a file beside the projects leaked by projects.index"]


def test_a_stranger_enters_no_handler(target):
    campaign = Campaign()
    for gate in ("no cookie", "wrong cookie", "no key", "foreign host", "foreign origin", "cross-site"):
        assert campaign.ask(target, (FuzzedRequest("GET", "/api/projects", gate=gate),)).status in (401, 403), gate
    assert not campaign.faults and not campaign.entered.total()
