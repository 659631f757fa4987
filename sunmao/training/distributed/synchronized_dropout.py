"""Dropout of which every process draws the numbers of the whole batch, and uses those of its own part."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import torch
from torch import nn

from sunmao.training.devices.layer_forward import replace_forward


def synchronize_dropout(network: nn.Module, part: slice, count: int) -> AbstractContextManager[None]:
    """While this is open, layers that learn drop what one process with the whole batch would (on a processor: a
    graphics card draws in an order of its own).

    part: of the batch, which this process learns from. count: pictures in the whole batch.
    """
    layers = (layer for layer in network.modules() if isinstance(layer, nn.Dropout) and layer.training)
    return replace_forward(layers, lambda layer: _make_forward(layer.p, part, count))


def _make_forward(dropped: float, part: slice, count: int) -> Callable[[torch.Tensor], torch.Tensor]:
    def forward(inputs: torch.Tensor) -> torch.Tensor:
        kept = inputs.new_empty((count, *inputs.shape[1:])).bernoulli_(1 - dropped)
        return inputs * kept.div_(1 - dropped)[part]

    return forward
