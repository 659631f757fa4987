"""A picture that a data set has already is found by its contents, under the label that it has now."""

import numpy as np
import pytest

from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.images.image_files import encode_png
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes.same_file import find_same_file

PICTURES = [encode_png(np.full((8, 8, 3), value, np.uint8)) for value in (10, 200)]
PATH = "training_set/cat/1.png"


@pytest.fixture
def place(tmp_path) -> DatasetLocation:
    """A data set of one cat to learn from and one dog to test with."""
    for path, data in zip((PATH, "test_set/dog/1.png"), PICTURES, strict=True):
        (tmp_path / "pets" / path).parent.mkdir(parents=True)
        (tmp_path / "pets" / path).write_bytes(data)
    return DatasetLocation("", tmp_path, "pets")


def test_it_is_found_in_every_part(place):
    assert find_same_file(place, PICTURES[0]) == {"path": PATH, "label": "cat"}
    assert find_same_file(place, PICTURES[1]) == {"path": "test_set/dog/1.png", "label": "dog"}
    assert find_same_file(place, encode_png(np.full((8, 8, 3), 99, np.uint8))) is None


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (PictureEdit(labels=("tiger",)), {"path": PATH, "label": "tiger"}),
        (PictureEdit(split="val"), {"path": PATH, "label": "cat"}),
        (PictureEdit(confirmed=True), {"path": PATH, "label": "cat"}),
        (PictureEdit(deleted=True), None),
    ],
    ids=["another label", "another part", "confirmed", "in the bin"],
)
def test_what_was_decided_of_it_counts(place, edit, found):
    EditLog(place.folder).append("edit", {PATH: edit})
    assert find_same_file(place, PICTURES[0]) == found
