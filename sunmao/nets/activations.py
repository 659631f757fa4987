"""Inputs and outputs of each layer of a network that has learned pictures, for one picture."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import torch

from sunmao.models.layered.build import name_layer as name_module
from sunmao.models.layered.layered_network import LayeredNetwork
from sunmao.models.layered.layers import Conv
from sunmao.models.preprocessing import get_classifier_resize
from sunmao.training.training_run import to_tensor


@dataclass(frozen=True)
class Activations:
    """taken, given: of each layer, by its number from 1, what came in and what it gave, (C, H, W) or (F,) float32;
    prepared: the picture as the network sees it, (H, W, 3) or (H, W) uint8.
    """

    taken: dict[int, np.ndarray]
    given: dict[int, np.ndarray]
    prepared: np.ndarray


@dataclass(frozen=True)
class WorkedCell:
    """Computation of the largest number of one channel of a convolution. numbers, cells: (K, K), of the channel that
    came in which counts most for it, its number from 0, and the number of all: what the filter has, and what lay under
    it. others: what the rest of the channels add; bias: what the filter always adds; value: the sum of all.
    """

    numbers: np.ndarray
    cells: np.ndarray
    channel: int
    channels: int
    others: float
    bias: float
    value: float


def compute_activations(trained: Any, network: LayeredNetwork, picture: np.ndarray) -> Activations:
    """Let a picture, (H, W, 3) uint8 RGB, go through a network that has learned."""
    prepared = get_classifier_resize(trained.entry.geometry).prepare(picture)
    device = next(trained.network.parameters()).device
    seen: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def look(name: str) -> Callable[..., None]:
        def note(_: object, inputs: torch.Tensor, output: torch.Tensor) -> None:
            seen[name] = (_to_array(inputs[0]), _to_array(output))

        return note

    hooks = [part.register_forward_hook(look(name)) for name, part in trained.network.body.named_children()]
    try:
        with torch.inference_mode():
            trained.network.eval()(to_tensor(prepared[None], device))
    finally:
        for hook in hooks:
            hook.remove()
    passed = {number: seen[name_module(number)] for number in range(1, len(network.layers) + 1)}
    shown = cv2.resize(prepared, network.input_shape[:2], interpolation=cv2.INTER_LINEAR)
    return Activations(
        {number: taken for number, (taken, _) in passed.items()},
        {number: given for number, (_, given) in passed.items()},
        shown,
    )


def get_weights(trained: Any, number: int) -> np.ndarray:
    """The numbers that a convolution has learned, (filters, channels, K, K) float32. number: of the layer, from 1."""
    return trained.network.body.get_submodule(name_module(number)).weight.detach().float().cpu().numpy()


@contextmanager
def replace_filter(trained: Any, number: int, place: int, numbers: np.ndarray) -> Iterator[None]:
    """Meanwhile one filter of a convolution has these numbers for each map that comes in, and adds nothing.

    number: of the layer, from 1; place: of its channel, from 0; numbers: (K, K). Raises ValueError where they do not
    fit.
    """
    module = trained.network.body.get_submodule(name_module(number))
    weight, bias = module.weight.data, module.bias.data
    if not 0 <= place < len(weight) or numbers.shape != weight.shape[2:]:
        raise ValueError("another filter")
    kept = weight[place].clone(), bias[place].clone()
    weight[place], bias[place] = torch.as_tensor(numbers, dtype=weight.dtype, device=weight.device), 0
    try:
        yield
    finally:
        weight[place], bias[place] = kept


def work_out_cell(trained: Any, layer: Conv, number: int, seen: Activations, place: int) -> WorkedCell:
    """Computation of the largest number of a channel. number: of the convolution, from 1; place: of its channel, from
    0.
    """
    module = trained.network.body.get_submodule(name_module(number))
    numbers, given = get_weights(trained, number)[place], seen.given[number][place]
    row, column = (int(each) * layer.stride for each in np.unravel_index(given.argmax(), given.shape))
    around = np.pad(seen.taken[number], ((0, 0), *[(layer.padding, layer.padding)] * 2))
    cells = around[:, row : row + layer.kernel_size, column : column + layer.kernel_size]
    sums = (numbers * cells).sum((1, 2))
    most = int(abs(sums).argmax())
    return WorkedCell(
        numbers[most],
        cells[most],
        most,
        len(numbers),
        float(sums.sum() - sums[most]),
        float(module.bias.detach()[place]),
        float(given.max()),
    )


def _to_array(value: torch.Tensor) -> np.ndarray:
    return value[0].float().cpu().numpy()
