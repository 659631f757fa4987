"""Pruning of channels of a network, those together that depend on each other, by Torch-Pruning (Fang, Ma, Song, Mi,
Wang 2023, "DepGraph: Towards Any Structural Pruning", arXiv:2301.12900).
"""

import copy
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

import torch
from torch import nn

from sunmao.errors import BadValue, EngineMissing
from sunmao.models.network import FreezableNetwork

# Of what is left, a multiple of this: processors compute so many channels at once. Of small networks, any number.
MULTIPLE = 16
KINDS = (nn.Conv2d, nn.Linear)  # layers whose channels can be cut out


def require_pruning() -> None:
    """Raises EngineMissing where the package that prunes is not installed."""
    if find_spec("torch_pruning") is None:
        raise EngineMissing("pruning_missing")


def list_layers(network: FreezableNetwork, example: torch.Tensor, name: str) -> list[str]:
    """The layers whose channels can be cut out, by their names in the body; those that must stay as wide as another
    one, as in a residual block, are one of them together, named after its first.

    Args:
        network: a `Classifier` or a `SegmentationNetwork`. example: what its body takes, (1, C, S, S) float32. name: of
            the network.

    Raises: BadValue, where the package cannot follow the network's channels.
    """
    import torch_pruning

    copied = _copy_whole(network)
    names = {layer: place for place, layer in copied.body.named_modules()}
    heads = _get_heads(copied)
    try:
        with _ignore_scalars():
            graph = torch_pruning.DependencyGraph().build_dependency(copied.body, example_inputs=example)
        groups = list(graph.get_all_groups(ignored_layers=heads, root_module_types=[*KINDS]))
        return [names[group[0].dep.target.module] for group in groups]
    except Exception as error:  # whatever it stumbles over: of a network that it does not know anything can break
        raise BadValue("cannot_prune", name=name) from error


def cut_channels(
    network: FreezableNetwork, shares: Mapping[str, float], example: torch.Tensor, multiple: int
) -> FreezableNetwork:
    """A copy of a network without the channels with the smallest weights (the L2 norm of all that belongs to each).

    Args:
        network: stays as it is.
        shares: of each layer of `list_layers`, how much of it is cut out, 0 to 1; at least `multiple` channels stay.
        example: what its body takes, (1, C, S, S) float32.
        multiple: the number of channels that are left is a multiple of this.
    """
    import torch_pruning

    smaller = _copy_whole(network)
    layers = dict(smaller.body.named_modules())
    ratios = {name: _fit_share(layers[name], share, multiple) for name, share in shares.items()}
    with _ignore_scalars():
        pruner = torch_pruning.pruner.BasePruner(
            smaller.body,
            example,
            importance=torch_pruning.importance.GroupMagnitudeImportance(p=2),
            pruning_ratio=0.0,
            pruning_ratio_dict={layers[name]: ratio for name, ratio in ratios.items() if ratio > 0},
            round_to=multiple,
            ignored_layers=_get_heads(smaller),
            root_module_types=[*KINDS],
        )
    pruner.step()
    return smaller.eval()


def _get_heads(network: Any) -> list[nn.Module]:
    return [network.body.get_submodule(name) for name in network.list_heads()]


def _fit_share(layer: nn.Module, share: float, multiple: int) -> float:
    """The share of a layer's channels that leaves the nearest multiple, one at least. The package rounds what is left
    down, and cuts nothing where that is none.
    """
    channels = int(layer.out_channels if isinstance(layer, nn.Conv2d) else layer.out_features)  # type: ignore[arg-type]
    left = max(1, round((1 - share) * channels / multiple)) * multiple
    return 1 - (left + 0.5) / channels if left < channels else 0.0  # the half: it takes the whole number below


def choose_multiple(small: bool) -> int:
    """Of which number the channels that are left shall be a multiple. small: whether the network is."""
    return 1 if small else MULTIPLE


@contextmanager
def _ignore_scalars() -> Iterator[None]:
    """Without the package's warning of parameters outside layers: those of PP-HGNetV2 are single numbers."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Unwrapped parameters detected", UserWarning)
        yield


def _copy_whole(network: FreezableNetwork) -> FreezableNetwork:
    """A copy of which nothing is frozen: gradients show which layers hang together."""
    copied = copy.deepcopy(network)
    copied.freeze(())
    return copied.requires_grad_(True).eval()
