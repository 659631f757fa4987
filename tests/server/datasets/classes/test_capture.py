"""Pictures of a folder are the files that are called so and lie there themselves."""

import os
import sys

import pytest

from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes.capture import is_picture, list_pictures

links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")


@pytest.fixture
def folder(tmp_path):
    """Two pictures, and what is none by its name or its kind."""
    (tmp_path / "set/cat").mkdir(parents=True)
    for name in ("1.jpg", "2.PNG", "notes.txt", "jpg"):
        (tmp_path / "set/cat" / name).write_bytes(b"x")
    (tmp_path / "set/cat/album.jpg").mkdir()
    return tmp_path / "set/cat"


def test_files_that_are_called_as_pictures_are_listed(folder):
    assert list_pictures(folder) == {"1.jpg", "2.PNG"} and list_pictures(folder / "gone") == set()


@links
def test_links_are_no_pictures(folder, tmp_path):
    os.symlink(folder / "1.jpg", folder / "3.jpg")
    os.symlink(folder, tmp_path / "set/dog")
    place = DatasetLocation("", tmp_path, "set")
    assert list_pictures(folder) == {"1.jpg", "2.PNG"}
    assert is_picture(place, folder / "1.jpg") and not is_picture(place, folder / "3.jpg")
    assert not is_picture(place, tmp_path / "set/dog/1.jpg") and not is_picture(place, folder / "album.jpg")
    assert not is_picture(place, folder / "notes.txt")
