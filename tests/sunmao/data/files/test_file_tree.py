"""The files of a data set by their paths, and what of a folder is left out."""

import os
import sys
from pathlib import Path

import pytest

from sunmao.core.regular_files import IrregularFile
from sunmao.data.files.file_tree import (
    DEEPEST,
    FileEntry,
    FileTree,
    find_archive_fault,
    is_junk,
    normalize_name,
    open_folder_tree,
)


def _write(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)
    return root


def _tree(*paths: str) -> FileTree:
    return FileTree(Path("/data"), {path: FileEntry(path, 1, lambda limit: b"x") for path in paths})


def test_files_by_their_paths(tmp_path):
    tree = open_folder_tree(_write(tmp_path, "b.txt", "a/c.txt", "a/d/e.txt"))
    assert [*tree.files] == ["a/c.txt", "a/d/e.txt", "b.txt"] and tree.folders == {"a", "a/d"}
    assert tree.read("a/c.txt") == b"a/c.txt" and tree.read("a/c.txt", 3) == b"a/c" and tree.files["b.txt"].size == 5
    assert tree.place("a/c.txt") == tmp_path / "a" / "c.txt" and tree.name(tmp_path / "a" / "c.txt") == "a/c.txt"
    with pytest.raises(KeyError):
        tree.read("../other")


def test_only_the_top(tmp_path):
    tree = open_folder_tree(_write(tmp_path, "b.txt", "a/c.txt"), deep=False)
    assert [*tree.files] == ["b.txt"] and tree.folders == {"a"}


def test_what_systems_put_there_is_left_out(tmp_path):
    tree = open_folder_tree(
        _write(tmp_path, "a.txt", ".hidden", ".git/x", "__MACOSX/x", "Thumbs.db", "._a.txt", "b/.DS_Store")
    )
    assert [*tree.files] == ["a.txt"] and tree.left == [] and tree.folders == {"b"}


def test_archives_stay_closed_and_are_said(tmp_path):
    tree = open_folder_tree(_write(tmp_path, "a.ZIP", "b.tar.gz", "t10k-images-idx3-ubyte.gz", "c.png"))
    assert tree.left == [("a.ZIP", "left_archive"), ("b.tar.gz", "left_archive")]
    assert [*tree.files] == ["c.png", "t10k-images-idx3-ubyte.gz"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")
def test_what_is_no_regular_file_is_said(tmp_path):
    _write(tmp_path, "a.txt", "folder/b.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "linked").symlink_to("folder")
    (tmp_path / "gone.txt").symlink_to("none")
    os.mkfifo(tmp_path / "pipe.txt")
    tree = open_folder_tree(tmp_path)
    assert [*tree.files] == ["a.txt", "folder/b.txt", "link.txt"] and tree.read("link.txt") == b"a.txt"
    assert tree.left == [("gone.txt", "closed_file"), ("linked", "linked_folder"), ("pipe.txt", "closed_file")]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_file_that_was_replaced_meanwhile_is_not_read(tmp_path):
    tree = open_folder_tree(_write(tmp_path, "a.txt"))
    (tmp_path / "a.txt").unlink()
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(IrregularFile):
        tree.read("a.txt")


def test_too_many_folders_in_folders(tmp_path):
    deep = "/".join("d" * (DEEPEST + 2))
    tree = open_folder_tree(_write(tmp_path, f"{deep}/a.txt"))
    assert not tree.files and tree.left == [("/".join("d" * (DEEPEST + 1)), "left_name")]


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    assert not open_folder_tree(tmp_path / "none").files


def test_files_below_a_folder():
    tree = _tree("a/b.txt", "a/c/d.txt", "ab/e.txt")
    tree.folders = {"a", "a/c", "ab"}
    assert [*tree.below("a")] == ["a/b.txt", "a/c/d.txt"] and len([*tree.below("")]) == 3
    inner = tree.inside("a")
    assert [*inner.files] == ["b.txt", "c/d.txt"] and inner.folders == {"c"} and inner.root == Path("/data/a")


def test_files_by_their_endings():
    tree = _tree("b.JSON", "a.txt", "c.json", "d.xml", "e")
    assert tree.list_ending(".json") == ["b.JSON", "c.json"] and tree.list_ending(".xml", ".json") == [
        "b.JSON",
        "c.json",
        "d.xml",
    ]
    assert tree.list_ending(".png") == []
    tree.files["f.json"] = tree.files["e"]
    assert tree.list_ending(".json") == ["b.JSON", "c.json", "f.json"]


@pytest.mark.parametrize(
    ("path", "junk"),
    [
        ("__MACOSX/a", True),
        ("a/.DS_Store", True),
        ("a/._b", True),
        ("THUMBS.DB", True),
        ("a/b", False),
        ("a._b", False),
    ],
)
def test_junk(path, junk):
    assert is_junk(path) is junk


def test_names_that_a_disk_takes_for_one():
    assert normalize_name("E\u0301") == normalize_name("é") != normalize_name("e")
    assert find_archive_fault("a.png") is None
