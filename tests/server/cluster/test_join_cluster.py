"""Joining: refused in a sentence before Ray is started."""

from dataclasses import replace

import pytest

from sunmao.errors import ClusterError
from sunmao.server.cluster import join_cluster
from tests.server.cluster.test_gateway import TOKENS, gateway  # noqa: F401


@pytest.fixture
def join(gateway, monkeypatch):
    monkeypatch.setattr(join_cluster, "require_ray", lambda: None)
    address = str(replace(gateway.address, token=TOKENS.join))
    return lambda: join_cluster.join_cluster(address, "8.8.8.8", None)


def test_a_cluster_of_one_computer_is_not_joined(join):
    with pytest.raises(ClusterError) as refused:
        join()
    assert refused.value.key == "cluster_alone"


def test_other_versions_and_public_addresses_are_refused(join, gateway, monkeypatch):
    gateway.join = {"head": "10.0.0.5:6379", "ray_token": TOKENS.ray}
    with pytest.raises(ClusterError) as public:
        join()
    assert public.value.key == "cluster_public_address"
    monkeypatch.setattr(join_cluster, "list_versions", lambda: {"python": "2.7"})
    with pytest.raises(ClusterError) as other:
        join()
    assert other.value.key == "cluster_other_versions"
