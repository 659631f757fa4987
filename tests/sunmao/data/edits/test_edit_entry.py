"""An entry of the log is checked as it is read."""

import pytest

from sunmao.data.edits.edit_entry import LATEST, is_inside, read_head

HEAD = {"id": "1", "at": 5.0, "kind": "relabel"}


def test_an_entry():
    entry = read_head(
        {**HEAD, "detail": {"label": "cat", "from": ["dog"], "split": "val", "on": True}, "changes": {"a/b": {}}}
    )
    assert (entry.id, entry.at, entry.kind, entry.active, entry.changes) == ("1", 5.0, "relabel", True, {})
    assert entry.detail["label"] == "cat" and read_head(HEAD).detail == {}


@pytest.mark.parametrize("name", HEAD)
def test_an_entry_without_a_part(name):
    with pytest.raises(KeyError):
        read_head({key: value for key, value in HEAD.items() if key != name})


@pytest.mark.parametrize(
    "more",
    [
        {"id": 1},
        {"kind": None},
        {"at": "5"},
        {"at": -1},
        {"at": LATEST},
        {"at": float("nan")},
        {"detail": []},
        {"changes": []},
        {"changes": {"../a": {}}},
        {"changes": {"": {}}},
        {"detail": {"label": 3}},
        {"detail": {"label": "x" * 1001}},
        {"detail": {"from": "cat"}},
        {"detail": {"from": [3]}},
        {"detail": {"classes": [None]}},
        {"detail": {"split": "other"}},
        {"detail": {"on": 1}},
        {"kind": "classes", "detail": {"add": ""}},
        {"kind": "forget", "detail": {"paths": [3]}},
        {"kind": "rename", "detail": {"label": "a", "to": 3, "folders": []}},
        {"kind": "rename", "detail": {"label": "a", "to": "b", "folders": [["x", 3]]}},
    ],
)
def test_what_is_no_entry(more):
    with pytest.raises(ValueError):
        read_head(HEAD | more)


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        ("rename", {"label": "a", "to": "b", "folders": [["train/a", "train/b"]]}),
        ("forget", {"paths": ["a"]}),
        ("divide", {}),
        ("classes", {"add": "emu"}),
    ],
)
def test_entries_that_say_what_was_done_to_files(kind, detail):
    assert read_head({**HEAD, "kind": kind, "detail": detail}).detail == detail


@pytest.mark.parametrize(
    ("path", "inside"),
    [("a/b.png", True), ("..a/b", True), ("a..", True), ("/a", False), ("a/../b", False), ("..", False), ("", False)]
    + [("a\0b", False), ("x" * 1000, True), ("x" * 1001, False)],
)
def test_a_path_stays_below_the_folder(path, inside):
    assert is_inside(path) is inside
