"""Special files in the place of those that Sunmao itself writes beside pictures: pipes, devices, endless files, JSON of
other types. Nothing waits for them, nothing reads them whole, and the pictures are used all the same.
"""

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from sunmao.data import Dataset, splits
from sunmao.data.capture.image_capture import save_image_bytes
from sunmao.data.dataset_metadata import MAX_BYTES, NOTE, read_metadata
from sunmao.data.sources.detect_format import open_file_tree
from sunmao.data.split_labels import LIST, PENDING, finish_division, write_division
from sunmao.data.splits import FILE, read_split
from sunmao.deploy.example_program import write_example
from sunmao.errors import BadData, NotAPicture
from sunmao.images.image_files import PICTURE_BYTES, encode_png, read_image_file

PICTURE = encode_png(np.full((8, 8, 3), 90, np.uint8))
DEEP = "[" * 100_000
WRONG = {
    "deep": DEEP,
    "deep inside": f'{{"task": {DEEP}{"]" * 100_000}, "classes": [], "splits": {DEEP}{"]" * 100_000}}}',
    "list": "[1, 2]",
    "text": '"classification"',
    "digits": '{"task": "classification", "classes": ' + "9" * 6000 + "}",
    "other types": '{"task": ["classification"], "classes": "abc", "splits": {"train": "abc", "val": 5, "test": {}}}',
    "types inside": '{"task": "classification", "classes": [[1], null], "splits": {"train": [[1]], "val": [], "test": []}}',
    "no UTF-8": b"\xff\xfe\x00{",
}


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 3 * 2**30)


posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes, devices and links as on POSIX systems")
SPECIAL = [
    *(pytest.param(make, marks=posix, id=make.__name__[5:]) for make in (make_pipe, make_device, make_loop)),
    *(pytest.param(make, id=make.__name__[5:]) for make in (make_folder, make_sparse)),
]


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path) -> Path:
    """A data set with two classes of three pictures."""
    monkeypatch.chdir(tmp_path)
    for label in "ab":
        Path("x", label).mkdir(parents=True)
        for number in range(3):
            Path("x", label, f"{number}.png").write_bytes(PICTURE)
    return Path("x")


@pytest.mark.parametrize("make", SPECIAL)
def test_special_files_are_no_note_and_no_division(folder, make):
    for name in (NOTE, FILE):
        make(folder / name)
    assert read_metadata(folder) == {} and read_split(folder) == {} and not splits.test_is_locked(folder)
    dataset = Dataset(folder)
    assert (dataset.count_pictures(), dataset.classes) == (6, ["a", "b"])


@pytest.mark.parametrize("make", SPECIAL)
def test_a_division_leaves_special_files_alone_that_stand_where_lists_go(folder, make):
    make(folder / "val.txt")
    make(folder / "classes.txt")
    before = os.lstat(folder / "val.txt")
    Dataset(folder).split("1:1:1")
    assert len(read_split(folder)) == 6 and (folder / "test.txt").is_file()
    assert os.path.samestat(before, os.lstat(folder / "val.txt"))


@posix
def test_a_division_takes_the_place_of_a_pipe(folder):
    make_pipe(folder / FILE)
    Dataset(folder).split("1:1:1", lock_test=True)
    assert splits.test_is_locked(folder) and sorted(read_split(folder).values()) == sorted(["train", "val", "test"] * 2)


@pytest.mark.parametrize("said", WRONG.values(), ids=WRONG)
def test_json_of_other_types_is_no_note_and_no_division(folder, said):
    for name in (NOTE, FILE):
        (folder / name).write_bytes(said if isinstance(said, bytes) else said.encode())
    assert read_metadata(folder) == {} and read_split(folder) == {} and not splits.test_is_locked(folder)
    assert Dataset(folder).count_pictures() == 6


def test_a_note_has_a_largest_size(folder):
    note = json.dumps({"task": "classification", "classes": ["a"]})
    (folder / NOTE).write_text(note + " " * (MAX_BYTES - len(note)))
    assert read_metadata(folder)["classes"] == ["a"]
    (folder / NOTE).write_text(note + " " * (MAX_BYTES - len(note) + 1))
    assert read_metadata(folder) == {}


@posix
def test_a_zip_that_is_a_pipe_is_no_zip(tmp_path):
    (tmp_path / "zips").mkdir()
    make_pipe(tmp_path / "zips" / "cat-samples.zip")
    for source in (tmp_path / "zips", tmp_path / "zips" / "cat-samples.zip"):
        with pytest.raises(BadData) as refused:
            open_file_tree(source)
        assert refused.value.key == "not_a_zip"


def test_a_picture_has_a_largest_size(tmp_path):
    (tmp_path / "huge.png").write_bytes(PICTURE)
    os.truncate(tmp_path / "huge.png", PICTURE_BYTES + 1)
    with pytest.raises(NotAPicture, match="huge.png"):
        read_image_file(tmp_path / "huge.png")


def test_a_list_of_classes_that_has_no_end_is_not_read(folder):
    make_sparse(folder / "classes.txt")
    with pytest.raises(OSError):
        save_image_bytes(folder, "c", PICTURE, ".png")
    assert (folder / "classes.txt").stat().st_size == 3 * 2**30


@posix
def test_a_pipe_where_the_example_goes_is_the_pupils_own(tmp_path):
    make_pipe(tmp_path / "model.py")
    assert write_example(tmp_path / "model.onnx", [], "classification") == (tmp_path / "model.py", True)


@pytest.mark.parametrize("make", SPECIAL)
@pytest.mark.parametrize("victim", [LIST, "1"])
def test_a_division_with_special_files_is_finished_by_none_and_replaced_by_the_next(folder, make, victim):
    """Its first file is whole: it must not take its place alone."""
    pending = folder / PENDING
    pending.mkdir()
    for name, said in ((LIST, '["classes.txt", "val.txt"]'), ("0", "b\na\n"), ("1", "a/0.png\n")):
        (pending / name).write_text(said)
    (pending / victim).unlink()
    make(pending / victim)
    assert not finish_division(folder) and not (folder / "classes.txt").exists()
    assert Dataset(folder).count_pictures() == 6
    write_division(folder, {"val.txt": b"b/0.png\n"})
    assert (folder / "val.txt").read_bytes() == b"b/0.png\n" and not pending.exists()


@pytest.mark.parametrize("said", [*WRONG.values(), '["\\u0000"]', "[5]", '{"val.txt": 0}'])
def test_a_division_whose_list_has_other_types_is_not_finished(folder, said):
    (folder / PENDING).mkdir()
    (folder / PENDING / LIST).write_bytes(said if isinstance(said, bytes) else said.encode())
    (folder / PENDING / "0").write_text("a")
    assert not finish_division(folder) and Dataset(folder).count_pictures() == 6


@pytest.mark.parametrize("make", SPECIAL)
def test_what_stands_where_a_division_is_gathered_gives_way(folder, make):
    make(folder / PENDING)
    assert Dataset(folder).count_pictures() == 6
    write_division(folder, {"val.txt": b"b/0.png\n"})
    assert (folder / "val.txt").read_bytes() == b"b/0.png\n" and not os.path.lexists(folder / PENDING)
