"""Every backbone as a file: in the old form, equal to PyTorch, with a program beside it that runs."""

import json
import runpy
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

from sunmao.data.dataset import open_dataset
from sunmao.deploy import Workflow
from sunmao.deploy.conversion.convert_to_onnx import convert_to_onnx
from sunmao.deploy.export import MatrixPooling
from sunmao.deploy.quantization.quantize_graph import prepare_graph
from sunmao.errors import NotConverted
from sunmao.models import find_model, list_classifiers
from sunmao.models.network import Classifier
from sunmao.tasks.classification.train import TrainedNetwork

pytestmark = pytest.mark.training

# VGG has half a gigabyte of weights: `python -m benchmarks backbones` converts it.
QUICK = [entry for entry in map(find_model, list_classifiers()) if entry.parameters < 100_000_000]


def untrained(entry, image_size=None, classes="147") -> TrainedNetwork:
    """A network that has learned nothing, but whose norms have seen something: (N, C, H, W) → scores that are not
    alike.
    """
    torch.manual_seed(0)
    network = Classifier(entry, len(classes), image_size or entry.image_size)
    for part in network.modules():
        if isinstance(part, nn.BatchNorm2d):
            nn.init.normal_(part.running_mean, 0, 0.1)
            nn.init.uniform_(part.running_var, 0.5, 1.5)
    nn.init.normal_(network.head.weight, 0, 1)
    return TrainedNetwork(entry, network.eval(), list(classes), {"image_size": image_size or entry.image_size})


def said_inside(file) -> dict:
    return {each.key: json.loads(each.value) for each in onnx.load(file).metadata_props}


@pytest.mark.long
@pytest.mark.parametrize("entry", QUICK, ids=lambda entry: entry.name)
def test_every_backbone_in_the_old_form(entry, few, monkeypatch, capsys):
    size = None if entry.fixed_size else 64  # the graph itself resizes then
    trained = untrained(entry, size)
    convert_to_onnx(trained, open_dataset(few), "models/model.onnx", 11, 6)
    model = onnx.load("models/model.onnx")
    assert (model.opset_import[0].version, model.ir_version) == (11, 6)
    said = said_inside("models/model.onnx")
    assert said["MODEL_INFO"]["modelname"] == entry.geometry and said["SUNMAO_INFO"]["name"] == entry.name
    report = said["SUNMAO_INFO"]["parity"]
    assert (report["pictures"], report["same"]) == (12, 12) and report["largest_difference"] < 1e-4
    picture = Path(few, "test_set", "4", "1.png").resolve()
    monkeypatch.setattr(sys, "argv", ["model.py", str(picture)])
    capsys.readouterr()
    runpy.run_path("models/model.py")
    assert capsys.readouterr().out.split()[0] == Workflow("models/model.onnx").inference(picture).label


def test_a_name_that_the_client_knows_keeps_its_preprocessing(few):
    convert_to_onnx(untrained(find_model("ResNet18")), None, "models/model.onnx", 11, 6)
    kinds = [node.op_type for node in onnx.load("models/model.onnx").graph.node]
    first = next(kind for kind in kinds if kind not in ("Identity", "Constant"))
    assert first == "Conv", "nothing is done and undone in front of the network"


def test_the_branches_of_repvgg_are_one(few):
    trained = untrained(find_model("RepVGG"), 64)
    before = {name: value.clone() for name, value in trained.network.state_dict().items()}
    convert_to_onnx(trained, None, "models/model.onnx", 11, 6)
    assert "BatchNormalization" not in {node.op_type for node in onnx.load("models/model.onnx").graph.node}
    after = trained.network.state_dict()
    assert before.keys() == after.keys() and all(torch.equal(before[name], after[name]) for name in before)
    assert all(parameter.requires_grad for parameter in trained.network.parameters()), "it can go on learning"


@pytest.mark.long
def test_shufflenet_shuffles_nothing_in_8_bits(few):
    convert_to_onnx(untrained(find_model("ShuffleNet_v2")), None, "models/model.onnx", 13, 7)
    prepare_graph(Path("models/model.onnx"), Path("models/prepared.onnx"))
    kinds = [{node.op_type for node in onnx.load(f"models/{name}.onnx").graph.node} for name in ("model", "prepared")]
    assert "Transpose" in kinds[0] and not {"Transpose", "Reshape", "Slice"} & kinds[1]
    providers = ["CPUExecutionProvider"]
    sessions = [
        onnxruntime.InferenceSession(f"models/{name}.onnx", providers=providers) for name in ("model", "prepared")
    ]
    picture = np.random.default_rng(0).normal(size=(1, 3, 224, 224)).astype(np.float32)
    before, after = (each.run(None, {each.get_inputs()[0].name: picture})[0] for each in sessions)
    np.testing.assert_allclose(after, before, rtol=1e-3, atol=1e-6)


@pytest.mark.parametrize("size", [(3, 3), (5, 7), (7, 7), (14, 14), (4, 9)])
def test_averaging_is_adaptive_pooling(size):
    x = torch.rand(2, 3, *size)
    assert torch.allclose(MatrixPooling((7, 7))(x), functional.adaptive_avg_pool2d(x, (7, 7)), atol=1e-6)


@pytest.mark.long
def test_a_pooling_that_onnx_does_not_know(few):
    """As in VGG, whose last pictures are 3 × 3 when it is given 96 pixels."""
    entry = find_model("ResNet18")
    trained = untrained(entry, 96)
    trained.network.body.avgpool = nn.Sequential(nn.AdaptiveAvgPool2d((7, 7)), nn.AdaptiveMaxPool2d(1))
    convert_to_onnx(trained, open_dataset(few), "models/model.onnx", 11, 6)
    report = said_inside("models/model.onnx")["SUNMAO_INFO"]["parity"]
    assert report["same"] == report["pictures"] == 12


def test_other_answers_are_said(few, events, monkeypatch):
    right = TrainedNetwork.scores
    monkeypatch.setattr(TrainedNetwork, "scores", lambda self, pictures: np.roll(right(self, pictures), 1, axis=1))
    convert_to_onnx(untrained(find_model("LeNet")), open_dataset(few), "models/model.onnx", 11, 6)
    report = said_inside("models/model.onnx")["SUNMAO_INFO"]["parity"]
    warnings = [event.en for event in events if type(event).__name__ == "Notice" and event.level == "warn"]
    assert report["same"] < 12 and report["largest_difference"] > 0
    assert any("differently" in each and "data/few/val_set" in each for each in warnings)
    last = [event for event in events if type(event).__name__ == "Progress"][-1]
    assert (last.done, last.total, last.task) == (12, 12, "convert")


def test_without_data_nothing_is_claimed(few, capsys):
    convert_to_onnx(untrained(find_model("LeNet")), None, "models/model.onnx", 11, 6)
    assert "not compared" in capsys.readouterr().out
    assert said_inside("models/model.onnx")["SUNMAO_INFO"]["parity"]["pictures"] == 0


def test_a_stop_in_the_middle_keeps_the_old_file(few, monkeypatch):
    trained = untrained(find_model("LeNet"))
    convert_to_onnx(trained, None, "models/model.onnx", 11, 6)
    before = Path("models/model.onnx").read_bytes()

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("sunmao.deploy.conversion.convert_to_onnx.compare_outputs", stopped)
    with pytest.raises(KeyboardInterrupt):
        convert_to_onnx(trained, open_dataset(few), "models/model.onnx", 11, 6)
    assert Path("models/model.onnx").read_bytes() == before
    assert sorted(each.name for each in Path("models").iterdir()) == ["model.onnx", "model.py"]


def test_no_folder_of_a_persons_own_is_in_the_file(few, tmp_path):
    trained = untrained(find_model("LeNet"))
    for path in (str(tmp_path / few), "/home/somebody/pictures/few"):
        trained.info["data"] = {"path": path, "hash": "1", "pictures": {"train": 36}}
        convert_to_onnx(trained, None, "models/model.onnx", 11, 6)
        assert said_inside("models/model.onnx")["SUNMAO_INFO"]["data"]["path"] in ("data/few", "few")
        assert b"somebody" not in Path("models/model.onnx").read_bytes()


def test_newer_forms_when_asked(few, capsys):
    for asked, used in (((17, 8), (17, 8)), ((99, 99), (20, 10))):
        convert_to_onnx(untrained(find_model("LeNet")), open_dataset(few), "models/model.onnx", *asked)
        model = onnx.load("models/model.onnx")
        assert (model.opset_import[0].version, model.ir_version) == used
        onnx.checker.check_model(model, full_check=True)
    assert "onnxruntime" not in capsys.readouterr().err


class Bessel(nn.Module):
    """An operation that no form of ONNX can express."""

    def forward(self, x):
        return torch.special.bessel_j0(x)


def test_what_no_form_can_hold_is_said(few):
    trained = untrained(find_model("LeNet"))
    trained.network.body.append(Bessel())
    with pytest.raises(
        NotConverted, match="LeNet could not be written as an ONNX file, not even with opset 17"
    ) as error:
        convert_to_onnx(trained, open_dataset(few), "models/model.onnx", 11, 6)
    assert isinstance(error.value.__cause__, torch.onnx.errors.OnnxExporterError) and not list(Path("models").iterdir())


def test_the_weights_in_the_file_are_the_networks(few):
    trained = untrained(find_model("LeNet"))
    convert_to_onnx(trained, None, "models/model.onnx", 11, 6)
    kept = [numpy_helper.to_array(each) for each in onnx.load("models/model.onnx").graph.initializer]
    wanted = trained.network.head.weight.detach().numpy()
    assert any(each.shape == wanted.shape and np.array_equal(each, wanted) for each in kept)
