"""A finding is over when an edit has settled it."""

from pathlib import Path

import pytest

from sunmao.data.checks.settled_findings import drop_settled, find_inner_folder, read_decisions
from sunmao.data.edits.edit_log import FILE, EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing


def _issue(key: str, *pictures: str, count: int = 0) -> Issue:
    holes = {"names": ", ".join(pictures), "count": count or len(pictures)}
    return Issue(key, holes, pictures=pictures, count=count or len(pictures))


@pytest.mark.parametrize(
    ("key", "edit", "over"),
    [
        ("box_cut", PictureEdit(objects=()), True),
        ("box_cut", PictureEdit(labels=("a",)), False),
        ("box_cut", PictureEdit(deleted=True), True),
        ("list_contradicts", PictureEdit(labels=("a",)), True),
        ("list_contradicts", PictureEdit(objects=()), False),
        ("too_dark", PictureEdit(labels=("a",), objects=()), False),
        ("too_dark", PictureEdit(deleted=True), True),
        ("too_dark", PictureEdit(deleted=False), False),
    ],
)
def test_what_settles_a_finding(key, edit, over):
    assert (drop_settled([_issue(key, "a.png")], {"a.png": edit}) == []) is over


def test_a_finding_of_several_pictures_keeps_the_others():
    [left] = drop_settled([_issue("box_cut", "a", "b", "c", count=5)], {"b": PictureEdit(deleted=True)})
    assert left.pictures == ("a", "c") and left.count == 4 and left.holes == {"names": "a, c", "count": 4}
    [least] = drop_settled([_issue("box_cut", "a", "b", "c", count=3)], {"b": PictureEdit(deleted=True)})
    assert least.count == 2


def test_a_finding_without_a_hole_for_names_gets_none():
    issue = Issue("box_cut", {"other": 1}, pictures=("a", "b"), count=2)
    assert drop_settled([issue], {"a": PictureEdit(deleted=True)})[0].holes == {"other": 1}


def test_nothing_decided_and_nothing_concerned():
    findings = [_issue("box_cut", "a")]
    assert drop_settled(findings, {}) is findings
    assert drop_settled(findings, {"b": PictureEdit(deleted=True)})[0] is findings[0]


def test_a_data_set_without_a_validation_part():
    missing = [Issue("no_validation_set")]
    assert drop_settled(missing, {"a": PictureEdit(split="val")}) == []
    assert drop_settled(missing, {"a": PictureEdit(split="val", deleted=True)}) == missing
    assert drop_settled(missing, {"a": PictureEdit(split="test")}) == missing


def test_paths_inside_a_folder():
    assert drop_settled([_issue("box_cut", "a")], {"inner/a": PictureEdit(deleted=True)}, "inner/") == []
    tree = FileTree(Path("/d"))
    assert find_inner_folder(DatasetListing(Path("/d/in/ner")), tree) == "in/ner/"
    assert find_inner_folder(DatasetListing(Path("/d")), tree) == ""


def test_the_log_is_read_where_there_is_one(tmp_path):
    assert read_decisions(FileTree(tmp_path)) == {}
    EditLog(tmp_path).append("delete", {"a": PictureEdit(deleted=True)})
    assert read_decisions(FileTree(tmp_path)) == {"a": PictureEdit(deleted=True)}
    assert read_decisions(FileTree(tmp_path, folder=False)) == {}
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    assert read_decisions(FileTree(tmp_path)) == {}
