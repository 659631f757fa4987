"""Messages survive their trip."""

import json
import subprocess
import sys
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.protocol import learning_messages, messages

SCALARS = {
    str: st.text(st.characters()),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
}
SCALARS[Any] = st.one_of(SCALARS.values())


def build(hint):
    """Values of a type."""
    origin, parts = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: build(hints[field.name]) for field in fields(hint)})
    if origin in (Union, UnionType):
        return st.one_of(map(build, parts))
    if origin is Literal:
        return st.sampled_from(parts)
    if origin is list:
        return st.lists(build(parts[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(*map(build, parts), max_size=3)
    return st.tuples(*map(build, parts)) if origin is tuple else SCALARS[hint]


KINDS = [*messages.KINDS.values(), *learning_messages.KINDS.values()]
MESSAGES = st.one_of(map(build, KINDS))


@given(st.lists(MESSAGES, max_size=5))
@pytest.mark.slow
def test_a_batch_comes_back_as_it_was(batch):
    assert messages.loads(messages.dumps(batch)) == batch


@given(MESSAGES)
def test_a_message_is_ascii_json_with_its_kind(message):
    (row,) = json.loads(messages.dumps([message]).decode("ascii"))
    assert messages.find_kind(row["kind"]) is type(message)


def test_every_kind_is_found():
    assert {kind.kind: messages.find_kind(kind.kind) for kind in KINDS} == {kind.kind: kind for kind in KINDS}
    assert set(messages.LEARNING_KINDS) == set(learning_messages.KINDS)


@pytest.mark.process
def test_learning_is_loaded_with_its_first_message():
    code = "import sys, sunmao.protocol.messages; print('sunmao.protocol.learning_messages' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"False"


def test_characters_that_utf8_cannot_hold():
    (back,) = messages.loads(messages.dumps([messages.Output("\ud800\x00\u202e")]))
    assert back.text == "\ud800\x00\u202e"


def test_numbers_that_json_cannot_hold_become_null():
    (back,) = messages.loads(messages.dumps([messages.Metric({"loss": float("nan"), "other": float("inf")}, step=1)]))
    assert back.values == {"loss": None, "other": None}


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b"[[]]", b'[{"kind":"nothing"}]', b'[{"kind":"line"}]', b"[" * 100_000, b"\xff"]
)
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError):
        messages.loads(data)


def test_extra_keys_are_dropped():
    assert messages.loads(b'[{"kind":"line","line":3,"seq":9}]') == [messages.CurrentLine(3)]


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "output", "text": {"a": 1}},
        {"kind": "line", "line": "3"},
        {"kind": "metric", "values": [], "step": 1},
        {"kind": "state", "state": None},
        {"kind": "error", "type": "E", "message": "", "line": "1", "traceback": "", "title": {}, "hint": {}},
        {"kind": ["output"], "text": ""},
        {"kind": "marks", "version": 2, "correct": 1, "total": 2, "pictures": [["a.jpg", 0, 0, 0.5]]},
        {"kind": "marks", "version": 2, "correct": 1, "total": 2, "pictures": [{"path": "a.jpg"}]},
        {"kind": "marks", "correct": 1, "total": 2, "pictures": [5]},
        "text",
    ],
)
def test_wrong_types_are_refused(message):
    with pytest.raises(ValueError):
        messages.loads(json.dumps([message]).encode())


def test_what_a_nested_row_does_not_know_is_left_out():
    ended = learning_messages.TrainingEnded("finished", 2, learning_messages.BestEpoch(2, 0.5), "", 1.0)
    assert messages.to_dict(ended)["best"] == {"epoch": 2, "accuracy": 0.5}


OLD = [
    (
        {
            "kind": "marks",
            "correct": 1,
            "total": 2,
            "by_class": [[0.5, 1.0, 0.75, 2]],
            "averages": {"accuracy": 0.5},
            "pictures": [["a.jpg", 0, 1, 0.9], ["b.jpg", 0, 0, 0.8]],
            "digests": ["1f", ""],
        },
        learning_messages.Evaluation(
            1,
            2,
            by_class=[learning_messages.ClassFigures(0.5, 1.0, 0.75, 2)],
            averages=learning_messages.Averages(accuracy=0.5),
            pictures=[
                learning_messages.EvaluatedPicture("a.jpg", 0, 1, 0.9, "1f"),
                learning_messages.EvaluatedPicture("b.jpg", 0, 0, 0.8),
            ],
        ),
    ),
    (
        {
            "kind": "boxmarks",
            "task": "instance",
            "averages": {"map": None, "map50": 0.5},
            "counts": {"right": 1},
            "by_class": [[None, None, None, None, 0], [0.1, 0.2, 0.3, 0.4, 5, 0.6]],
            "pictures": [
                [
                    "a.jpg",
                    64,
                    48,
                    [[0, 1, 2, 3, 4, "missed", []]],
                    [[1, 0.9, 5, 6, 7, 8, "right", [[5, 6, 7, 8, 5, 8]]]],
                ]
            ],
        },
        learning_messages.DetectionEvaluation(
            "instance",
            averages=learning_messages.DetectionAverages(map50=0.5),
            counts={"right": 1},
            by_class=[
                learning_messages.DetectionClassFigures(None, None, None, None, 0),
                learning_messages.DetectionClassFigures(0.1, 0.2, 0.3, 0.4, 5, 0.6),
            ],
            pictures=[
                learning_messages.DetectionPicture(
                    "a.jpg",
                    64,
                    48,
                    [learning_messages.TrueObject(0, (1, 2, 3, 4), "missed")],
                    [learning_messages.PredictedObject(1, 0.9, (5, 6, 7, 8), "right", [[5, 6, 7, 8, 5, 8]])],
                )
            ],
        ),
    ),
    (
        {
            "kind": "paintmarks",
            "total": 1,
            "by_class": [[None, 0.0, 0.0, 0.0, 0.0]],
            "pictures": [["a.png", None, 0.1, 0.2, "iVBO"]],
        },
        learning_messages.SegmentationEvaluation(
            1,
            by_class=[learning_messages.SegmentationClassFigures(None, 0.0, 0.0, 0.0, 0.0)],
            pictures=[learning_messages.PaintedPicture("a.png", None, 0.1, 0.2, "iVBO")],
        ),
    ),
    (
        {
            "kind": "tagmarks",
            "correct": 0,
            "total": 1,
            "by_class": [[None, 0.5, 0.5, 0.5, 1, 1, 0]],
            "pictures": [["a.jpg", [0], [[0.2, 0], [0.9, 1]]]],
        },
        learning_messages.TagEvaluation(
            0,
            1,
            by_class=[learning_messages.TagFigures(None, 0.5, 0.5, 0.5, 1, 1, 0)],
            pictures=[learning_messages.TaggedPicture("a.jpg", [0], [1], [0.2, 0.9])],
        ),
    ),
]


@pytest.mark.parametrize(("row", "message"), OLD, ids=[row["kind"] for row, _ in OLD])
def test_lists_of_logs_before_are_read(row, message):
    assert messages.from_dict(row) == message
    assert messages.from_dict({"kind": row["kind"], "version": 2, **messages.to_dict(message)}) == message


def test_logs_without_later_fields_are_read():
    assert messages.from_dict({"kind": "trained", "reason": "early", "epochs": 3, "best": {}, "path": "", "seconds": 1})
    data = {"path": "data/a", "hash": "1f", "classes": ["a"]}
    began = messages.from_dict(
        {"kind": "training", "model": "LeNet", "parameters": {}, "dataset": data, "save_fold": ""}
    )
    assert began.dataset == learning_messages.TrainingData("data/a", "1f", ["a"])
