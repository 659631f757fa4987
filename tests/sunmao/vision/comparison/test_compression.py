"""The table of what smaller files cost: real files of one model, on its test pictures."""

from dataclasses import replace

import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadValue
from sunmao.tasks.object_detection.report import DetectionReport
from sunmao.vision import Classification
from sunmao.vision.comparison.compression import CompressedFile, Compression
from sunmao.vision.comparison.compression import _dominates as dominates
from tests.support.onnx_files import CANVAS, SHAPES, finder, sides

pytestmark = [pytest.mark.training, pytest.mark.process]


@pytest.fixture
def files(project, digits_weights):
    model = Classification(backbone="LeNet")
    model.load_dataset(path="data/digits", check=False)
    model.load_checkpoint(digits_weights)
    return [
        model.convert("models/whole.onnx"),
        model.quantize("models/int8.onnx"),
        model.quantize("models/half.onnx", method="float16"),
    ]


@pytest.mark.long
def test_rows_of_a_classifier(files):
    compression = Compression(files, "data/digits")
    steps = 0
    while compression.done < compression.total:
        assert not compression.list_rows()
        compression.advance(0.2)
        steps += 1
    assert steps > 1
    whole, int8, half = compression.list_rows()
    assert [row.method for row in (whole, int8, half)] == [None, "int8", "float16"]
    assert int8.bytes < half.bytes < whole.bytes and whole.changed == []
    assert all(row.labeled == 300 and row.correct > 280 for row in (whole, int8, half))
    assert all(row.ms > 0 and row.memory > 0 for row in (whole, int8, half))
    for path, before, after in int8.changed:
        answers = [Workflow(file).inference(path).label for file in files[:2]]
        assert answers == [before, after] and before != after
    assert int8.best or int8.correct < whole.correct
    assert not whole.best or whole.correct > max(int8.correct, half.correct) or whole.ms < min(int8.ms, half.ms)


@pytest.mark.long
def test_rows_of_a_detector(project, tmp_path):
    from sunmao.data import sample_dataset

    items = sample_dataset("shapes").items("test")
    item, drawn = next((item, thing) for item in items for thing in item.things if thing.label == SHAPES[1])
    place = (0, 40, 60, 120, 140), (1, *(CANVAS * side / item.size[0] for side in drawn.box))
    for name, sure in (("all", (0.9, 0.4)), ("none", (0.1, 0.1))):
        things = [(number, score, *box) for (number, *box), score in zip(place, sure, strict=True)]
        (tmp_path / f"{name}.onnx").write_bytes(finder(things))
    compression = Compression([tmp_path / "all.onnx", tmp_path / "none.onnx"], sample_dataset("shapes").path)
    compression.advance(600)
    found, missed = compression.list_rows()
    report = Workflow(tmp_path / "all.onnx").evaluate("test", path=sample_dataset("shapes").path)
    pairs = {
        report.item(number).path: (report.item(number), report.detections[number]) for number in range(report.total)
    }
    same_order = DetectionReport([pairs[item.path] for item in compression._asked], report.classes)
    assert found.correct is None and (found.mark, found.shown_map50) == (same_order.map50, same_order.shown_map50)
    assert found.mark > found.shown_map50 > 0 == missed.shown_map50, "triangles are found, but not shown"
    assert len(missed.changed) == missed.labeled > 0
    assert missed.changed[0][1:] == ("circle × 1, triangle × 1", "")


def test_detectors_are_compared_by_what_they_show():
    """As a file that shows less but finds as well below its confidence is not as good to who looks."""
    first = CompressedFile("a.onnx", None, 9, 9, None, None, 5, 0.9, [], shown_map50=0.8)
    unsure = replace(first, bytes=5, mark=0.95, shown_map50=0.7)
    assert not dominates(unsure, first)
    assert dominates(replace(unsure, shown_map50=0.8), first)
    assert dominates(replace(unsure, shown_map50=None), replace(first, shown_map50=None)), "as it was once kept"


@pytest.mark.long
def test_what_cannot_be_compared(project, tmp_path, files):
    (tmp_path / "sides.onnx").write_bytes(sides())
    with pytest.raises(BadValue, match="two model files"):
        Compression(files[:1], "data/digits")
    with pytest.raises(BadValue, match=r"sides\.onnx"):
        Compression([files[0], tmp_path / "sides.onnx"], "data/digits")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadData):
        Compression(files, tmp_path / "empty")
