"""Number of processor threads that torch uses for a piece of work."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from torch import nn


SMALL = 1_000_000  # parameters


@contextmanager
def limit_threads(network: "nn.Module", pictures: int | None = None) -> Iterator[None]:
    """One thread for a small network, and for a single picture: sharing out tiny sums costs more than it saves, most of
    all on a computer that shows the camera and the answers at the same time. pictures: how many are asked about.
    """
    before = torch.get_num_threads()
    if pictures == 1 or is_small(network):
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def is_small(network: "nn.Module") -> bool:
    """Whether a network has so few parameters that sharing out its sums costs more than it saves."""
    return sum(parameter.numel() for parameter in network.parameters()) < SMALL
