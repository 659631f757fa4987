"""The parts of a data set's listing: its samples, labels and classes."""

from pathlib import Path

import pytest

from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample, drop_damaged, is_labeled

CAT, DOG = (ObjectAnnotation(label, (0, 0, 1, 1)) for label in ("cat", "dog"))


@pytest.mark.parametrize(
    ("more", "labels"),
    [
        ({"label": "cat"}, ("cat",)),
        ({"label": "cat", "tags": ("dog",)}, ("cat",)),
        ({"tags": ("cat", "dog")}, ("cat", "dog")),
        ({"things": (DOG, CAT, DOG)}, ("dog", "cat")),
        ({}, ()),
    ],
)
def test_the_labels_of_a_sample(more, labels):
    assert Sample(Path("a"), **{"label": None, "split": "train"} | more).labels == labels


@pytest.mark.parametrize(
    ("more", "task", "labeled"),
    [
        ({"label": "cat"}, "classification", True),
        ({}, "classification", False),
        ({}, "multi_label", False),
        ({}, "detection", True),
        ({}, "semantic", True),
        ({}, "instance", True),
        ({"labeled": False}, "detection", False),
        ({"label": "cat", "labeled": False}, "classification", False),
        ({"number": 0.0}, "regression", True),
        ({}, "regression", False),
    ],
)
def test_whether_somebody_has_said_what_is_in_it(more, task, labeled):
    assert is_labeled(Sample(Path("a"), **{"label": None, "split": "train"} | more), task) is labeled


def test_what_can_be_learned():
    assert DatasetListing(Path(), ["cat"]).says_labels and DatasetListing(Path(), task="regression").says_labels
    assert not DatasetListing(Path()).says_labels


def _make(task: str = "classification") -> DatasetListing:
    rows = [("a", "cat", "train"), ("b", "dog", "train"), ("c", "dog", "test"), ("d", "emu", "test")]
    return DatasetListing(
        Path(), ["cat", "dog", "emu"], [Sample(Path(path), label, split) for path, label, split in rows], task=task
    )


def test_damaged_pictures_go_with_classes_of_which_nothing_is_left():
    found = _make()
    assert drop_damaged(found, {Path("b")}) == ["dog", "emu"]
    assert found.classes == ["cat"] and [item.path.name for item in found.items] == ["a"]


def test_without_pictures_for_training_every_part_counts():
    found = _make()
    found.items = [item for item in found.items if item.split == "test"]
    assert drop_damaged(found, {Path("c")}) == ["cat", "dog"] and found.classes == ["emu"]


def test_other_kinds_keep_their_classes():
    found = _make("detection")
    assert drop_damaged(found, {Path("a")}) == [] and found.classes == ["cat", "dog", "emu"] and len(found.items) == 3
    assert drop_damaged(found, set()) == [] and len(found.items) == 3
