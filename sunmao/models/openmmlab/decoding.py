"""From the numbers of a network's heads to boxes: steps that PyTorch and an exported graph do alike, with things or
without.
"""

import math
import struct
from dataclasses import dataclass
from typing import Any

import torch
from torch.onnx.operators import shape_as_tensor
from torchvision.ops import nms

MAX_OF_A_LEVEL = 1000  # candidates that one level of a network may give; a fixed number, as graphs need
FARTHEST = abs(math.log(16 / 1000))  # how much a box may grow or shrink from its anchor: exp() of more overflows


@dataclass(frozen=True)
class Level:
    """Outputs of the heads at one level of a network, for N pictures.

    scores: (N, P, C) float32, 0 to 1, of each place and class. codes: (N, P, D) float32, what a box (and more) is made
    of.
    priors: (P, 2) points, or (P, 4) boxes or points with strides, in pixels of the network's input.
    """

    scores: torch.Tensor
    codes: torch.Tensor
    priors: torch.Tensor


def flatten_head(planes: torch.Tensor, width: int) -> torch.Tensor:
    """A head's planes, (N, A·width, H, W), as rows, (N, H·W·A, width), in the order of the priors."""
    return planes.permute(0, 2, 3, 1).reshape(planes.shape[0], -1, width)


def select_candidates(levels: list[Level], number: int) -> tuple:
    """The best of each level for picture `number`: (scores (n,), labels (n,), codes (n, D), priors (n, ·)), n always
    the same.

    One place may be a candidate for several classes. A fixed number of the best comes first and the threshold later:
    that way a graph has fixed shapes as long as possible.
    """
    parts = [top_k(level.scores[number], level.codes[number], level.priors) for level in levels]
    return tuple(torch.cat(column) for column in zip(*parts, strict=True))


def top_k(scores: torch.Tensor, codes: torch.Tensor, priors: torch.Tensor) -> tuple:
    """The `MAX_OF_A_LEVEL` best of scores, (P, C): (scores, labels, codes, priors), n of each, the best first."""
    classes = int(scores.shape[1])
    surest, numbers = scores.flatten().topk(min(MAX_OF_A_LEVEL, scores.numel()))
    places = torch.div(numbers, classes, rounding_mode="floor")
    return surest, numbers - places * classes, codes[places], priors[places]


def keep_best_class(scores: torch.Tensor) -> torch.Tensor:
    """Scores, (N, P, C), of which each place keeps only its highest; the others become 0."""
    return scores * (scores == scores.amax(2, keepdim=True))


def filter_valid(boxes: torch.Tensor, scores: torch.Tensor, least: float) -> torch.Tensor:
    """The places of boxes, (n, 4), that have an area and at least this score; maybe none."""
    return ((scores >= least) & (boxes[:, 2:] > boxes[:, :2]).all(1)).nonzero().squeeze(1)


def batched_nms(
    boxes: torch.Tensor, scores: torch.Tensor, groups: torch.Tensor, overlap: float, size: int
) -> torch.Tensor:
    """Non-maximum suppression in each group of boxes, (n, 4), that lie in a square of `size`. Returns places, the
    surest first.

    The groups are moved apart, farther than any box reaches; the distance is a constant, so that an empty set needs
    none.
    """
    return suppress(boxes + (groups * (size + 1)).to(boxes)[:, None], scores, overlap)


def suppress(boxes: torch.Tensor, scores: torch.Tensor, overlap: float) -> torch.Tensor:
    """Non-maximum suppression of boxes, (n, 4), of an IoU above `overlap`. Returns places, the surest first."""
    # PyTorch compares with 0.6, onnxruntime with the next 32-bit number, which is larger: boxes of whole pixels fall in
    # between.
    return nms(boxes, scores, struct.unpack("f", struct.pack("f", overlap))[0])


def decode_distances(points: torch.Tensor, distances: torch.Tensor, size: int) -> torch.Tensor:
    """Boxes from points, (n, 2), and their distances, (…, n, 4), to the left, upper, right and lower edge."""
    return torch.cat((points - distances[..., :2], points + distances[..., 2:]), -1).clamp(0, size)


def decode_deltas(anchors: torch.Tensor, deltas: torch.Tensor, stds: Any, size: int) -> torch.Tensor:
    """Boxes from anchors, (n, 4), and (…, n, 4) of shifts of the center and growths (Girshick et al. 2014), in units of
    `stds`.
    """
    deltas = deltas * deltas.new_tensor(stds)
    sides = anchors[:, 2:] - anchors[:, :2]
    centers = (anchors[:, 2:] + anchors[:, :2]) * 0.5 + deltas[..., :2] * sides
    return decode_centers(centers, sides * deltas[..., 2:].clamp(-FARTHEST, FARTHEST).exp(), size)


def decode_centers(centers: torch.Tensor, sides: torch.Tensor, size: int) -> torch.Tensor:
    """Boxes from centers and sides, (…, n, 2) each, clipped to the network's input."""
    return torch.cat((centers - sides * 0.5, centers + sides * 0.5), -1).clamp(0, size)


def get_priors(known: dict, head: Any, planes: list, **more: Any) -> list:
    """A head's points or anchors for planes of these sizes; made once, and kept in `known`."""
    sizes = tuple((int(each.shape[2]), int(each.shape[3])) for each in planes)
    place = (sizes, planes[0].device)
    if place not in known:
        known.clear()  # one size only: that of the graph, or of the pictures at hand
        known[place] = head.prior_generator.grid_priors(list(sizes), device=planes[0].device, **more)
    return known[place]


def rescale_boxes(boxes: torch.Tensor, pixels: torch.Tensor, size: int) -> torch.Tensor:
    """Boxes of the network's input, a square of `size`, in pixels of what came in, (N, 3, H, W)."""
    return boxes * (shape_as_tensor(pixels)[[3, 2, 3, 2]].to(boxes) / size)
