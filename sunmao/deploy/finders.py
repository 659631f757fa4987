"""What the file of a network that finds things computes: the client's picture in, boxes (and outlines) in its pixels out."""

import torch
from torch import nn
from torch.nn import functional

from ..models.preparation import Whole


class Undone(nn.Module):
    """Takes the place of a finder's front: the client's zeros cut off, its normalisation undone and the network's own done.

    (1, 3, H, W) → (1, 3, S, S). Zeros are cut off only where the client fills pictures up. What is left is stretched over the
    network's input, and boxes are told as if it had filled the whole of what came in: the client, which reckons so, draws them
    where they belong.
    """

    def __init__(self, front, size: int, geometry: Whole):
        super().__init__()
        self.size, self.filled = size, geometry.kept
        self.fits = geometry.shape[2:] == (size, size)
        self.turned = getattr(front, "bgr", False)
        order = [2, 1, 0] if self.turned else [0, 1, 2]
        mean, std = (torch.tensor(each)[order].view(1, 3, 1, 1) for each in (geometry.mean, geometry.std))
        self.register_buffer("scale", std / front.std.cpu())
        self.register_buffer("shift", (mean - front.mean.cpu()) / front.std.cpu())
        self.alike = bool((self.scale == 1).all() and (self.shift == 0).all())

    def forward(self, pictures):
        if self.filled:
            pictures = _without_zeros(pictures)
        if not self.fits:
            pictures = functional.interpolate(pictures, size=(self.size, self.size), mode="bilinear", align_corners=False)
        if self.turned:
            pictures = pictures.flip(1)
        return pictures if self.alike else pictures * self.scale + self.shift


def _without_zeros(pictures):
    """What is not only zeros at the right and below; no picture is zero all along a row, since the mean is no whole number."""
    there = pictures[0].abs().amax(0) > 0
    height, width = there.any(1).sum(), there.any(0).sum()
    return pictures[:, :, :height, :width]


def located(network, geometry: Whole) -> nn.Module:
    """The network as the file computes it; `network` is a copy that only answers."""
    network.front = Undone(network.front, network.size, geometry)
    return network
