"""Smaller files of trained models: how small, how many answers stay, and who can open them."""

import json

import onnx
import pytest
import torch
from torch import nn

from sunmao.data.dataset import Dataset
from sunmao.deploy import Workflow
from sunmao.deploy.conversion import quantize_model as module
from sunmao.deploy.quantization.compare import Disagreement
from sunmao.errors import BadData, BadValue
from sunmao.vision import Classification

pytestmark = pytest.mark.training


@pytest.fixture
def model(project, digits_weights):
    model = Classification(backbone="LeNet")
    model.load_dataset(path="data/digits", check=False)
    model.load_checkpoint(digits_weights)
    return model


@pytest.mark.long
@pytest.mark.parametrize(("method", "ratio"), [("int8", 0.34), ("dynamic", 0.34), ("float16", 0.55)])
def test_a_smaller_file_gives_nearly_the_same_answers(model, method, ratio):
    model.convert(out_file="models/whole.onnx")
    assert model.quantize(out_file="models/small.onnx", method=method) == "models/small.onnx"
    whole, small = Workflow("models/whole.onnx"), Workflow("models/small.onnx")
    said = small.information["quantization"]
    assert said["method"] == method and said["ratio"] <= ratio
    assert said["changed"] <= 0.02 * said["pictures"] and not said["float_layers"]
    marks = [each.evaluate(split="test", path="data/digits").accuracy for each in (whole, small)]
    assert marks[1] >= marks[0] - 0.01


@pytest.mark.long
def test_weights_are_rounded_for_what_they_compute_where_answers_change(model):
    """A channel that tells nothing has large weights: to the nearest, 69 of 179 answers change."""
    before, after = (part for part in model._trained.network.modules() if isinstance(part, nn.Conv2d))
    with torch.no_grad():
        before.weight[0], before.bias[0], after.weight[:, 0] = 0, -1, 48
    model.quantize(out_file="models/small.onnx")
    said = Workflow("models/small.onnx").information["quantization"]
    assert said["rounding"] == "gptq" and not said["float_layers"]
    assert said["changed"] <= 0.02 * said["pictures"] and said["ratio"] <= 0.34


def test_old_versions_open_the_file(model):
    model.quantize(out_file="models/small.onnx")
    file = onnx.load("models/small.onnx")
    assert file.ir_version == 7 and [(each.domain, each.version) for each in file.opset_import] == [("", 13)]
    assert "opset 13" in Workflow("models/small.onnx").information["quantization"]["opset_reason"]
    weights = [each for each in file.graph.initializer if each.data_type == onnx.TensorProto.INT8]
    assert weights and any(each.dims and "scale" in each.name and each.dims[0] > 1 for each in file.graph.initializer)


def test_it_is_told_what_became_smaller(model, capsys):
    model.quantize(out_file="models/small.onnx")
    said = capsys.readouterr().out
    assert "KB instead of" in said and "answers are the same" in said
    assert "Collecting" not in said  # the tool's own words


@pytest.mark.long
def test_layers_that_cost_answers_stay_in_float(model, monkeypatch):
    monkeypatch.setattr(module, "CHANGED", -1.0)  # nothing is near enough
    monkeypatch.setattr(module, "KEPT", (1, 2))
    monkeypatch.setattr(module, "show", lambda picture: drawn.append(picture))
    drawn: list = []
    model.quantize(out_file="models/small.onnx")
    [chart] = drawn
    assert chart.ndim == 3 and chart.std() > 10, "how sensitive each layer is"
    said = Workflow("models/small.onnx").information["quantization"]
    names = {node.name for node in onnx.load("models/small.onnx").graph.node}
    assert len(said["float_layers"]) <= 2 and names.issuperset(said["float_layers"])


@pytest.mark.parametrize("quicker", [True, False])
def test_the_first_layer_stays_in_float_where_that_is_quicker(model, monkeypatch, quicker):
    seconds = iter([2.0, 1.0, 1.0, 2.0] if quicker else [1.0] * 4)
    monkeypatch.setattr(module, "time_runs", lambda session: next(seconds))
    monkeypatch.setattr(module, "compare_answers", lambda *_: Disagreement(0.0, ()))
    model.quantize(out_file="models/small.onnx")
    nodes = onnx.load("models/small.onnx").graph.node
    made = {output: node.op_type for node in nodes for output in node.output}
    first = next(node for node in nodes if node.op_type == "Conv")
    assert (made.get(first.input[1]) != "DequantizeLinear") is quicker


def test_the_pictures_may_be_others(model, few, monkeypatch):
    model.quantize(out_file="models/small.onnx", path=Dataset(few))
    assert Workflow("models/small.onnx").information["quantization"]["pictures"] == 12


def test_without_pictures_it_is_said_what_to_do(project, digits_weights):
    model = Classification(backbone="LeNet")
    model.load_checkpoint(digits_weights)
    with pytest.raises(BadData) as refused:
        model.quantize(out_file="models/small.onnx")
    assert "load_dataset" in str(refused.value) and not (project / "models/small.onnx").exists()
    model.quantize(out_file="models/small.onnx", method="float16")
    info = {each.key: each.value for each in onnx.load("models/small.onnx").metadata_props}
    assert json.loads(info["SUNMAO_INFO"])["quantization"]["pictures"] == 0


@pytest.mark.parametrize(
    "asked", [{"method": "int4"}, {"out_file": "models/small.pth"}, {"opset_version": 11}, {"ir_version": "new"}]
)
def test_what_cannot_be_is_refused(model, asked):
    with pytest.raises(BadValue):
        model.quantize(**{"out_file": "models/small.onnx", **asked})
