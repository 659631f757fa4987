"""Events that an older version wrote, as this one writes them."""

import copy

import pytest

from sunmao.protocol.old_messages import upgrade

OLD = {
    "marks": {
        "pictures": [["a.png", 0, 1, 0.9], ["b.png", 1, 1, 0.8]],
        "digests": ["d1", None],
        "averages": {"f1": 0.5, "recall": None},
        "by_class": [[1.0, 0.5, 0.6, 3]],
    },
    "boxmarks": {
        "pictures": [["a.png", 10, 20, [["cat", 1, 2, 3, 4, "hit"]], [["cat", 0.9, 1, 2, 3, 4, "hit", [[1, 2]]]]]],
        "averages": {"map": 0.5},
        "by_class": [[0.1, 0.2]],
    },
    "paintmarks": {"pictures": [["a.png", 0.5, 1, 2, "d.png"]], "averages": None, "by_class": []},
    "tagmarks": {"pictures": [["a.png", [0], [[0.9, True], [0.1, False]]]], "by_class": [[0.5]]},
}
NEW = {
    "marks": {
        "pictures": [
            {"path": "a.png", "truth": 0, "answer": 1, "confidence": 0.9, "digest": "d1"},
            {"path": "b.png", "truth": 1, "answer": 1, "confidence": 0.8},
        ],
        "digests": None,
        "averages": {"f1": 0.5},
        "by_class": [{"precision": 1.0, "recall": 0.5, "f1": 0.6, "pictures": 3}],
    },
    "boxmarks": {
        "pictures": [
            {
                "path": "a.png",
                "width": 10,
                "height": 20,
                "truths": [{"label": "cat", "box": [1, 2, 3, 4], "kind": "hit"}],
                "answers": [
                    {"label": "cat", "confidence": 0.9, "box": [1, 2, 3, 4], "kind": "hit", "outlines": [[1, 2]]}
                ],
            }
        ],
        "averages": {"map": 0.5},
        "by_class": [{"map": 0.1, "map50": 0.2}],
    },
    "paintmarks": {
        "pictures": [{"path": "a.png", "iou": 0.5, "missed": 1, "extra": 2, "differences": "d.png"}],
        "averages": {},
        "by_class": [],
    },
    "tagmarks": {
        "pictures": [{"path": "a.png", "labels": [0], "recognized": [0], "confidences": [0.9, 0.1]}],
        "averages": {},
        "by_class": [{"ap": 0.5}],
    },
}


@pytest.mark.parametrize("kind", OLD)
def test_lists_become_objects(kind):
    row = {"kind": kind, "seq": 3, **OLD[kind]}
    before = copy.deepcopy(row)
    assert upgrade(row) == {"kind": kind, "seq": 3, "version": 2, **NEW[kind]}
    assert row == before


@pytest.mark.parametrize("kind", OLD)
def test_what_is_new_stays(kind):
    row = {"kind": kind, "version": 2, **NEW[kind]}
    assert upgrade(row) is row


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "epoch"},
        {},
        {"kind": ["marks"]},
        {"kind": "marks", "version": "1"},
        {"kind": "marks", "pictures": 3},
        {"kind": "boxmarks", "pictures": [["a.png"]]},
        {"kind": "tagmarks", "pictures": [["a.png", [0], [3]]]},
        {"kind": "marks", "averages": [1]},
        {"kind": "marks", "by_class": 5},
    ],
)
def test_what_is_unknown_or_damaged_stays(row):
    assert upgrade(row) is row
