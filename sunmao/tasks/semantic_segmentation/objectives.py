"""Objectives of a network that paints: the class of each pixel, and areas that cover those of the truth."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

from sunmao.tasks.semantic_segmentation.dataset import IGNORED
from sunmao.training.training_loop import Objective

if TYPE_CHECKING:
    pass


RAREST = 20.0  # a class counts at most so many times as much as the mean, and at least a so-many-eth


def compute_pixel_weights(asked: str | None, counts: np.ndarray) -> torch.Tensor | None:
    """Weight of a pixel of each class, (1 + C,) float32, the mean over all pixels 1; None where all count alike.

    'balanced': by the square root of how rare a class is: by its rarity alone, the edges of small things would grow
    into the background.

    Args:
        asked: 'balanced' or None. counts: pixels of the background and of each class, (1 + C,).

    Example:
        >>> compute_pixel_weights('balanced', np.array([900, 100]))
        tensor([0.8333, 2.5000])
    """
    if asked is None:
        return None
    shares = torch.as_tensor(counts).float() / max(1, int(counts.sum()))
    weights = shares.clamp(min=1 / RAREST**2).rsqrt()
    return (weights / (weights * shares).sum().clamp(min=1e-6)).clamp(1 / RAREST, RAREST)


def compute_dice_loss(logits: torch.Tensor, masks: torch.Tensor) -> torch.Tensor:
    """One minus the soft Dice coefficient, the mean over the classes that are in each picture, (N,).

    Milletari, Navab, Ahmadi: V-Net, 2016. Of each picture alone, so that micro-batches learn the same; a class that is
    not there would only push its pixels everywhere to background, which the cross-entropy does by itself.

    logits: (N, 1 + C, S, S). masks: (N, S, S) int64 with `IGNORED`.
    """
    counted = masks != IGNORED
    truth = functional.one_hot(masks.where(counted, 0), logits.shape[1]).permute(0, 3, 1, 2)
    truth = truth[:, 1:] * counted[:, None]
    shares = logits.softmax(1)[:, 1:] * counted[:, None]
    both, sizes = (shares * truth).sum((2, 3)), shares.sum((2, 3)) + truth.sum((2, 3))
    there = (truth.sum((2, 3)) > 0).float()
    return ((1 - (2 * both + 1) / (sizes + 1)) * there).sum(1) / there.sum(1).clamp(min=1)


@dataclass(frozen=True)
class SegmentationObjective(Objective):
    """Cross-entropy of each pixel plus Dice loss, and the share of pixels that are right.

    weights: of `compute_pixel_weights`, on the network's device.
    """

    weights: torch.Tensor | None = None
    names = ("loss", "train_accuracy")

    def __call__(self, network: Any, inputs: Any, labels: Any) -> torch.Tensor:
        logits = network(inputs)
        counted = labels != IGNORED
        pixels = counted.sum((1, 2)).clamp(min=1)
        entropy = functional.cross_entropy(logits, labels, self.weights, ignore_index=IGNORED, reduction="none")
        loss = entropy.sum((1, 2)) / pixels + compute_dice_loss(logits, labels)
        right = ((logits.detach().argmax(1) == labels) & counted).sum((1, 2)) / pixels
        return torch.stack((loss.sum(), right.sum()))
