"""Smaller files of networks that find things: the maps in 8 bits, the boxes in float."""

import onnx
import pytest

from sunmao.deploy import Workflow
from sunmao.deploy.conversion import quantize_model as module
from sunmao.deploy.conversion.quantize_model import quantize_model
from sunmao.deploy.export import export_onnx
from sunmao.deploy.quantization.quantize_graph import extract_maps, prepare_graph
from tests.support.untrained_detectors import make_detector, save_pictures

pytestmark = [pytest.mark.training, pytest.mark.long]
SIDE = 96


@pytest.fixture
def pictures(tmp_path):
    return save_pictures(tmp_path)


@pytest.mark.parametrize("name", ["RTMDet-Lite0", "SSD_Lite", "YOLO-MobileNet", "YOLOX-tiny"])
def test_boxes_are_made_behind_the_maps(name, tmp_path):
    export_onnx(make_detector(name, SIDE), tmp_path / "whole.onnx", 13, 7)
    prepare_graph(tmp_path / "whole.onnx", tmp_path / "prepared.onnx")
    behind = set(extract_maps(tmp_path / "prepared.onnx", tmp_path / "maps.onnx"))
    whole = onnx.load(tmp_path / "prepared.onnx").graph.node
    maps = onnx.load(tmp_path / "maps.onnx").graph.node
    assert {node.op_type for node in whole if node.name in behind}.isdisjoint({"Conv"})
    assert "NonMaxSuppression" in {node.op_type for node in whole if node.name in behind}
    assert {node.name for node in whole if node.op_type == "Conv"} <= {node.name for node in maps}


@pytest.mark.parametrize("name", ["FasterRCNN", "Mask_RCNN"])
def test_regions_are_proposed_and_looked_at_in_float(name, pictures, tmp_path, monkeypatch):
    """Of 81 things that a Faster R-CNN found, 72 were left where its proposals had 8 bits, 80 where they had not."""
    monkeypatch.setattr(module, "APART", 1.0)
    file = quantize_model(make_detector(name, SIDE), pictures, tmp_path / "models/small.onnx", "int8", 13, 7)
    nodes = onnx.load(file).graph.node
    made = {output: node for node in nodes for output in node.output}
    convolutions = [node for node in nodes if node.op_type == "Conv"]
    whole = {node.name for node in convolutions if node.input[1] not in made}
    assert {node.name for node in convolutions if "rpn_head" in node.name or "mask_head" in node.name} <= whole
    assert len(whole) < len(convolutions) / 2


@pytest.mark.parametrize("name", ["RTMDet-Lite0", "SSD_Lite"])
def test_a_detector_s_file_is_smaller_and_its_boxes_are_made_in_float(name, pictures, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "APART", 1.0)  # no layer need stay in float: trying each takes minutes
    file = quantize_model(make_detector(name, SIDE), pictures, tmp_path / "models/small.onnx", "int8", 13, 7)
    assert Workflow(file).information["quantization"]["ratio"] < 0.5
    nodes = onnx.load(file).graph.node
    made = {output: node for node in nodes for output in node.output}
    suppressed = [node for node in nodes if node.op_type == "NonMaxSuppression"]
    assert suppressed and all(
        made[name].op_type != "DequantizeLinear" for node in suppressed for name in node.input[:2]
    )
    assert any(node.op_type == "QuantizeLinear" for node in nodes)
