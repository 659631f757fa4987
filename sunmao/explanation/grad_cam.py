"""Grad-CAM: where a classifier in PyTorch looked, by the gradient of one score at its last feature map.

Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra: Grad-CAM: Visual Explanations from Deep Networks via Gradient-based
Localization, 2017.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from sunmao.explanation.heat_map import resize_map


@dataclass
class FeatureRecord:
    """The last feature map that a network computed before it pooled. features: (N, K, h, w)."""

    features: torch.Tensor | None = None
    pooled: torch.Tensor | None = None

    def note(self, module: nn.Module, _: object, output: torch.Tensor) -> None:
        """A forward hook: keep what the module gave, where it is a feature map."""
        if not isinstance(output, torch.Tensor) or output.dim() != 4:
            return
        # A container that ends with pooling gives the very tensor that the pooling gave.
        if "Pool" in type(module).__name__:
            self.pooled = output
        elif output is not self.pooled and min(output.shape[2:]) > 1:
            self.features = output


def compute_grad_cam(network: nn.Module, batch: torch.Tensor, class_index: int) -> np.ndarray:
    """Compute how much each pixel speaks for a class: one forward pass, and one backward pass to the last feature map.

    The network stays as it is: its modes, its gradients and the number of threads.

    Args:
        network: any that gives logits, (N, C), by way of a feature map, such as a `Classifier`.
        batch: one picture as the network takes it, (1, C, H, W) float32.
        class_index: the number of the class, from 0.

    Returns: (H, W) float32, 0 to 1, of the batch's size; all 0 where nothing speaks for the class.

    Raises: ValueError when no layer gives a feature map; IndexError when there is no such class.
    """
    with evaluate_temporarily(network), torch.inference_mode(False), torch.enable_grad():
        # The picture asks for a gradient, so that there is one also where all weights are frozen.
        pixels = batch.detach().clone().requires_grad_()
        with record_features(network) as record:
            logits = network(pixels)
        features = require_features(record)
        [gradient] = torch.autograd.grad(logits[0, class_index], features)
    weights = gradient.mean((2, 3), keepdim=True)
    values = (weights * features.detach()).sum(1).relu()[0]
    return resize_map(values.float().cpu().numpy(), *batch.shape[2:])


@contextmanager
def record_features(network: nn.Module) -> Iterator[FeatureRecord]:
    """While this lasts, give a `FeatureRecord` that follows the network."""
    record = FeatureRecord()
    hooks = [part.register_forward_hook(record.note) for part in network.modules() if part is not network]
    try:
        yield record
    finally:
        for hook in hooks:
            hook.remove()


@contextmanager
def evaluate_temporarily(network: nn.Module) -> Iterator[None]:
    """Let a network answer while this lasts; afterwards each of its parts is in the mode that it was in."""
    modes = [(part, part.training) for part in network.modules()]
    network.eval()
    try:
        yield
    finally:
        for part, mode in modes:
            part.training = mode


def require_features(record: FeatureRecord) -> torch.Tensor:
    """The feature map of a record. Raises ValueError when there is none."""
    if record.features is None:
        raise ValueError("no layer of this network gives a feature map of more than one cell")
    return record.features
