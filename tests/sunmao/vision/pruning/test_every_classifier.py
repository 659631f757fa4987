"""The networks that can be pruned; the rest of each is built again from its weights alone."""

import pytest
import torch
from torch import nn

from sunmao.errors import BadValue
from sunmao.models import find_model, list_classifiers
from sunmao.models.network import Classifier
from sunmao.models.pruned_architecture import find_pruned_architecture, list_widths
from sunmao.vision.pruning.channels import _fit_share, cut_channels, list_layers

pytestmark = pytest.mark.training

UNFIT = ("ShuffleNet_v2",)  # its channels change places with one another
SLOW = ("VGG",)  # 134 million parameters, of which each trial is a copy
SIDE = 64


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in list_classifiers() if name not in (*UNFIT, *SLOW)])
def test_half_of_each_layer_goes(name):
    torch.manual_seed(1)
    entry = find_model(name)
    side = entry.image_size if entry.fixed_size else SIDE
    network = Classifier(entry, 3, side).eval()
    example = torch.rand(1, len(entry.mean), side, side)
    layers = list_layers(network, example, name)
    smaller = cut_channels(network, dict.fromkeys(layers, 0.5), example, 1)
    state = {key.removeprefix("body."): value for key, value in smaller.state_dict().items()}
    architecture = find_pruned_architecture(entry, state)
    assert set(layers) <= set(list_widths(architecture))
    again = Classifier(entry, 3, side, architecture=architecture).eval()
    again.load_state_dict(smaller.state_dict())
    assert all(width <= len(network.body.get_submodule(layer).weight) for layer, width in again.widths.items()) and sum(
        each.numel() for each in again.parameters()
    ) < 0.6 * sum(each.numel() for each in network.parameters())
    with torch.inference_mode():
        assert torch.equal(again.body(example), smaller.body(example))
        fused = again.for_export().body(example)
        assert torch.allclose(fused, smaller.body(example), atol=1e-3)


@pytest.mark.parametrize("name", UNFIT)
def test_what_cannot_be_pruned_is_told(name):
    network = Classifier(find_model(name), 3, SIDE).eval()
    with pytest.raises(BadValue, match=name):
        list_layers(network, torch.zeros(1, 3, SIDE, SIDE), name)


def test_what_is_left_is_the_nearest_multiple_and_never_nothing():
    left = [int(64 * (1 - _fit_share(nn.Conv2d(3, 64, 3), share, 16))) for share in (0.1, 0.3, 0.6, 0.9)]
    assert left == [64, 48, 32, 16]
    assert _fit_share(nn.Linear(9, 12), 0.9, 16) == 0
