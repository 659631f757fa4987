"""Graph of a network that finds things: the client's picture in, boxes (and outlines) in its pixels
out.
"""

from typing import Any

import torch
from torch import nn

from sunmao.models.preprocessing import LetterboxResize


class UndoPadding(nn.Module):
    """Comes before a finder's front: the client's zeros cut off and its normalization undone.

    (1, 3, H, W) → (1, 3, S, S). Zeros are cut off only where the client fills pictures up. What is left is stretched
    over the network's input, and boxes are told as if it had filled the whole of what came in: the client, which
    reckons so, draws them where they belong.
    """

    def __init__(self, front: Any, geometry: LetterboxResize) -> None:
        super().__init__()
        self.front, self.filled = front, geometry.kept
        self.register_buffer("mean", torch.tensor(geometry.mean).view(1, 3, 1, 1))
        self.register_buffer("std", torch.tensor(geometry.std).view(1, 3, 1, 1))

    def forward(self, pictures: Any) -> Any:
        if self.filled:
            pictures = _crop_padding(pictures)
        return self.front(pictures * self.std + self.mean)


def _crop_padding(pictures: torch.Tensor) -> torch.Tensor:
    """The part that is not only zeros at the right and below; no picture is zero all along a row, since the mean is no
    color that screens can show.
    """
    there = pictures[0].abs().amax(0) > 0
    height, width = there.any(1).sum(), there.any(0).sum()
    return pictures[:, :, :height, :width]


def make_detector_graph(network: Any, geometry: LetterboxResize) -> nn.Module:
    """The network as the file computes it; `network` is a copy that only answers."""
    network.front = UndoPadding(network.front, geometry)
    return network
