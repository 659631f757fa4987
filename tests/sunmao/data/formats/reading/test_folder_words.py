"""The names of folders that are words for parts, pictures, labels and previews, and those that may be classes."""

import pytest

from sunmao.data.formats.reading.folder_words import find_roles, get_split, list_roles


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("Train", ("train",)),
        ("val-set", ("val",)),
        ("test_1", ("test",)),
        ("训练集图片", ("train", "images")),
        ("SegmentationClass", ("labels",)),
        ("leftImg8bit", ("images",)),
        ("seg_pred", ("unlabeled",)),
        ("data", ()),
        ("cat", None),
        ("12", None),
        ("no_mask", None),
        ("trains", None),
        ("valley", None),
        ("testing cats", None),
    ],
)
def test_roles_of_a_name(name, roles):
    assert list_roles(name) == roles


def test_all_folders_decide():
    """A word for labels is a class where its neighbor can be nothing else."""
    assert find_roles(["mask", "no_mask"]) is None
    assert find_roles(["mask", "image"]) == {"mask": ("labels",), "image": ("images",)}
    assert find_roles(["WIDER_train", "WIDER_val"]) == {"WIDER_train": ("train",), "WIDER_val": ("val",)}
    assert get_split("valid") == "val" and get_split("cats") is None
