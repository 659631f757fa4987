"""Fixtures for explanations: a classifier that is known to look at colors, and pictures with colored patches."""

import numpy as np
import pytest

CLASSES = ["red", "blue"]
CELL = 16  # pixels of the network's input that are one cell of its feature map
SCALE = 40  # of the last layer: how sure it is
FADED = (140, 140, 200)  # a blue that says less than the red does


def draw_patches(height: int, width: int, **patches: tuple) -> np.ndarray:
    """A gray picture, (H, W, 3) uint8 RGB, with colored patches. patches: (x, y, side) by 'red' and 'blue'."""
    image = np.full((height, width, 3), 120, np.uint8)
    for name, (x, y, side) in patches.items():
        image[y : y + side, x : x + side] = (230, 20, 20) if name == "red" else FADED
    return image


def build_color_body(num_classes: int):
    """A network whose two channels are how red and how blue each cell is, with global pooling and a linear layer."""
    import torch
    from torch import nn

    body = nn.Sequential(
        nn.Conv2d(3, 2, 1),
        nn.AvgPool2d(CELL),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(2, num_classes),
    )
    with torch.no_grad():
        body[0].weight.copy_(torch.tensor([[1.0, -0.5, -0.5], [-0.5, -0.5, 1.0]]).view(2, 3, 1, 1))
        body[0].bias.fill_(-0.3)
        body[5].weight.copy_(SCALE * torch.eye(2))
        body[5].bias.copy_(torch.tensor([-0.1, 0.1]))
    return body


@pytest.fixture
def color_model(tmp_path, monkeypatch):
    """A trained `Classification` that says 'red' or 'blue', by what there is more of."""
    from dataclasses import replace

    from sunmao.models import find_model
    from sunmao.models.model_spec import Architecture
    from sunmao.models.network import Classifier
    from sunmao.tasks.classification.train import TrainedNetwork
    from sunmao.vision import Classification

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    entry = replace(find_model("ResNet18"), architecture=Architecture(build_color_body, head="5"), features=2)
    network = Classifier(entry, len(CLASSES), entry.image_size).eval()
    model = Classification("ResNet18")
    model._trained = TrainedNetwork(entry, network, CLASSES, {"image_size": entry.image_size})
    return model
