"""The device that brought each picture: known by the contents, whatever becomes of the file."""

import pytest

from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes.contributors import (
    FILE,
    LONGEST,
    Contributor,
    find_contributors,
    record_contributor,
    record_new_name,
)
from sunmao.server.datasets.copy_dataset import copy_dataset_folder


@pytest.fixture
def place(tmp_path):
    (tmp_path / "data/hands/rock").mkdir(parents=True)
    return DatasetLocation("p", tmp_path / "data", "hands")


def add(place: DatasetLocation, path: str, data: bytes, device: str) -> None:
    (place.folder / path).write_bytes(data)
    record_contributor(place, data, Contributor(device, f"id of {device}"))


def test_the_name_follows_a_picture_that_moves(place):
    add(place, "rock/1.jpg", b"one", "小明")
    add(place, "rock/2.jpg", b"two", "2")
    add(place, "rock/3.jpg", b"six", "")
    assert find_contributors(place, ["rock/1.jpg", "rock/2.jpg", "rock/3.jpg"]) == {
        "rock/1.jpg": "小明",
        "rock/2.jpg": "2",
    }
    (place.folder / "paper").mkdir()
    (place.folder / "rock/1.jpg").rename(place.folder / "paper/9.jpg")
    assert find_contributors(place, ["paper/9.jpg", "rock/1.jpg"]) == {"paper/9.jpg": "小明"}


def test_a_device_that_is_renamed_has_one_name_for_all_it_brought(place):
    record_new_name(place, Contributor("小明", "a"))
    assert not (place.folder / FILE).exists()
    for number, (name, device) in enumerate((("1", "a"), ("2", "b"), ("小明", "a"))):
        (place.folder / f"rock/{number}.jpg").write_bytes(bytes([number]))
        record_contributor(place, bytes([number]), Contributor(name, device))
    record_new_name(place, Contributor("小红", "b"))
    found = find_contributors(place, [f"rock/{number}.jpg" for number in range(3)])
    assert [*found.values()] == ["小明", "小红", "小明"]


def test_without_another_device_nothing_is_written(place):
    add(place, "rock/1.jpg", b"one", "")
    assert not (place.folder / FILE).exists() and find_contributors(place, ["rock/1.jpg"]) == {}


def test_damaged_lines_are_passed_over(place):
    add(place, "rock/1.jpg", b"one", "Li")
    with open(place.folder / FILE, "ab") as file:
        file.write(b'{"bytes": 3}\n\xff\xfe\n[]\n{"bytes": "x", "sha256": 1, "device": 2}\n' + b"[" * 100_000 + b"\n")
    add(place, "rock/2.jpg", b"two", "W" * 50)
    assert find_contributors(place, ["rock/1.jpg", "rock/2.jpg"]) == {
        "rock/1.jpg": "Li",
        "rock/2.jpg": "W" * LONGEST,
    }


def test_names_stay_in_the_room(place, tmp_path):
    add(place, "rock/1.jpg", b"one", "Li")
    copy_dataset_folder(place.folder, tmp_path / "copy")
    assert (tmp_path / "copy/rock/1.jpg").exists() and not (tmp_path / "copy" / FILE).exists()
