"""The page is told of a named cluster, never of its address or token."""

import json

import pytest

from sunmao.cluster.cluster_address import FOLDER, add_name
from sunmao.server.engine.cluster_room import look_at_cluster
from tests.server.cluster.test_gateway import TOKENS, client, gateway, hand_in  # noqa: F401


@pytest.fixture(autouse=True)
def named(gateway, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "names"))
    add_name("lab-server", str(gateway.address))


def test_what_it_has_and_how_many_have_not_ended(gateway, client, tmp_path):
    hand_in(client, tmp_path / "own", id="ab" * 8)
    hand_in(client, tmp_path / "own", id="cd" * 8)
    gateway.jobs.update("ab" * 8, state="finished")
    found = look_at_cluster("lab-server")
    assert found == {"text": None, "jobs": 1, "processors": 8, "cards": 1}
    assert TOKENS.submit not in json.dumps(found)


def test_one_that_does_not_answer_says_why(gateway):
    add_name("gone", str(gateway.address).replace(f":{gateway.address.port}/", ":1/"))
    found = look_at_cluster("gone")
    assert "127.0.0.1:1" in found["text"]["en"] and found["jobs"] == 0
    assert TOKENS.submit not in json.dumps(found)
