"""Contents: kept once, whole or not at all, and never sent twice."""

import io
from pathlib import Path

import pytest

from sunmao.cluster.content_store import (
    PACK,
    ContentStore,
    compute_address,
    measure_pack,
    read_pack,
    split_packs,
    write_pack,
)
from sunmao.errors import ClusterError


@pytest.fixture
def files(tmp_path) -> list[tuple[str, Path]]:
    made = []
    for number in range(5):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(bytes([number]) * number * 1000)
        made.append((compute_address(path.read_bytes()), path))
    return made


def test_a_pack_arrives_as_it_was(tmp_path, files):
    store = ContentStore(tmp_path / "store")
    data = b"".join(write_pack(files))
    assert len(data) == measure_pack(files)
    assert store.find_missing(address for address, _ in files) == [address for address, _ in files]
    assert read_pack(io.BytesIO(data), store) == [address for address, _ in files]
    assert store.find_missing(address for address, _ in files) == []
    assert [store.read(address) for address, _ in files] == [path.read_bytes() for _, path in files]


def test_packs_arrive_one_after_the_other(tmp_path, files):
    store = ContentStore(tmp_path / "store")
    for some in (files[:2], files[2:], files[:3]):
        assert read_pack(io.BytesIO(b"".join(write_pack(some))), store) == [address for address, _ in some]
    assert store.find_missing(address for address, _ in files) == []


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:-1] + b"?", lambda data: b"\xff" * 40, lambda data: b""]
)
def test_of_a_damaged_pack_nothing_is_kept(tmp_path, files, damage):
    store = ContentStore(tmp_path / "store")
    with pytest.raises(ClusterError) as refused:
        read_pack(io.BytesIO(damage(b"".join(write_pack(files)))), store)
    assert refused.value.key == "cluster_bad_content"
    assert len(store.find_missing(address for address, _ in files)) == 5
    assert not [path for path in store.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("address", ["", "..", "../" * 21 + "a", "A" * 64, "0" * 63])
def test_an_address_leads_nowhere_else(tmp_path, address):
    with pytest.raises(ClusterError):
        ContentStore(tmp_path).get_path(address)


def test_a_copy_may_be_changed(tmp_path):
    store = ContentStore(tmp_path / "store")
    address = store.add_bytes(b"before")
    for durable in (True, False):
        store.copy_to(address, tmp_path / "a" / "b.txt", durable)
        (tmp_path / "a" / "b.txt").write_bytes(b"after")
    assert store.read(address) == b"before"


def test_large_files_travel_alone(tmp_path, files):
    large = tmp_path / "large.bin"
    with open(large, "wb") as file:
        file.truncate(PACK + 1)
    parts = [*split_packs([*files, ("0" * 64, large), *files])]
    assert [len(part) for part in parts] == [5, 1, 5]
