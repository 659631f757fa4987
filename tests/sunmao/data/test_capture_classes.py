"""A data set of own photos, class after class."""

import pytest

from sunmao.cameras import Camera
from sunmao.data.capture_classes import collect_dataset, split_labels
from sunmao.errors import BadValue


@pytest.mark.parametrize(
    "labels", ["ann, bob", "ann，bob", " ann ;bob；", "ann、bob", "ann\nbob\n", ["ann", "bob", "ann"], ("ann", " bob ")]
)
def test_classes_however_they_are_written(labels):
    assert split_labels(labels) == ["ann", "bob"]


@pytest.mark.parametrize("labels", ["", " , ", [], [" "], None, 3, {"a": 1}])
def test_no_classes(labels):
    with pytest.raises(BadValue) as caught:
        split_labels(labels)
    assert caught.value.key == "collect_no_labels" and caught.value.text("zh") != caught.value.text("en")


def test_pictures_of_each_class_are_kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Camera(source="simulated") as camera:
        found = collect_dataset("data/friends", ["ann", 3], n=2, camera=camera, interval=0, countdown=0)
    assert found.classes == ["3", "ann"]
    assert [len([*(tmp_path / "data" / "friends" / name).iterdir()]) for name in ("ann", "3")] == [2, 2]


def test_nothing_is_taken_where_one_class_cannot_be(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Camera(source="simulated") as camera, pytest.raises(BadValue):
        collect_dataset("data/friends", "ann, a/b", n=1, camera=camera, interval=0, countdown=0)
    assert not [*tmp_path.rglob("*.*")]
