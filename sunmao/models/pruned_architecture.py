"""A network with fewer channels than it was designed with: what pruning leaves, built again from the shapes of its
weights.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import nn

from sunmao.models.converted_weights import get_shapes
from sunmao.models.model_spec import SMALLEST_SIDE, Architecture, ModelSpec

Shapes = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class PrunedBuild:
    """Builds a network whose layers have other widths: num_classes → torch module.

    build: of the whole network. head: dotted path to its last linear layer, whose outputs stay the classes. shapes:
    pairs (name of a weight, its shape).
    """

    build: Callable
    head: str
    shapes: tuple

    def __call__(self, num_classes: int) -> nn.Module:
        body = self.build(num_classes)
        _resize_layers(body, dict(self.shapes), (self.head,))
        return body


def find_pruned_architecture(entry: ModelSpec, state: dict) -> Architecture | None:
    """Construction of the pruned network that has these weights, by the names of the entry's own architectures; None
    when none fits: other names, more channels than the whole network has, or channels that do not follow each other.
    """
    for architecture in (entry.architecture, *entry.other_architectures):
        shapes = get_shapes(architecture)
        found = {name: tuple(value.shape) for name, value in state.items() if name in shapes}
        if found.keys() == shapes.keys() and all(
            name.startswith(f"{architecture.head}.") or _is_within(found[name], whole) for name, whole in shapes.items()
        ):
            pruned = prune_architecture(architecture, found)
            return pruned if _is_connected(pruned, entry, found) else None
    return None


def prune_architecture(architecture: Architecture, shapes: Shapes) -> Architecture:
    """The architecture with weights of these shapes."""
    kept = tuple(sorted((name, tuple(shape)) for name, shape in shapes.items()))
    return replace(architecture, build=PrunedBuild(architecture.build, architecture.head, kept))


def list_widths(architecture: Architecture) -> dict[str, int] | None:
    """Number of channels of each layer of a pruned architecture, by the layer's name; None for a whole one."""
    if not isinstance(architecture.build, PrunedBuild):
        return None
    return _collect_widths(dict(architecture.build.shapes), (architecture.head,))


def fit_widths(network: Any, state: Mapping[str, torch.Tensor]) -> dict[str, int] | None:
    """Give the layers of a fresh network that paints the widths that weights have. A network whose names or kinds of
    layers are others, or that has fewer channels, is left as it is.

    Args:
        network: a whole `SegmentationNetwork`, for any number of classes. state: weights by its names.

    Returns: how many channels each layer gives, by the layer's name in the body; None where the network stays whole.

    Raises: ValueError, when the channels do not follow each other.
    """
    heads = network.list_heads()
    whole = {name: tuple(value.shape) for name, value in network.body.state_dict().items()}
    found = {name.removeprefix("body."): tuple(each.shape) for name, each in state.items() if name.startswith("body.")}
    inner = {name for name in whole if not _belongs(name, heads)}
    if not all(_is_within(found[name], whole[name]) for name in inner if name in found):
        return None
    if all(found.get(name, whole[name]) == whole[name] for name in inner):
        return None
    try:
        _resize_layers(network.body, found, heads)
        with torch.inference_mode():
            network.body.eval()(torch.zeros(1, 3, SMALLEST_SIDE, SMALLEST_SIDE))
    except (RuntimeError, TypeError) as error:
        raise ValueError("channels that do not follow each other") from error
    network.body.train()
    network.widths = _collect_widths(found, heads)
    return network.widths


def _collect_widths(shapes: Shapes, heads: Sequence[str]) -> dict[str, int]:
    """Number of channels of each layer, but for the last ones, `heads`."""
    return {
        name.removesuffix(".weight"): shape[0]
        for name, shape in shapes.items()
        if name.endswith(".weight") and len(shape) > 1 and not _belongs(name, heads)
    }


def _belongs(name: str, layers: Sequence[str]) -> bool:
    """Whether a weight is of one of these layers."""
    return any(name.startswith(f"{layer}.") for layer in layers)


def _resize_layers(body: nn.Module, shapes: Shapes, heads: Sequence[str]) -> None:
    """Give the layers of a network fresh weights of these shapes; the last ones, `heads`, keep their outputs."""
    for name, layer in body.named_modules():
        wanted = shapes.get(f"{name}.weight")
        if wanted and name in heads:
            wanted = (len(layer.weight), *wanted[1:])
        if wanted and wanted != tuple(layer.weight.shape):
            _resize_layer(layer, wanted)


def _is_within(shape: tuple, whole: tuple) -> bool:
    return len(shape) == len(whole) and all(1 <= ours <= theirs for ours, theirs in zip(shape, whole, strict=True))


def _is_connected(architecture: Architecture, entry: ModelSpec, found: Shapes) -> bool:
    """Whether each layer takes as many channels as the one before it gives, and has exactly the weights of the file."""
    try:
        with torch.device("meta"):
            return _runs(architecture, entry, found)
    except NotImplementedError:  # torchvision computes RegNet's widths with tensors
        with torch.random.fork_rng(devices=[]):
            return _runs(architecture, entry, found)


def _runs(architecture: Architecture, entry: ModelSpec, found: Shapes) -> bool:
    try:
        body = architecture.build(2).eval()
        with torch.inference_mode():
            body(torch.zeros(1, len(entry.mean), entry.image_size, entry.image_size))
    except (RuntimeError, ValueError, TypeError) as error:
        if isinstance(error, NotImplementedError):
            raise
        return False
    state = body.state_dict()
    head = f"{architecture.head}."
    return all(name.startswith(head) or tuple(state[name].shape) == shape for name, shape in found.items())


def _resize_layer(layer: nn.Module, shape: tuple) -> None:
    """Give a layer fresh weights of this shape. Raises TypeError for a kind of layer that has no width."""
    if isinstance(layer, nn.Conv2d):
        if layer.groups == layer.in_channels > 1:
            layer.groups = shape[0] * layer.in_channels // layer.out_channels
        layer.out_channels, layer.in_channels = shape[0], shape[1] * layer.groups
    elif isinstance(layer, nn.Linear):
        layer.out_features, layer.in_features = shape
    elif isinstance(layer, nn.BatchNorm2d):
        layer.num_features = shape[0]
        for name in ("running_mean", "running_var"):
            setattr(layer, name, getattr(layer, name).new_empty(shape))
    else:
        raise TypeError(type(layer).__name__)
    layer.weight = nn.Parameter(layer.weight.new_empty(shape))
    if layer.bias is not None:
        layer.bias = nn.Parameter(layer.bias.new_empty(shape[:1]))
    layer.reset_parameters()
