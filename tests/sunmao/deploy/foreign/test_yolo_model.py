"""Files that Ultralytics exports: names, size and task are read from their metadata, and the answers are in the pixels
of the picture.
"""

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.deploy.foreign.yolo_metadata import parse_yolo_metadata
from sunmao.deploy.foreign.yolo_model import letterbox
from sunmao.errors import BadModelFile

pytest.importorskip("onnx")
from onnx import TensorProto

from tests.support.yolo_files import METADATA, PLACES, make_classifier, make_file, make_rows

pytestmark = pytest.mark.training

# A picture of 200 × 100 becomes 96 × 48 in the middle of 96 × 64: 8 rows of gray above and below.
PICTURE = np.full((100, 200, 3), 255, np.uint8)
FOUND = [
    (48, 8, 96, 56, 0.9, 2),  # the right half
    (49, 9, 96, 56, 0.7, 2),  # the same thing again
    (0, 8, 24, 32, 0.6, 0),
    (0, 32, 24, 56, 0.2, 1),  # less sure than Ultralytics tells
]
LAYOUTS = ["v8", "v8 turned", "v5", "chosen"]
CHOSEN = [FOUND[0], FOUND[2], FOUND[3]]  # what a graph with its own suppression gives


def write(folder, data: bytes):
    (folder / "best.onnx").write_bytes(data)
    return folder / "best.onnx"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", ["float", "half", "open sides"])
def test_things_are_found_where_they_are(layout, kind, tmp_path):
    rows = make_rows(CHOSEN if layout == "chosen" else FOUND, layout)
    numbers = TensorProto.FLOAT16 if kind == "half" else TensorProto.FLOAT
    file = write(tmp_path, make_file(rows, kind=numbers, open_sides=kind == "open sides"))
    model = Workflow(checkpoint=file)
    assert (model.task, model.classes) == ("detection", ["red", "green", "child's blue"])
    assert model.backbone == "YOLOv8n"
    things = model.inference(PICTURE).things
    assert [thing.label for thing in things] == ["child's blue", "red"]
    assert [thing.confidence for thing in things] == pytest.approx([0.9, 0.6], abs=0.01)
    assert np.allclose([thing.box for thing in things], [[100, 0, 200, 100], [0, 0, 50, 50]], atol=0.6)
    assert len(model.inference(PICTURE, confidence=0.1).things) == 3


def test_yolov5_says_only_names_and_stride(tmp_path):
    metadata = {"stride": "32", "names": "['red', 'green', 'blue']"}
    model = Workflow(write(tmp_path, make_file(make_rows(FOUND, "v5"), metadata)))
    assert [thing.label for thing in model.inference(PICTURE).things] == ["blue", "red"]


def test_one_class_is_no_row_of_a_graph_that_has_chosen(tmp_path):
    """(1, 3 P, 6) of YOLOv5 with one class looks like (1, n, 6)."""
    rows = np.zeros((1, 3 * PLACES, 6), np.float32)
    rows[0, 0] = 72, 32, 48, 48, 0.9, 1
    metadata = {"stride": "32", "names": "{0: 'cat'}"}
    [thing] = Workflow(write(tmp_path, make_file(rows, metadata))).inference(PICTURE).things
    assert thing.label == "cat" and np.allclose(thing.box, [100, 0, 200, 100], atol=0.6)


@pytest.mark.parametrize("softmax", [True, False])
def test_a_classifier(softmax, tmp_path):
    metadata = {**METADATA, "task": "classify"} if softmax else {"stride": "32", "names": METADATA["names"]}
    model = Workflow(write(tmp_path, make_classifier(softmax, metadata)))
    picture = np.zeros((60, 100, 3), np.uint8)
    picture[:, 20:80, 1] = 255  # what lies outside of the middle is cut off
    picture[:, :20, 0] = picture[:, 80:, 0] = 255
    result = model.inference(picture)
    assert (model.task, result.label) == ("classification", "green")
    assert result.confidence == pytest.approx(np.exp(10) / (np.exp(10) + 2), abs=1e-4)


def test_it_is_tested_and_drawn_like_any_other_model(tmp_path):
    model = Workflow(write(tmp_path, make_file(make_rows(FOUND, "v8"))))
    assert model.inference(PICTURE).draw().shape[2] == 3
    assert [row["预测结果"] for row in model.print_result()] == ["child's blue", "red"]


def test_the_picture_keeps_its_proportions():
    for height, width in ((100, 200), (200, 100), (64, 96), (1, 500), (33, 31)):
        framed, (left, top), (seen_width, seen_height) = letterbox(np.zeros((height, width, 3), np.uint8), (64, 96))
        inside = framed[top : top + seen_height, left : left + seen_width]
        assert framed.shape == (64, 96, 3) and not inside.any()
        assert (framed != 0).any(2).sum() == 64 * 96 - seen_width * seen_height, "gray around, nothing cut off"


@pytest.mark.parametrize("task", ["segment", "pose", "obb", "depth"])
def test_a_task_that_is_not_answered_is_said(task, tmp_path):
    file = write(tmp_path, make_file(make_rows(FOUND, "v8"), {**METADATA, "task": task}))
    with pytest.raises(BadModelFile) as refused:
        Workflow(file)
    assert refused.value.key == "yolo_task_unread" and "task='custom'" in refused.value.text("zh")
    [raw] = Workflow(file, task="custom").inference(np.ones((1, 3, 64, 96)))
    assert raw.shape == (1, 7, PLACES)


@pytest.mark.parametrize("shape", [[4, 3, 64, 96], [1, 1, 64, 96], [1, 64, 96, 3], [3, 64, 96]])
def test_a_graph_that_takes_other_pictures(shape, tmp_path):
    with pytest.raises(BadModelFile, match="custom"):
        Workflow(write(tmp_path, make_file(make_rows(FOUND, "v8"), shape=shape)))


@pytest.mark.parametrize("shape", [(1, 9, PLACES), (1, 300, 10), (2, 7, PLACES), (7, PLACES), (1, 3, 7, 9)])
def test_a_graph_that_gives_something_else(shape, tmp_path):
    model = Workflow(write(tmp_path, make_file(np.zeros(shape, np.float32))))
    with pytest.raises(BadModelFile):
        model.inference(PICTURE)


@pytest.mark.parametrize(
    ("names", "classes"),
    [
        ("{0: 'a', 1: 'b'}", ("a", "b")),
        ("['a', 'b']", ("a", "b")),
        ("{1: 'b', 0: 'a'}", ("a", "b")),
        ("{0: '猫', 1: 7}", ("猫", "7")),
        ("{1: 'a', 2: 'b'}", None),
        ("{0: ['a']}", None),
        ("{0: __import__('os')}", None),
        ("[" * 5000, None),
        ("-" * 5000 + "1", None),
        ("1" + "+1" * 50_000, None),
        ("'" + "x" * 300_000 + "'", None),
        ("{}", None),
        ("", None),
        ("cat, dog", None),
        ('{"a": ', None),
        ("\x00", None),
    ],
)
def test_names_are_read_and_never_run(names, classes):
    said = parse_yolo_metadata({**METADATA, "names": names})
    assert (said.classes if said else None) == classes


@pytest.mark.parametrize("size", ["[64]", "64", "[0, 64]", "[64, 1e9]", "[True, 64]", "nonsense", "[" * 999])
def test_a_size_that_is_none(size):
    said = parse_yolo_metadata({**METADATA, "imgsz": size})
    assert said is not None and said.size is None


def test_files_of_others_are_left_alone():
    assert parse_yolo_metadata({}) is None
    assert parse_yolo_metadata({"names": "['a']"}) is None
    assert parse_yolo_metadata({**METADATA, "MODEL_INFO": "{}"}) is None
