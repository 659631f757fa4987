"""A network that finds things in one look as a graph that only computes: all boxes and scores, nothing chosen."""

from typing import TYPE_CHECKING, Any, cast

from torch import nn

from sunmao.models.openmmlab.mmcv_shim import silence_mmdet

if TYPE_CHECKING:
    import torch


class RawHeads(nn.Module):
    """(1, 3, H, W) → boxes (1, P, 4) in pixels of what comes in, and scores (1, P, C), 0 to 1, of all P places.

    network: a copy that only answers. levels: how many places each level has, known after the first run.
    """

    def __init__(self, network: Any) -> None:
        super().__init__()
        self.network = network
        replace_focus(network)
        self.levels: list[int] = []

    def forward(self, pictures: Any) -> "tuple[torch.Tensor, torch.Tensor]":
        with silence_mmdet():
            boxes, scores, self.levels = self.network.compute_candidates(pictures)
        return boxes, scores


def replace_focus(network: nn.Module) -> None:
    """Let every Focus of YOLOX be one convolution: four pictures of every second pixel under a window of 3 × 3 are one
    picture under a window of 6 × 6 with stride 2, which every backend knows.
    """
    for part in list(network.modules()):
        for name, child in part.named_children():
            if type(child).__name__ == "Focus":
                setattr(part, name, _merge_focus(cast(Any, child).conv))


def _merge_focus(module: Any) -> nn.Module:
    conv = module.conv
    out, channels, rows, columns = conv.weight.shape
    merged = nn.Conv2d(channels // 4, out, (2 * rows, 2 * columns), 2, (2 * conv.padding[0], 2 * conv.padding[1]))
    merged.bias = conv.bias
    weights = conv.weight.detach().new_zeros(merged.weight.shape)
    # The order in which mmdet stacks them: upper left, lower left, upper right, lower right.
    for place, (row, column) in enumerate(((0, 0), (1, 0), (0, 1), (1, 1))):
        taken = slice(place * channels // 4, (place + 1) * channels // 4)
        weights[:, :, row::2, column::2] = conv.weight.detach()[:, taken]
    merged.weight = nn.Parameter(weights, requires_grad=False)
    module.conv = merged
    return module
