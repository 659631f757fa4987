"""Addresses and names of clusters."""

import os
import stat

import pytest

from sunmao.cluster.cluster_address import FOLDER, ClusterAddress, add_name, find_cluster, parse_address
from sunmao.errors import ClusterError

ADDRESS = ClusterAddress("fd00::5", 8530, "t" * 43, "0a" * 32)


def test_a_name_finds_its_cluster(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "names"))
    add_name("lab-server", str(ADDRESS))
    assert find_cluster("lab-server") == ADDRESS == find_cluster(str(ADDRESS))
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "names" / "clusters.json").stat().st_mode) == 0o600
    with pytest.raises(ClusterError) as unknown:
        find_cluster("lab-sever")
    assert "lab-server" in str(unknown.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lab",
        "https://10.0.0.5:8530/",
        f"http://10.0.0.5:8530/#{'t' * 43}.{'0' * 64}",
        f"https://10.0.0.5/#{'t' * 43}.{'0' * 64}",
        f"https://10.0.0.5:99999/#{'t' * 43}.{'0' * 64}",
        f"https://10.0.0.5:8530/#{'t' * 43}.{'0' * 63}",
        "https://[::1/#",
    ],
)
def test_what_is_no_address_is_refused_without_its_token(text):
    with pytest.raises(ClusterError) as refused:
        parse_address(text)
    assert "ttt" not in str(refused.value)
