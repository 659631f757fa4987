"""Joining: refused in a sentence before Ray is started; and with a real Ray, a study on two nodes."""

from dataclasses import replace

import pytest

from sunmao.cluster.cluster_address import parse_address
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.errors import ClusterError
from sunmao.inference.training_place import set_place
from sunmao.server.cluster import join_cluster
from tests.server.cluster.test_gateway import TOKENS, gateway  # noqa: F401
from tests.support.ray_cluster import RayCluster, end_process, find_private_address, needs_ray


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


@pytest.fixture
def two_nodes(tmp_path, monkeypatch):
    """A cluster of two nodes with one core each, both on this computer."""
    if (address := find_private_address()) is None:
        pytest.skip("no address that is private alone")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    words = ("--nodes", address, "--processors", "1")
    cluster = RayCluster(tmp_path / "cluster", *words)
    cluster.start()
    try:
        node = cluster.add_node(*words)
        yield GatewayClient(parse_address(cluster.address))
        end_process(node)
    finally:
        cluster.end()


@needs_ray
@pytest.mark.process
@pytest.mark.training
@pytest.mark.long
def test_a_study_takes_both_nodes_and_finds_the_same(two_nodes, tmp_path, monkeypatch):
    from sunmao.cluster.cluster_place import ClusterPlace  # loads the training engine
    from sunmao.nets import Linear, Network
    from sunmao.studies import study
    from sunmao.tables import sample_table

    monkeypatch.chdir(tmp_path)
    model = Network(inputs=4)
    model.add(Linear(units=3))
    model.load_dataset(path=sample_table("iris"), target="species")
    asked = {"argument": "lr", "values": [1e-6, 1e-4, 0.01, 0.03], "epochs": 4}
    here = study(model, **asked, save_fold="here")
    set_place(lambda: ClusterPlace("two nodes", two_nodes))
    try:
        there = study(model, **asked, save_fold="there")
    finally:
        set_place(None)
    assert (there.rows, there.best) == (here.rows, here.best)
    jobs = two_nodes.ask("/jobs")["jobs"]
    assert [job["state"] for job in jobs] == ["finished"] * (4 + 2 + 1)
