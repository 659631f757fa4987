"""The class activation maps of an ONNX file are those of PyTorch."""

import numpy as np
import pytest

from sunmao.deploy.class_activation import open_class_activation
from sunmao.models import find_model
from sunmao.models.preprocessing import get_classifier_resize

SIDE = 96
LINEAR = ("MobileNet", "ResNet18", "ResNet50", "RegNet", "RepVGG", "ResNeXt", "ShuffleNet_v2", "EfficientNet-Lite0")
DEEPER = (
    "LeNet",
    "MobileNetV3",
    "MobileNetV4",
    "PP-LCNet",
    "PP-HGNetV2",
)  # their heads have more than one linear layer


def export(name: str, file, opset: int = 11):
    """A network with random weights, and the file that is made of it."""
    import torch

    from sunmao.deploy.export import export_onnx
    from sunmao.models.network import Classifier
    from sunmao.tasks.classification.train import TrainedNetwork

    entry = find_model(name)
    side = entry.image_size if entry.fixed_size else SIDE
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        network = Classifier(entry, 3, side).eval()
    trained = TrainedNetwork(entry, network, ["a", "b", "c"], {"image_size": side})
    export_onnx(trained, file, opset, 6)
    return trained


def make_prepared(name: str) -> np.ndarray:
    """A picture of noise as it is prepared for a model."""
    geometry = get_classifier_resize(find_model(name).geometry)
    return geometry.prepare(np.random.default_rng(2).integers(0, 256, (200, 260, 3), np.uint8))


@pytest.mark.training
@pytest.mark.parametrize("name", LINEAR)
@pytest.mark.long
def test_the_map_of_a_file_is_that_of_pytorch(name, tmp_path):
    import torch

    from sunmao.explanation.grad_cam import compute_grad_cam
    from sunmao.training.training_run import to_tensor

    trained, prepared = export(name, tmp_path / "model.onnx"), make_prepared(name)
    activation = open_class_activation(tmp_path / "model.onnx")
    inputs = get_classifier_resize(trained.entry.geometry).normalize(prepared[None])
    batch = to_tensor(prepared[None], torch.device("cpu"))
    maps = [activation.compute(inputs, number) for number in range(3)]
    for number, ours in enumerate(maps):
        assert ours.shape == prepared.shape[:2] and ours.dtype == np.float32
        assert np.abs(ours - compute_grad_cam(trained.network, batch, number)).max() < 2e-3
    assert any(each.any() for each in maps)


@pytest.mark.training
@pytest.mark.parametrize("opset", [13, 18])
def test_files_of_newer_forms_are_read(opset, tmp_path):
    """From 18 on, the axes of a mean are an input of its operator."""
    export("ShuffleNet_v2", tmp_path / "model.onnx", opset)
    assert open_class_activation(tmp_path / "model.onnx") is not None


@pytest.mark.training
@pytest.mark.parametrize("name", DEEPER)
def test_other_heads_have_no_class_activation_map(name, tmp_path):
    export(name, tmp_path / "model.onnx")
    assert open_class_activation(tmp_path / "model.onnx") is None


def test_what_is_no_onnx_file_has_none(tmp_path):
    (tmp_path / "text.onnx").write_text("hello")
    assert open_class_activation(tmp_path / "text.onnx") is None
    assert open_class_activation(tmp_path / "nothing.onnx") is None


@pytest.mark.training
def test_without_the_package_onnx_occlusion_is_what_is_left(tmp_path, monkeypatch):
    import sys

    export("ResNet18", tmp_path / "model.onnx")
    monkeypatch.setitem(sys.modules, "onnx", None)
    assert open_class_activation(tmp_path / "model.onnx") is None
