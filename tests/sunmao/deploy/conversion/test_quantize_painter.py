"""Smaller files of networks that paint: their maps in 8 bits, light and areas in float."""

import json
from pathlib import Path

import onnx
import pytest

from sunmao.deploy import Workflow
from sunmao.deploy.export import export_onnx
from sunmao.deploy.quantization.quantize_graph import extract_maps, prepare_graph
from sunmao.models import find_model
from sunmao.tasks.semantic_segmentation.train import TrainedSegmenter, get_resize

pytestmark = [pytest.mark.training, pytest.mark.long]
SIDE = 64


@pytest.mark.parametrize("name", ["UNet-Lite0", "LRASPP"])
def test_what_prepares_the_picture_and_the_scores_stay_in_float(name, tmp_path):
    entry = find_model(name)
    trained = TrainedSegmenter(
        entry, entry.build(2, SIDE).eval(), ["a", "b"], {"image_size": SIDE}, get_resize(entry, SIDE)
    )
    export_onnx(trained, tmp_path / "whole.onnx", 13, 7)
    prepare_graph(tmp_path / "whole.onnx", tmp_path / "prepared.onnx")
    outside = set(extract_maps(tmp_path / "prepared.onnx", tmp_path / "maps.onnx"))
    kinds = {node.name: node.op_type for node in onnx.load(tmp_path / "prepared.onnx").graph.node}
    assert {"Softmax", "ReduceMean", "Sqrt"} <= {kinds[each] for each in outside}
    assert "Conv" not in {kinds[each] for each in outside}


def test_a_smaller_file_paints_the_same(painter):
    painter.convert("models/whole.onnx", opset_version=13, ir_version=7)
    painter.quantize("models/int8.onnx")
    whole, small = (Workflow(f"models/{name}.onnx") for name in ("whole", "int8"))
    said = small.information["quantization"]
    assert said["ratio"] < 0.3 and said["pictures"] == 8
    assert whole.evaluate(path="data/garden").miou - small.evaluate(path="data/garden").miou < 0.02
    nodes = onnx.load("models/int8.onnx").graph.node
    made = {output: node.op_type for node in nodes for output in node.output}
    [softmax] = [node for node in nodes if node.op_type == "Softmax"]
    assert "QuantizeLinear" in made.values() and not any(node.input[0] == softmax.output[0] for node in nodes)
    [row] = json.loads(Path("models/int8.onnx.parity.json").read_text("utf-8"))["rows"]
    assert row["pictures"] == 8 and row["same"] == small.information["parity"]["same"] >= 7
    assert row["same_pixels"] > 0.97


def test_a_file_of_16_bits_paints_the_same(painter):
    file = painter.quantize("models/half.onnx", method="float16")
    said = Workflow(file).information
    assert said["quantization"]["ratio"] < 0.55 and said["parity"]["same"] == said["parity"]["pictures"] == 8
