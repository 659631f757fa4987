"""ImageNet's folders: labels by folder, or by a list where pictures of a part lie side by side."""

import pytest

from sunmao.data.sources.detect_format import read_listing
from tests.support.growing.data_sets import make_tree, pictures

TRAIN = [f"training_set/{label}/{n}.jpg" for label in ("cat", "dog") for n in range(3)]
BARE = ["val_set/a.jpg", "val_set/b.jpg"]


def read(paths: list[str], **lists: str):
    """The labels of the pictures for validation, by their names, and how often each finding is said."""
    files = {f"{name}.txt": text for name, text in lists.items()}
    found = read_listing(make_tree({**pictures([*TRAIN, *paths]), **files}))
    assert found.format == "imagenet" and found.classes[:2] == ["cat", "dog"]
    labels = {
        item.path.name: item.label for item in found.items if item.split == "val" and "val_set" in item.path.parts
    }
    return labels, {each.key: each.count for each in found.findings}


@pytest.mark.parametrize(
    ("lines", "labels", "findings"),
    [
        ("a.jpg 0\nb.jpg 1\n", {"a.jpg": "cat", "b.jpg": "dog"}, {}),
        ("a.jpg dog\nb.jpg\tcat\tmore\n", {"a.jpg": "dog", "b.jpg": "cat"}, {}),
        ("a.jpg 0\nb.jpg 2\n", {"a.jpg": "cat"}, {"odd_lines": 1, "loose_pictures": 1}),
        ("a.jpg 0\nc.jpg 1\na.jpg 1\n", {"a.jpg": "cat"}, {"odd_lines": 2, "loose_pictures": 1}),
    ],
    ids=["numbers", "names", "no such class", "no such picture, and another label"],
)
def test_a_list_labels_pictures_that_lie_side_by_side(lines, labels, findings):
    assert read(BARE, val=lines) == (labels, findings)


def test_a_list_that_says_another_label_than_the_folder_is_said():
    folders = ["val_set/cat/a.jpg", "val_set/dog/b.jpg"]
    said = {"a.jpg": "cat", "b.jpg": "dog"}
    assert read(folders) == (said, {})
    assert read(folders, val="cat/a.jpg 0\ndog/b.jpg 1\n") == (said, {})
    assert read(folders, val="cat/a.jpg 1\ndog/b.jpg 1\nodd\n") == (said, {"list_contradicts": 1})
