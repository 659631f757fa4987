"""Trees of files: the same contents have the same addresses, and no path leads out."""

import os

import pytest

from sunmao.cluster.content_store import ContentStore, compute_address
from sunmao.cluster.file_tree import (
    FileAddresses,
    dump_tree,
    list_files,
    load_tree,
    scan_files,
    snapshot_folder,
    write_files,
)
from sunmao.errors import ClusterError


def test_a_folder_arrives_as_it_was(tmp_path):
    for name in ("data/猫/1.png", "data/狗/1.png", "data/half.tmp"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    addresses = FileAddresses(tmp_path / "addresses.sqlite")
    tree = scan_files(list_files(tmp_path / "data"), tmp_path, addresses)
    assert sorted(tree) == ["data/狗/1.png", "data/猫/1.png"]
    store = ContentStore(tmp_path / "store")
    assert snapshot_folder(tmp_path / "data", tmp_path, store) == tree
    write_files(load_tree(dump_tree(tree)), tmp_path / "there", store)
    assert (tmp_path / "there/data/猫/1.png").read_bytes() == "data/猫/1.png".encode()


def test_a_file_is_read_once(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"one")
    addresses = FileAddresses(tmp_path / "addresses.sqlite")
    assert addresses.compute(path) == compute_address(b"one")
    addresses.close()
    addresses = FileAddresses(tmp_path / "addresses.sqlite")
    with monkeypatch.context() as patch:
        patch.setattr("sunmao.cluster.file_tree._hash_file", lambda path: pytest.fail("it was read again"))
        assert addresses.compute(path) == compute_address(b"one")
    path.write_bytes(b"two")
    os.utime(path, ns=(1, 1))
    assert addresses.compute(path) == compute_address(b"two")


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../../b", "", "C:/a", "a\\b", "a\0"])
def test_no_path_leads_out(name):
    with pytest.raises(ClusterError):
        load_tree(dump_tree({name: "0" * 64}))


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b'{"a": 1}', b"[" * 100_000])
def test_what_is_no_tree_is_refused(data):
    with pytest.raises(ClusterError):
        load_tree(data)
