"""Batch normalization over the pictures of all processes; torch's own SyncBatchNorm needs a graphics card."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import torch
from torch import distributed, nn
from torch.nn import functional
from torch.nn.modules.batchnorm import _BatchNorm

from sunmao.training.devices.layer_forward import replace_forward


def synchronize_batch_norm(network: nn.Module) -> AbstractContextManager[None]:
    """While this is open, layers that learn normalize by the mean and variance of the whole batch, as one process
    would (Peng and others 2017, "MegDet").
    """
    layers = (layer for layer in network.modules() if isinstance(layer, _BatchNorm) and layer.training)
    return replace_forward(layers, _make_forward)


def _make_forward(layer: _BatchNorm) -> Callable[[torch.Tensor], torch.Tensor]:
    # timm's layers that also apply an activation keep both as modules.
    after = [getattr(layer, name) for name in ("drop", "act") if isinstance(getattr(layer, name, None), nn.Module)]

    def forward(inputs: torch.Tensor) -> torch.Tensor:
        # Sums over all pictures have no room in 16 bits.
        outputs = _normalize(layer, inputs.float() if inputs.itemsize < 4 else inputs)
        for part in after:
            outputs = part(outputs)
        return outputs

    return forward


def _normalize(layer: _BatchNorm, inputs: torch.Tensor) -> torch.Tensor:
    weight = layer.weight if layer.affine else inputs.new_ones(layer.num_features)
    bias = layer.bias if layer.affine else inputs.new_zeros(layer.num_features)
    outputs, mean, variance, count = _BatchNormOverProcesses.apply(inputs, weight, bias, layer.eps)
    _update_running(layer, mean, variance, count)
    return outputs


class _BatchNormOverProcesses(torch.autograd.Function):
    """Of (N, C, …) inputs the normalized ones, and the mean, the variance and the number of values of each channel.

    Each process measures its own values, and the measures are joined (Chan, Golub and LeVeque 1983); the work itself
    is done by torch's kernels, for which mean and variance are given.
    """

    @staticmethod
    def forward(
        context: Any, inputs: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor, eps: float
    ) -> tuple[torch.Tensor, ...]:
        mean, variance = torch.batch_norm_update_stats(inputs, None, None, 0.0)
        count = inputs.new_full((1,), inputs.numel() / inputs.shape[1])
        own = torch.cat([count, mean, variance])
        measured = [torch.empty_like(own) for _ in range(distributed.get_world_size())]
        distributed.all_gather(measured, own)
        counts, means, variances = torch.stack(measured).split([1, len(mean), len(mean)], 1)
        total = counts.sum()
        mean = (means * counts).sum(0) / total
        variance = ((variances + (means - mean).square()) * counts).sum(0) / total
        context.save_for_backward(inputs, weight, mean, variance, total)
        context.eps = eps
        context.mark_non_differentiable(mean, variance, total)
        return functional.batch_norm(inputs, mean, variance, weight, bias, eps=eps), mean, variance, total

    @staticmethod
    def backward(context: Any, gradient: torch.Tensor, *_: Any) -> tuple[torch.Tensor | None, ...]:
        inputs, weight, mean, variance, total = context.saved_tensors
        # As if mean and variance were constants; then what they change.
        of_inputs, of_weight, of_bias = torch.ops.aten.native_batch_norm_backward(
            gradient, inputs, weight, mean, variance, None, None, False, context.eps, [True, True, True]
        )
        along_bias, along_weight = sum_over_processes(torch.stack([of_bias, of_weight])) / total
        spread = (variance + context.eps).rsqrt()
        shape = [1, -1, *[1] * (inputs.ndim - 2)]
        slope = -weight * spread.square() * along_weight
        level = -weight * spread * (along_bias - mean * spread * along_weight)
        of_inputs.addcmul_(inputs, slope.view(shape)).add_(level.view(shape))
        return of_inputs, of_weight, of_bias, None


@torch.no_grad()
def _update_running(layer: _BatchNorm, mean: torch.Tensor, variance: torch.Tensor, count: torch.Tensor) -> None:
    if not layer.track_running_stats or layer.running_mean is None or layer.running_var is None:
        return
    assert layer.num_batches_tracked is not None  # as are the other two
    layer.num_batches_tracked.add_(1)
    share = 1 / float(layer.num_batches_tracked) if layer.momentum is None else layer.momentum
    layer.running_mean.lerp_(mean, share)
    layer.running_var.lerp_(variance * count / (count - 1).clamp(min=1), share)


def sum_over_processes(values: torch.Tensor) -> torch.Tensor:
    """The sum of a tensor over all processes, without a gradient; in place."""
    distributed.all_reduce(values)
    return values
