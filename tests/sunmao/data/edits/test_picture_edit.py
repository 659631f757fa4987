"""The fields of an edit of a picture, merged, written and read."""

import json

import pytest

from sunmao.data.edits.picture_edit import (
    LONGEST,
    PictureEdit,
    is_label,
    read_attributes,
    read_edit,
    read_object,
    write_edit,
)
from sunmao.data.listing import ObjectAnnotation

THING = ObjectAnnotation("cat", (1.0, 2.0, 3.0, 4.0), ((1.0, 2.0, 3.0, 2.0, 3.0, 4.0),), ("abc", (4, 5)), {"age": 3})


@pytest.mark.parametrize(
    "edit",
    [
        PictureEdit(),
        PictureEdit(("a", "b"), "val", True, (THING,), False),
        PictureEdit(labels=()),
        PictureEdit(objects=()),
        PictureEdit(deleted=False),
    ],
)
def test_written_and_read(edit):
    found = read_edit(json.loads(json.dumps(write_edit(edit))))
    assert found == edit
    assert [thing.attributes for thing in found.objects or ()] == [thing.attributes for thing in edit.objects or ()]


def test_only_what_was_said_is_written():
    assert write_edit(PictureEdit(labels=())) == {"labels": ()}
    plain = ObjectAnnotation("cat", (1.0, 2.0, 3.0, 4.0))
    [said] = write_edit(PictureEdit(objects=(plain,)))["objects"]
    assert "attributes" not in said and said["rle"] is None


def test_what_is_said_later_counts():
    merged = PictureEdit(labels=("a",), split="val").merge(PictureEdit(labels=("b",), deleted=True))
    assert merged == PictureEdit(labels=("b",), split="val", deleted=True)
    assert PictureEdit(deleted=True).merge(PictureEdit(deleted=False)).deleted is False


def test_a_new_label_is_that_of_all_things():
    marked = PictureEdit(objects=(THING, THING))
    assert [each.label for each in marked.merge(PictureEdit(labels=("dog",))).objects] == ["dog", "dog"]
    both = marked.merge(PictureEdit(labels=("dog",), objects=(THING,)))
    assert both.objects == (THING,) and marked.merge(PictureEdit(labels=())).objects == (THING, THING)


def test_what_was_right_is_not_right_under_another_label():
    right = PictureEdit(labels=("a",), confirmed=True)
    assert right.merge(PictureEdit(labels=("b",))).confirmed is None
    assert right.merge(PictureEdit(labels=("a",))).confirmed is True
    assert right.merge(PictureEdit(split="val")).confirmed is True
    assert right.merge(PictureEdit(labels=("b",), confirmed=True)).confirmed is True


@pytest.mark.parametrize(
    "said",
    [
        [],
        {"labels": "a"},
        {"labels": [""]},
        {"labels": [3]},
        {"labels": ["a"] * 1001},
        {"split": "other"},
        {"deleted": 1},
        {"confirmed": "yes"},
        {"objects": {}},
        {"objects": [{}] * 20_001},
        {"objects": [3]},
    ],
)
def test_what_is_no_edit(said):
    with pytest.raises(ValueError):
        read_edit(said)


@pytest.mark.parametrize(
    "more",
    [
        {"label": ""},
        {"label": None},
        {"box": [1, 2, 3]},
        {"box": [1, 2, 3, "4"]},
        {"box": [1, 2, 3, True]},
        {"box": [1, 2, 3, 1e7]},
        {"box": [1, 2, 3, float("nan")]},
        {"box": None},
        {"polygons": "abc"},
        {"polygons": [["1"]]},
        {"rle": [3, [4, 5]]},
        {"rle": ["a", ["4", 5]]},
        {"attributes": [1]},
        {"attributes": {"a": float("nan")}},
        {"attributes": {"a": "x" * 10_000}},
    ],
)
def test_what_is_no_thing(more):
    with pytest.raises(ValueError):
        read_object({"label": "cat", "box": [1, 2, 3, 4], **more})


def test_a_thing_with_nothing_but_a_box():
    assert read_object({"label": "cat", "box": [1, 2, 3, 4], "polygons": None}) == ObjectAnnotation("cat", (1, 2, 3, 4))


def test_names_of_classes():
    assert is_label("猫") and is_label("a" * LONGEST)
    assert not any(map(is_label, ("", "a" * (LONGEST + 1), "\ud800", 3, None)))


def test_no_attributes():
    assert read_attributes({}) is read_attributes(None) is None and read_attributes({"a": 1}) == {"a": 1}
