"""Files that say which number or color in a mask is which class."""

import json

import pytest

from sunmao.data.formats.masks.label_maps import read_label_map
from sunmao.data.formats.masks.label_masks import infer_label_map, settle_numbers
from tests.support.drawn_datasets import tree

ROAD, CAR = 0x804080, 0x00008E


@pytest.mark.parametrize(
    ("name", "text", "numbers"),
    [
        ("classes.txt", "background\nroad\ncar\n", {1: "road", 2: "car"}),
        ("classes.txt", "road\ncar\n", {1: "road", 2: "car"}),
        ("class_names.txt", "__ignore__\n_background_\nroad\n", {1: "road"}),
        ("codes.txt", "road\ncar\n", {0: "road", 1: "car"}),
        ("labels.txt", "0: unlabeled\n7: road\n26: car\n", {7: "road", 26: "car"}),
        ("_classes.csv", "Pixel Value, Class\n0, background\n1, road\n", {1: "road"}),
        ("objectInfo150.txt", "Idx\tRatio\tName\n1\t0.1\troad, route\n2\t0.2\tcar\n", {1: "road", 2: "car"}),
        ("dataset.json", json.dumps({"labels": {"background": 0, "road": 1}}), {1: "road"}),
        ("dataset.json", json.dumps({"labels": {"0": "background", "2": "road"}}), {2: "road"}),
        ("labelmap.txt", "background:0,0,0::\nroad:128,64,128::\ncar:0,0,142::\n", {ROAD: "road", CAR: "car"}),
        ("label_colors.txt", "128 64 128\troad\n0 0 142 car\n", {ROAD: "road", CAR: "car"}),
        ("class_dict.csv", "name,r,g,b\nroad,128,64,128\nVoid,9,9,9\n", {ROAD: "road"}),
        ("my colors.csv", '"R","G","B","Name"\n128,64,128,road\n', {ROAD: "road"}),
    ],
)
def test_a_table_gives_its_classes(name, text, numbers):
    found = read_label_map(tree(**{f"set/{name}": text}))
    assert {value: found.classes[number - 1] for value, number in found.numbers.items()} == numbers


@pytest.mark.parametrize("text", ["", "[1, 2", '{"labels": [1]}', '{"labels": {"a": {}}}', "{" * 5000])
def test_a_file_of_something_else_is_no_table(text):
    assert read_label_map(tree(**{"dataset.json": text})) is None


@pytest.mark.parametrize(
    ("values", "first"),
    [({0, 1, 2}, {0: "sky"}), ({0, 1, 2, 3}, {1: "sky"}), ({0, 1}, {1: "sky"}), ({0, 1, 2, 255}, {0: "sky"})],
)
def test_a_list_without_a_background_begins_where_the_masks_show(values, first):
    table = settle_numbers(read_label_map(tree(**{"labels.txt": "sky\nroad\ncar\n"})), values)
    assert first.items() <= {value: table.classes[number - 1] for value, number in table.numbers.items()}.items()


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ({0, 1, 2}, ["class_1", "class_2"]),
        ({0, 1, 255}, ["class_1"]),
        ({0, 255}, ["class_1"]),
        ({0, 127, 255}, ["class_127", "class_255"]),
    ],
)
def test_without_a_table_the_values_are_the_classes(values, classes):
    assert infer_label_map(values, colors=False).classes == classes
