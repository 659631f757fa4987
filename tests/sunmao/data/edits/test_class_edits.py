"""Names, order and colors of classes, entry by entry."""

import pytest

from sunmao.data.edits.class_edits import MAX_CLASSES, ClassEdits, read_class_edit, rename_in_edit
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.listing import ObjectAnnotation


def _apply(*details: dict) -> ClassEdits:
    edits = ClassEdits()
    for detail in details:
        edits = edits.apply(read_class_edit(detail))
    return edits


def _thing(label: str) -> ObjectAnnotation:
    return ObjectAnnotation(label, (0, 0, 1, 1))


def test_a_new_class_comes_last():
    edits = _apply({"add": "emu"}, {"add": "fox"}, {"add": "emu"})
    assert edits.sort(["cat"], ["cat"]) == ["cat", "emu", "fox"]


def test_a_removed_class_stays_while_pictures_have_it():
    edits = _apply({"add": "emu"}, {"order": ["dog", "cat"]}, {"remove": "dog"}, {"remove": "emu"})
    assert edits.sort(["cat", "dog"], ["cat"]) == ["cat"]
    assert edits.sort(["cat", "dog"], ["dog"]) == ["cat", "dog"]
    assert edits.apply({"add": "dog"}).sort(["cat"], []) == ["cat", "dog"]


def test_an_order_is_kept_by_what_it_does_not_name():
    edits = _apply({"order": ["a", "b", "c"]}, {"order": ["c"]})
    assert edits.sort(["d", "b"], []) == ["c", "a", "b", "d"]


def test_a_name_follows_through():
    edits = _apply(
        {"order": ["a", "b"]},
        {"color": "a", "value": "#000000"},
        {"add": "d"},
        {"rename": "a", "to": "x"},
        {"rename": "x", "to": "y"},
    )
    assert edits.names == {"a": "y", "x": "y"} and edits.order == ("y", "b") and edits.colors == {"y": "#000000"}
    assert edits.rename_labels(("a", "b", "x")) == ("y", "b")
    assert [each.label for each in edits.rename_things((_thing("a"), _thing("b")))] == ["y", "b"]
    assert ClassEdits().rename_labels(("a", "a")) == ("a", "a")


def test_two_classes_become_one():
    edits = _apply(
        {"color": "a", "value": "#000000"},
        {"color": "b", "value": "#ffffff"},
        {"order": ["a", "b"]},
        {"remove": "b"},
        {"rename": "a", "to": "b"},
    )
    assert edits.colors == {"b": "#ffffff"} and edits.order == ("b",) and edits.sort([], []) == ["b"]


@pytest.mark.parametrize(
    "detail",
    [
        {},
        {"add": ""},
        {"add": 3},
        {"add": "\ud800"},
        {"add": "a", "remove": "b"},
        {"rename": "a"},
        {"color": "a"},
        {"color": "a", "value": "red"},
        {"color": "a", "value": "#FFFFFF"},
        {"order": "ab"},
        {"order": ["a", 3]},
        {"order": [str(number) for number in range(MAX_CLASSES + 1)]},
    ],
)
def test_what_is_no_entry(detail):
    with pytest.raises(ValueError):
        read_class_edit(detail)


def test_the_longest_order():
    assert read_class_edit({"order": [str(number) for number in range(MAX_CLASSES)]})


def test_what_was_decided_of_a_picture_gets_the_new_name():
    edit = PictureEdit(labels=("a", "b"), objects=(_thing("a"), _thing("c")))
    made = rename_in_edit(edit, "a", "b")
    assert made.labels == ("b",) and [each.label for each in made.objects] == ["b", "c"]
    assert rename_in_edit(edit, "z", "y") is edit
    assert rename_in_edit(PictureEdit(labels=("a",)), "a", "x").objects is None
