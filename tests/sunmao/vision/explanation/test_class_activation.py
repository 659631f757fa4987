"""Where an ONNX file looked: its class activation maps are those of PyTorch; occlusion finds what counts."""

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.models import find_model
from sunmao.models.preprocessing import get_classifier_resize
from sunmao.vision.explanation.class_activation import compute_occlusion, open_class_activation
from sunmao.vision.explanation.explain import explain_image, list_methods
from tests.support.onnx_files import sides

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
    from sunmao.vision.training.train import TrainedNetwork

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

    from sunmao.vision.explanation.grad_cam import compute_grad_cam
    from sunmao.vision.training.training_run import to_tensor

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


@pytest.mark.parametrize("size", [(120, 160), (160, 120), (300, 90), (28, 28)])
@pytest.mark.parametrize("place", [(0.05, 0.05), (0.7, 0.1), (0.1, 0.7), (0.75, 0.75), (0.4, 0.5)])
def test_occlusion_finds_the_patch_that_counts(size, place):
    height, width = size
    side = min(size) // 5
    x, y = round(place[0] * width), round(place[1] * height)
    image = np.random.default_rng(1).integers(90, 110, (height, width, 3), np.uint8)
    image[y : y + side, x : x + side] = (250, 30, 30)
    before, asked = image.copy(), []

    def predict(pictures: list) -> np.ndarray:
        asked.append(len(pictures))
        return np.array([(each[..., 0] > 200).mean() for each in pictures])

    values = compute_occlusion(predict, image)
    assert values.shape == size and values.dtype == np.float32 and values.min() == 0 and values.max() == 1
    row, column = np.unravel_index(values.argmax(), size)
    # To a cell of the grid, which is a ninth of a side.
    assert x - width / 9 <= column <= x + side + width / 9 and y - height / 9 <= row <= y + side + height / 9
    assert values[y + side // 2, x + side // 2] > 0.5
    assert sum(asked) == 65 and max(asked) <= 16 and np.array_equal(image, before)


def test_occlusion_of_large_photographs_asks_about_few_at_once(monkeypatch):
    monkeypatch.setattr("sunmao.vision.explanation.class_activation.PIXELS", 3 * 50 * 50)
    asked = []

    def predict(pictures: list) -> np.ndarray:
        asked.append(len(pictures))
        return np.zeros(len(pictures))

    values = compute_occlusion(predict, np.zeros((50, 50, 3), np.uint8), grid=4)
    assert max(asked) == 3 and sum(asked) == 17 and not values.any()


def test_a_file_with_another_head_is_explained_by_occlusion(tmp_path):
    """It says which half of the picture is brighter."""
    (tmp_path / "sides.onnx").write_bytes(sides())
    model = Workflow(tmp_path / "sides.onnx")
    image = np.full((90, 130, 3), 60, np.uint8)
    image[30:60, 80:110] = 160
    image[35:45, 10:20] = 140
    assert list_methods(model) == ["occlusion"]
    found = explain_image(model, image)
    assert (found.heat_map.method, found.said) == ("occlusion", "right")
    row, column = np.unravel_index(found.heat_map.values.argmax(), image.shape[:2])
    assert 80 <= column < 110 and 30 <= row < 60
    assert found.label_left < found.confidence - 0.01


@pytest.mark.training
def test_a_converted_model_looks_where_the_model_looks(color_model):
    from tests.sunmao.vision.explanation.conftest import draw_patches

    file = Workflow(color_model.convert("models/color.onnx"))
    image = draw_patches(170, 310, red=(210, 20, 50), blue=(40, 90, 45))
    ours, theirs = explain_image(color_model, image), explain_image(file, image)
    assert (theirs.heat_map.method, theirs.said, theirs.covered_said) == ("cam", "red", "blue")
    assert ours.said == "red" and theirs.changed
    assert theirs.confidence == pytest.approx(ours.confidence, abs=1e-3)
    assert np.abs(ours.heat_map.values - theirs.heat_map.values).max() < 2e-3
