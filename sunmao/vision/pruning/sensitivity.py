"""Sensitivity of a network to each layer: the loss when a part of its channels is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.vision.pruning.channels import cut_channels

if TYPE_CHECKING:
    import torch


SHARES = (0.25, 0.5, 0.75, 0.9)  # of the channels of a layer


@dataclass(frozen=True)
class LayerSensitivity:
    """Of one layer. shares: of its channels that were missing, from 0 on; marks: what the network's answers were worth
    then, 0 to 1; losses: the mean loss then.
    """

    layer: str
    shares: tuple[float, ...]
    marks: tuple[float, ...]
    losses: tuple[float, ...]

    def find_share(self, loss: float) -> float:
        """The largest share that can be missing, so that the loss rises by no more than this; interpolated."""
        rises = np.maximum.accumulate(np.array(self.losses) - self.losses[0])
        over = np.flatnonzero(rises > loss)
        if not len(over):
            return self.shares[-1]
        last, first = over[0] - 1, over[0]
        part = (loss - rises[last]) / (rises[first] - rises[last])
        return float(self.shares[last] + part * (self.shares[first] - self.shares[last]))


def measure_sensitivity(
    network: Any, layers: Sequence[str], judge: Callable, example: "torch.Tensor", multiple: int
) -> list[LayerSensitivity]:
    """Loss of the network when a part of one layer is missing, for each layer, without learning anew (Li, Kadav,
    Durdanovic, Samet, Graf 2017, "Pruning Filters for Efficient ConvNets", arXiv:1608.08710).

    Args:
        judge: network → (mark 0 to 1, mean loss), on pictures that were not learned from.
        network, example, multiple: as of `cut_channels`.
    """
    first, found = judge(network), []
    for number, layer in enumerate(layers):
        tried = [first]
        for share in SHARES:
            session.check_stop()
            tried.append(judge(cut_channels(network, {layer: share}, example, multiple)))
        marks, losses = zip(*tried, strict=True)
        found.append(LayerSensitivity(layer, (0.0, *SHARES), marks, losses))
        session.emit(Progress(done=number + 1, total=len(layers), unit="layer", task="prune"))
    return found
