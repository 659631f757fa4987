"""The folders that are parts and those that are classes."""

from pathlib import Path

import pytest

from sunmao.data.files.file_tree import FileEntry, FileTree
from sunmao.data.formats.reading.class_layout import find_classes


def find(*folders: str):
    """The layout of a tree with two pictures in each folder."""
    tree = FileTree(Path("set"), folder=False)
    for folder in folders:
        for number in range(2):
            path = f"{folder}/{number}.jpg"
            tree.files[path] = FileEntry(path, 1, lambda limit: b"x")
    return find_classes(tree)


@pytest.mark.parametrize(
    ("folders", "labels", "parts"),
    [
        (("cat", "dog"), {"cat", "dog"}, set()),
        (("train/cat", "val/dog"), {"cat", "dog"}, {"train", "val"}),
        (("seg_train/seg_train/cat", "seg_pred/seg_pred"), {"cat"}, {"train"}),
        (("Images/Train/cat", "Images/Test/cat"), {"cat"}, {"train", "test"}),
        (("train", "bus"), {"train", "bus"}, set()),
        (("mask", "no_mask"), {"mask", "no_mask"}, set()),
        (("train", "test"), set(), set()),
        (("train/cat", "test/cat", "extra/cat"), {"cat"}, {"train", "test"}),
    ],
)
def test_words_for_parts_are_looked_into(folders, labels, parts):
    found = find(*folders)
    assert found.labels == labels and {split for *_, split in found.rows} - {None} == parts


def test_what_is_beside_the_classes_is_kept_apart():
    found = find("train/cat", "test", "pred", "train_masks/cat", "previews")
    assert [len(paths) for paths in (found.rows, found.bare, found.unlabeled, found.masks, found.outside)] == [2] * 5
    assert found.has_masks


def test_the_inner_folders_are_classes_where_each_has_a_name_of_its_own():
    assert find("animal/cat", "animal/dog", "plant/rose").labels == {"cat", "dog", "rose"}
    for folders in (("a/day1", "a/day2", "b/day3"), ("a/old", "a/new", "b/old"), ("a/images", "b/images")):
        assert find(*folders).labels == {"a", "b"}
