"""A page that was loaded from a studio of another version of the protocol."""

import json
import re

import pytest

from sunmao.protocol.messages import PROTOCOL_VERSION
from tests.support.app_client import serving
from tests.support.network.socketio_client import SocketPage
from tests.support.paths import ROOT


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    """One studio that listens, for these tests."""
    with serving(tmp_path_factory.mktemp("live")) as made:
        yield made


def test_a_page_is_told_the_protocol_and_has_the_same(live):
    assert json.loads(live.ask("GET", "/api/session", live.own)[2])["protocol"] == PROTOCOL_VERSION
    types = (ROOT / "static/src/lib/messages.ts").read_text(encoding="utf-8")
    assert re.findall(r"PROTOCOL_VERSION = (\d+)", types) == [str(PROTOCOL_VERSION)]


def test_a_page_of_another_protocol_is_asked_to_be_reloaded(live):
    page = SocketPage(live, protocol=PROTOCOL_VERSION + 1)
    assert not page.accepted
    refusal = json.loads(page.answer.removeprefix("44"))
    assert refusal["message"] == "outdated"
    assert "重新打开" in refusal["data"]["zh"] and "Reload" in refusal["data"]["en"]
    page.close()


def test_a_page_of_the_same_protocol_is_let_in(live):
    page = SocketPage(live, protocol=PROTOCOL_VERSION)
    assert page.accepted
    page.close()
