"""A moving average of a network's weights, which is tested and kept in their place."""

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel


def make_weight_average(network: nn.Module, decay: float) -> AveragedModel:
    """A copy of the network whose weights and running means follow those of the network slowly.

    After each step they are `decay` of their own and the rest the network's (Tarvainen, Valpola 2017, "Mean teachers
    are better role models"); in the first steps less of their own, (1 + n) / (10 + n), so that a short training does
    not keep the weights that it began with (as TensorFlow's ExponentialMovingAverage with num_updates).
    """

    @torch.no_grad()
    def average(averaged: torch.Tensor, current: torch.Tensor, count: torch.Tensor | int) -> torch.Tensor:
        kept = min(decay, (1 + int(count)) / (10 + int(count)))
        return averaged.lerp(current, 1 - kept) if averaged.is_floating_point() else current

    return AveragedModel(network, avg_fn=average, use_buffers=True)
