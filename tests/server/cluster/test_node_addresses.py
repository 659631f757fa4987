"""At which addresses Ray may listen."""

import socket

import psutil
import pytest

from sunmao.errors import ClusterError
from sunmao.server.cluster import node_addresses
from sunmao.server.cluster.node_addresses import LOOPBACK, find_open_port, is_private, require_private


@pytest.fixture
def own(monkeypatch):
    def set_own(*addresses: str) -> None:
        monkeypatch.setattr(node_addresses, "list_own_addresses", lambda: [*addresses])

    return set_own


@pytest.mark.parametrize(
    "address, own_ones, key",
    [
        ("8.8.8.8", ["127.0.0.1", "8.8.8.8"], "cluster_public_address"),
        ("10.0.0.9", ["127.0.0.1", "10.0.0.5"], "cluster_public_address"),
        ("0.0.0.0", ["127.0.0.1", "10.0.0.5"], "cluster_public_address"),
        ("", ["127.0.0.1"], "cluster_public_address"),
        ("lab", ["127.0.0.1"], "cluster_public_address"),
        ("10.0.0.5", ["127.0.0.1", "10.0.0.5", "8.8.8.8"], "cluster_public_machine"),
    ],
)
def test_what_others_reach_is_refused_with_the_reason(own, address, own_ones, key):
    own(*own_ones)
    with pytest.raises(ClusterError) as refused:
        require_private(address)
    assert refused.value.key == key
    assert all(refused.value.text(lang) for lang in ("zh", "en"))


def test_private_addresses_of_this_computer_are_taken(own):
    own("127.0.0.1", "10.0.0.5", "8.8.8.8")
    assert require_private("127.0.0.1") == "127.0.0.1"
    own("127.0.0.1", "10.0.0.5", "fd00::5")
    assert require_private("10.0.0.5") == "10.0.0.5"


@pytest.mark.parametrize("address, private", [("192.168.1.2", True), ("::", False), ("1.1.1.1", False), ("x", False)])
def test_private(address, private):
    assert is_private(address) is private


@pytest.mark.parametrize("host, is_open", [("127.0.0.1", False), ("0.0.0.0", True)])
def test_a_port_that_others_reach_is_found(host, is_open):
    with socket.create_server((host, 0)) as listener:
        found = find_open_port([psutil.Process()], LOOPBACK)
        port = listener.getsockname()[1]
        assert (found == f"{host}:{port}") if is_open else (found is None or str(port) not in found)
