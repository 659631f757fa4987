"""How many processor threads torch uses for a piece of work."""

from contextlib import contextmanager

import torch

SMALL = 1_000_000  # parameters


@contextmanager
def limit_threads(network):
    """One thread for a small network: sharing out its tiny sums costs more than it saves, worst on a busy computer."""
    before = torch.get_num_threads()
    if sum(parameter.numel() for parameter in network.parameters()) < SMALL:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
