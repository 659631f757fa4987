"""Grad-CAM: the same as plain hooks give, for every backbone; no traces in the network; cheap."""

import statistics
import time

import numpy as np
import pytest
import torch
from torch import nn

from sunmao.explanation.explain import explain_image
from sunmao.explanation.grad_cam import compute_grad_cam, record_features
from sunmao.models import MODELS, find_model, list_classifiers
from sunmao.models.network import Classifier
from tests.sunmao.explanation.conftest import draw_patches

pytestmark = pytest.mark.training

COUNT = 3  # classes
# What gives the last feature map, by hand: (module, whether it is what the module gives or what it takes).
LAST = {
    "LeNet": ("body.4", "gives"),
    "MobileNet": ("body.features.18", "gives"),
    "MobileNetV3": ("body.features.12", "gives"),
    "ResNet18": ("body.layer4.1", "gives"),
    "ResNet50": ("body.layer4.2", "gives"),
    "RegNet": ("body.trunk_output.block4", "gives"),
    "RepVGG": ("body.stages.3", "gives"),
    "ResNeXt": ("body.layer4.2", "gives"),
    "ShuffleNet_v2": ("body.conv5", "gives"),
    "VGG": ("body.features.30", "takes"),
    "MobileNetV4": ("body.global_pool", "takes"),
    "PP-LCNet": ("body.global_pool", "takes"),
    "PP-HGNetV2": ("body.stages.3", "gives"),
    "EfficientNet-Lite0": ("body._avg_pooling", "takes"),
}


def build(name: str, side: int = 96, architecture=None) -> Classifier:
    """A network with random weights."""
    entry = find_model(name)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        network = Classifier(entry, COUNT, entry.image_size if entry.fixed_size else side, architecture=architecture)
    return network.eval()


def picture(name: str, side: int = 96) -> torch.Tensor:
    """One picture of noise as the network takes it."""
    entry = find_model(name)
    random = torch.Generator().manual_seed(5)
    side = entry.image_size if entry.fixed_size else side
    return 255 * torch.rand(1, len(entry.mean), side, side, generator=random)


def compute_reference(network, batch, class_index: int, place: tuple[str, str]) -> np.ndarray:
    """Grad-CAM by plain hooks and torch's own resizing."""
    kept, module = [], network.get_submodule(place[0])
    if place[1] == "gives":
        hook = module.register_forward_hook(lambda _, taken, given: kept.append(given))
    else:
        hook = module.register_forward_pre_hook(lambda _, taken: kept.append(taken[0]))
    logits = network(batch)
    hook.remove()
    features = kept[-1]
    features.retain_grad()
    logits[0, class_index].backward()
    values = (features.grad.mean((2, 3))[0, :, None, None] * features[0]).sum(0).relu().detach()
    network.zero_grad(set_to_none=True)
    values = nn.functional.interpolate(values[None, None], batch.shape[2:], mode="bilinear", align_corners=False)[0, 0]
    values = values - values.min()
    return (values / values.max() if values.max() > 0 else values).numpy()


def test_every_backbone_is_compared():
    assert LAST.keys() == set(list_classifiers())


@pytest.mark.parametrize("name", list(LAST))
@pytest.mark.long
def test_it_is_what_plain_hooks_give(name):
    network, batch = build(name), picture(name)
    maps = [compute_grad_cam(network, batch, number) for number in range(COUNT)]
    for number, ours in enumerate(maps):
        assert ours.shape == tuple(batch.shape[2:]) and ours.dtype == np.float32
        assert np.abs(ours - compute_reference(network, batch, number, LAST[name])).max() < 1e-3
    assert any(each.any() for each in maps) and all(each.min() == 0 and each.max() in (0, 1) for each in maps)


@pytest.mark.long
@pytest.mark.parametrize("name", ["LeNet", "RegNet", "VGG"])
def test_other_architectures_have_maps_too(name):
    """They are met in weights from elsewhere; of the classic LeNet the last convolution gives one cell only."""
    for architecture in MODELS[name].other_architectures[:1]:
        network = build(name, architecture=architecture)
        assert any(compute_grad_cam(network, picture(name), number).any() for number in range(COUNT))


def test_the_network_stays_as_it_is():
    network, batch = build("MobileNetV3"), picture("MobileNetV3")
    network.train()
    network.body.features[0].eval()
    modes = [part.training for part in network.modules()]
    before = {name: value.clone() for name, value in network.state_dict().items()}
    threads, gradients = torch.get_num_threads(), torch.is_grad_enabled()
    compute_grad_cam(network, batch, 1)
    assert [part.training for part in network.modules()] == modes
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())
    assert all(each.grad is None for each in network.parameters()) and batch.grad is None and not batch.requires_grad
    assert not any(part._forward_hooks or part._forward_pre_hooks for part in network.modules())
    assert (torch.get_num_threads(), torch.is_grad_enabled()) == (threads, gradients)


def test_modes_and_hooks_stay_after_an_error():
    network, batch = build("ResNet18"), picture("ResNet18")
    network.train()
    with pytest.raises(IndexError):
        compute_grad_cam(network, batch, COUNT)
    assert network.training and not any(part._forward_hooks for part in network.modules())


def test_frozen_weights_and_a_caller_without_gradients_do_not_matter():
    network, batch = build("ResNet18"), picture("ResNet18")
    wanted = compute_grad_cam(network, batch, 1)
    network.requires_grad_(False)
    with torch.inference_mode():
        assert np.array_equal(compute_grad_cam(network, batch.clone(), 1), wanted)


def test_a_tiny_input_takes_the_last_map_that_has_places():
    """A picture of 32 pixels is one cell at the end of a ResNet."""
    network = build("ResNet18", 32)
    with record_features(network) as record:
        network(picture("ResNet18", 32))
    assert record.features.shape[1:] == (256, 2, 2)


def test_a_network_without_a_feature_map_says_so():
    network = nn.Sequential(nn.Flatten(), nn.Linear(12, 2))
    with pytest.raises(ValueError, match="feature map"):
        compute_grad_cam(network, torch.zeros(1, 3, 2, 2), 0)


@pytest.mark.parametrize("size", [(240, 240), (150, 420), (420, 150), (61, 97)])
@pytest.mark.parametrize("corner", [(0.1, 0.1), (0.7, 0.1), (0.1, 0.7), (0.7, 0.7)])
def test_the_maximum_is_where_the_network_looks(color_model, size, corner):
    height, width = size
    side = min(size) // 5
    x, y = round(corner[0] * width), round(corner[1] * height)
    image = draw_patches(height, width, red=(x, y, side), blue=(round(0.45 * width), round(0.45 * height), side // 2))
    found = explain_image(color_model, image)
    assert (found.said, found.heat_map.method, found.heat_map.label) == ("red", "grad_cam", "red")
    row, column = np.unravel_index(found.heat_map.values.argmax(), size)
    assert x <= column < x + side and y <= row < y + side


@pytest.mark.long
def test_it_costs_little_more_than_an_inference():
    """Less than three times an inference and a backward pass; measured by turns, so that a busy computer slows all."""
    name = "EfficientNet-Lite0"
    network, batch = build(name, 128), picture(name, 128)

    def measure(work) -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    def learn() -> None:
        network(batch)[0, 1].backward()

    rounds = [
        (measure(learn), measure(lambda: compute_grad_cam(network, batch, 1)))  # an inference and a backward pass
        for _ in range(9)
    ]
    passes, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    assert ours < 3 * passes
