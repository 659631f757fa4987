"""Lists of Keras-YOLO: names of the classes where a file has them, their numbers where none does."""

import pytest

from sunmao.data.sources.detect_format import read_listing
from tests.support.growing.data_sets import make_tree, pictures

LINES = "a.jpg 1,1,6,6,0 2,2,5,5,1\nb.jpg 1,2,3,4,0\nc.jpg\n"


def read(lines: str = LINES, **more: str):
    files = {f"{name}.txt": text for name, text in more.items()}
    found = read_listing(make_tree({"2007_train.txt": lines, **files, **pictures(["a.jpg", "b.jpg", "c.jpg"])}))
    assert found.format == "keras_yolo"
    return found, {finding.key for finding in found.findings}


@pytest.mark.parametrize(
    ("names", "classes", "key"),
    [
        ("apple\npear\n", ["apple", "pear"], None),
        ("apple\n", ["apple", "class_1"], "yolo_unknown_class"),
        (None, ["class_0", "class_1"], "yolo_no_names"),
    ],
)
def test_what_the_classes_are_called(names, classes, key):
    found, keys = read(**({"voc_classes": names} if names else {}))
    assert found.classes == classes and keys & {"yolo_no_names", "yolo_unknown_class"} == ({key} if key else set())
    things = {item.path.name: [(thing.label, tuple(thing.box)) for thing in item.things] for item in found.items}
    assert things["a.jpg"] == [(classes[0], (1, 1, 6, 6)), (classes[1], (2, 2, 5, 5))] and things["c.jpg"] == []


def test_a_line_that_is_none_is_said():
    found, keys = read(LINES + "b.jpg 1,2,3\n", classes="apple\npear")
    assert "table_odd_rows" in keys and sum(len(item.things) for item in found.items) == 3
