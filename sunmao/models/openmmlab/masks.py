"""From the numbers of a network's heads to outlines: each step is a product of matrices, which graphs of any age can
hold.
"""

from functools import lru_cache
from typing import Any

import numpy as np
import torch


def resize_bilinear(planes: torch.Tensor, size: int) -> torch.Tensor:
    """Planes, (n, h, w), enlarged to (n, size, size) as bilinear `interpolate` does, and n may be 0."""
    rows, columns = (torch.from_numpy(_make_resize_matrix(int(side), size)).to(planes) for side in planes.shape[1:])
    # Both sides with as many matrices: onnxruntime does not multiply one matrix with none.
    count = planes.shape[0]
    return rows.expand(count, -1, -1) @ planes @ columns.T.expand(count, -1, -1)


@lru_cache(maxsize=8)
def _make_resize_matrix(length: int, size: int) -> np.ndarray:
    """The matrix, (size, length), that enlarges a row of numbers."""
    places = ((np.arange(size) + 0.5) * length / size - 0.5).clip(0, length - 1)
    return np.maximum(0, 1 - abs(places[:, None] - np.arange(length))).astype(np.float32)


def paste_masks(patches: torch.Tensor, boxes: torch.Tensor, size: int) -> torch.Tensor:
    """Patches, (n, m, m), each laid into its box, (n, 4), of an empty plane: (n, size, size), as `grid_sample` does."""
    rows, columns = (
        _make_paste_weights(boxes[:, 1], boxes[:, 3], patches, size),
        _make_paste_weights(boxes[:, 0], boxes[:, 2], patches, size),
    )
    return rows @ patches @ columns.transpose(1, 2)


def _make_paste_weights(first: Any, last: Any, patches: Any, size: int) -> torch.Tensor:
    """Weight of each row of a patch in each row of the plane, (n, size, m); the rows outside a box are empty."""
    side = int(patches.shape[1])
    points = torch.from_numpy(np.arange(size, dtype=np.float32) + 0.5).to(patches)
    cells = torch.from_numpy(np.arange(side, dtype=np.float32) + 0.5).to(patches)
    places = (points[None] - first[:, None]) / (last - first)[:, None] * side
    return (1 - (places[:, :, None] - cells[None, None]).abs()).clamp(min=0)


def apply_dynamic_conv(
    features: torch.Tensor, kernels: torch.Tensor, priors: torch.Tensor, head: Any, size: int
) -> torch.Tensor:
    """Outlines as RTMDet-Ins draws them: every thing brings the weights of a tiny network of its own (Tian et al.
    2020).

    features: (F, h, w) of the whole picture; kernels: (n, ·) the weights; priors: (n, 4) where the things were seen,
    with strides.
    Returns: (n, size / 2, size / 2) float32, 0 to 1: the features are eight times coarser than the picture, and finer
    planes would only take time and, of hundreds of things, a hundred megabytes.
    """
    height, width = (int(side) for side in features.shape[1:])
    weights = kernels.split([*head.weight_nums, *head.bias_nums], 1)
    pairs = list(zip(weights[: len(head.weight_nums)], weights[len(head.weight_nums) :], strict=True))
    inner = head.dyconv_channels
    offsets = (priors[:, :2, None] - _make_grid(height, width, size).to(features)) / (priors[:, 2:3, None] * 8)
    first = pairs[0][0].reshape(-1, inner, 2 + head.num_prototypes)
    # The features are the same for all things: they are not copied for each.
    seen = first[:, :, 2:].reshape(-1, head.num_prototypes) @ features.flatten(1)
    x = first[:, :, :2] @ offsets + seen.reshape(-1, inner, height * width)
    for number, (weight, bias) in enumerate(pairs):
        if number:
            x = weight.reshape(-1, inner if number < len(pairs) - 1 else 1, inner) @ x.relu()
        x = x + bias[:, :, None]
    return resize_bilinear(x.reshape(-1, height, width), size // 2).sigmoid()


@lru_cache(maxsize=8)
def _make_grid(height: int, width: int, size: int) -> torch.Tensor:
    """The upper left corner of each cell in pixels of the network's input, (1, 2, h·w), x first."""
    y, x = np.mgrid[:height, :width].reshape(2, -1)
    return torch.from_numpy(np.stack([x * (size // width), y * (size // height)])[None].astype(np.float32))
