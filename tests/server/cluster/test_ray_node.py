"""The start of Ray: with a token, and on one computer bound to the loopback address alone."""

import pytest

from sunmao.server.cluster import ray_node
from sunmao.server.cluster.ray_node import RayNode


@pytest.mark.parametrize("nodes, alone", [("127.0.0.1", True), ("10.0.0.5", False)])
def test_it_has_a_token_and_listens_where_it_may(tmp_path, monkeypatch, nodes, alone):
    monkeypatch.setattr(ray_node, "require_ray", lambda: None)
    monkeypatch.setattr(ray_node, "find_free_port", lambda address: 4242)
    node = RayNode(tmp_path, "r" * 64, nodes, 3)
    environment, command = node.make_environment(), node._make_command()
    assert environment["RAY_AUTH_MODE"] == "token"
    assert (environment.get("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER") == "0") is alone
    assert f"--node-ip-address={nodes}" in command and "--dashboard-host=127.0.0.1" in command
    assert "--num-cpus=3" in command and node.head == f"{nodes}:4242"
    assert not any("r" * 64 in word for word in (*command, *environment.values()))


def test_one_that_was_never_started_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(ray_node, "require_ray", lambda: None)
    node = RayNode(tmp_path, "r" * 64, "127.0.0.1")
    assert not node.is_running()
    node.end()
