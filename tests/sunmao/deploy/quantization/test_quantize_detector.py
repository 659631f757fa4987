"""Smaller files of networks that find things: the maps in 8 bits, the boxes in float."""

from types import SimpleNamespace

import onnx
import pytest
from PIL import Image

from sunmao.data.listing import Sample
from sunmao.deploy import Workflow
from sunmao.deploy.export import export_onnx
from sunmao.deploy.quantization import quantize_model as module
from sunmao.deploy.quantization.quantize_graph import extract_maps, prepare_graph
from sunmao.deploy.quantization.quantize_model import quantize_model
from sunmao.models import find_model
from sunmao.models.preprocessing import GEOMETRIES, get_resize_name
from sunmao.vision.object_detection.trained_detector import TrainedDetector
from tests.support.untrained_detectors import CLASSES, build_sensitive_detector, drawn

pytestmark = [pytest.mark.training, pytest.mark.long]
SIDE = 96


def make_detector(name: str) -> TrainedDetector:
    network, entry = build_sensitive_detector(name, SIDE), find_model(name)
    info = {"image_size": SIDE, "mAP": 0.5, "confidence": 0.06}
    return TrainedDetector(entry, network, CLASSES, info, GEOMETRIES[get_resize_name(entry, SIDE)])


@pytest.fixture
def pictures(tmp_path):
    for number, image in enumerate((drawn(2)[0], drawn(2)[1][:150])):
        Image.fromarray(image).save(tmp_path / f"{number}.png")
    items = [Sample(path, "", "") for path in sorted(tmp_path.glob("*.png"))]
    return SimpleNamespace(items=lambda part: items)


@pytest.mark.parametrize("name", ["RTMDet-Lite0", "SSD_Lite", "YOLO-MobileNet", "YOLOX-tiny", "FasterRCNN"])
def test_boxes_are_made_behind_the_maps(name, tmp_path):
    export_onnx(make_detector(name), tmp_path / "whole.onnx", 13, 7)
    prepare_graph(tmp_path / "whole.onnx", tmp_path / "prepared.onnx")
    behind = set(extract_maps(tmp_path / "prepared.onnx", tmp_path / "maps.onnx"))
    whole = onnx.load(tmp_path / "prepared.onnx").graph.node
    if any(node.op_type == "RoiAlign" for node in whole):
        assert not behind and not (tmp_path / "maps.onnx").exists()
        return
    maps = onnx.load(tmp_path / "maps.onnx").graph.node
    assert {node.op_type for node in whole if node.name in behind}.isdisjoint({"Conv"})
    assert "NonMaxSuppression" in {node.op_type for node in whole if node.name in behind}
    assert {node.name for node in whole if node.op_type == "Conv"} <= {node.name for node in maps}


@pytest.mark.parametrize("name", ["RTMDet-Lite0", "SSD_Lite"])
def test_a_detector_s_file_is_smaller_and_its_boxes_are_made_in_float(name, pictures, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "APART", 1.0)  # no layer need stay in float: trying each takes minutes
    file = quantize_model(make_detector(name), pictures, tmp_path / "models/small.onnx", "int8", 13, 7)
    assert Workflow(file).information["quantization"]["ratio"] < 0.5
    nodes = onnx.load(file).graph.node
    made = {output: node for node in nodes for output in node.output}
    suppressed = [node for node in nodes if node.op_type == "NonMaxSuppression"]
    assert suppressed and all(
        made[name].op_type != "DequantizeLinear" for node in suppressed for name in node.input[:2]
    )
    assert any(node.op_type == "QuantizeLinear" for node in nodes)
