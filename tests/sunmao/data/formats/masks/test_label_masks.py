"""Tables of the numbers and colors in masks: what is strange to them, and what is left quiet."""

import pytest

from sunmao.data.formats.masks.label_masks import LabelMap

ROAD, RED, VOID = 0x804080, 0xFF0000, 0x090909


@pytest.mark.parametrize(
    ("table", "values", "strange"),
    [
        (LabelMap(["road"], {7: 1}), [0, 7, 255], []),
        (LabelMap(["road"], {7: 1}), [9, 7, 3, 0], [3, 9]),
        (LabelMap(["road"], {7: 1}, background=frozenset({3})), [9, 3], [9]),
        (LabelMap(["road"], {ROAD: 1}, colors=True), [0, ROAD, RED, 255], [255, RED]),
        (LabelMap(["road"], {ROAD: 1}, colors=True, background=frozenset({VOID})), [VOID], []),
    ],
    ids=["background and ignored", "two others", "said to be background", "a blue of 255", "a color of nothing"],
)
def test_values_that_are_no_class_are_strange(table, values, strange):
    assert table.strange(values) == strange


def test_other_orders_and_names_keep_the_values():
    table = LabelMap(["road", "car", "tree"], {7: 1, 8: 2, 9: 3})
    other = table.reorder(["tree", "road"])
    assert (other.classes, other.numbers) == (["tree", "road"], {7: 2, 9: 1}) and other.strange([8]) == [8]
    assert table.rename({"car": "bus"}).classes == ["road", "bus", "tree"] and table.rename({"house": "hut"}) is table
