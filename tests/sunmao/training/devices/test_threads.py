"""The number of processor threads that a network answers with."""

import numpy as np
import pytest
import torch

from sunmao.training.devices.threads import SMALL
from sunmao.training.training_run import compute_scores

pytestmark = pytest.mark.training


class CountingNetwork(torch.nn.Module):
    """Says how many threads there were when it was asked. more: parameters beside its own."""

    def __init__(self, more: int):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)
        self.more = torch.nn.Parameter(torch.zeros(more))
        self.seen: list[int] = []

    def forward(self, images):
        self.seen.append(torch.get_num_threads())
        return self.layer(images.mean((2, 3)))


@pytest.mark.parametrize(("pictures", "more", "single"), [(1, SMALL, True), (2, SMALL, False), (2, 0, True)])
def test_a_single_picture_and_a_small_network_take_one_thread(pictures, more, single):
    network, before = CountingNetwork(more), torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        compute_scores(network, np.zeros((pictures, 8, 8, 3), np.uint8), torch.sigmoid)
        assert network.seen == [1 if single else 2] and torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
