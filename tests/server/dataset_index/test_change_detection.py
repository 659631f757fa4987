"""Whether a data set's folder has changed: what was seen of a folder that rests is not looked for again, and no change
is missed.
"""

import os
import shutil
import time

import pytest

from sunmao.server.dataset_index.change_detection import SETTLED, compute_stamp, survey_folder
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.dataset_index.picker_options import is_small


@pytest.fixture
def pets(tmp_path):
    folder = tmp_path / "pets"
    for name in ("train/cat/1.jpg", "train/cat/2.jpg", "train/dog/1.jpg", "classes.txt"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"cat\ndog\n")
    rest(folder)
    return folder


def rest(folder):
    """Give a folder and those inside it times that are long ago, as after a while."""
    then = time.time_ns() - 20 * SETTLED
    for path in (folder, *folder.rglob("*")):
        os.utime(path, ns=(then, then))


def added(folder):
    (folder / "train/dog/2.jpg").write_bytes(b"")


def removed(folder):
    (folder / "train/cat/2.jpg").unlink()


def relabeled(folder):
    (folder / "classes.txt").write_text("dog\ncat\n", "utf-8")


def renamed(folder):
    (folder / "train/cat").rename(folder / "train/bird")


def grown(folder):
    (folder / "val/cat").mkdir(parents=True)


@pytest.mark.parametrize("change", [added, removed, relabeled, renamed, grown])
def test_every_change_is_seen(pets, change):
    before = compute_stamp(pets)
    assert compute_stamp(pets) == before
    change(pets)
    assert compute_stamp(pets) != before


def test_a_change_right_after_another_is_seen(pets):
    added(pets)
    before = compute_stamp(pets)
    now = os.stat(pets / "train/dog")
    (pets / "train/dog/3.jpg").write_bytes(b"")
    os.utime(pets / "train/dog", ns=(now.st_atime_ns, now.st_mtime_ns))  # as on a disk that keeps whole seconds
    assert compute_stamp(pets) != before


def test_a_folder_that_rests_is_not_read_again(pets, monkeypatch):
    first = survey_folder(pets)
    monkeypatch.setattr(os, "scandir", lambda path: pytest.fail("read again"))
    assert survey_folder(pets) == first
    assert is_small(DatasetLocation("p", pets.parent, "pets"))


def test_a_folder_that_went_and_came_back_otherwise_is_looked_at(pets):
    before = compute_stamp(pets)
    shutil.rmtree(pets)
    gone = compute_stamp(pets)
    (pets / "train/cat").mkdir(parents=True)
    assert len({before, gone, compute_stamp(pets)}) == 3


def test_only_what_was_seen_whole_is_remembered(pets):
    assert survey_folder(pets, most=1).files < survey_folder(pets).files == 7


def test_masks_are_not_read_for_pickers(pets):
    """Masks are opened to be read: of large ones, a few take a minute."""
    (pets / "annotations").mkdir()
    (pets / "annotations" / "train.json").write_text("{}")
    assert is_small(DatasetLocation("", pets.parent, "pets"))
    (pets / "masks" / "train").mkdir(parents=True)
    (pets / "masks" / "train" / "1.png").write_bytes(b"")
    assert not is_small(DatasetLocation("", pets.parent, "pets"))
