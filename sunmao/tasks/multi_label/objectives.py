"""Objectives where a picture may have several labels: for each label yes or no."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

from sunmao.training.training_loop import Objective

if TYPE_CHECKING:
    pass


RAREST = 20.0  # a yes counts at most so many times as much as a no, and at least a so-many-eth


def compute_positive_weights(asked: str | None, tags: np.ndarray) -> torch.Tensor | None:
    """Weight of the yes of each label, (C,) float32, a no counting 1; None where all count alike.

    'balanced': the pictures without the label divided by those with it, so that both sides weigh the same; within
    `RAREST`, for a label of one picture would drown the others.

    Args:
        asked: 'balanced' or None. tags: of the pictures to learn from, (N, C) of 0 and 1.

    Example:
        >>> compute_positive_weights('balanced', np.array([[1, 0], [1, 0], [1, 1], [0, 0]]))
        tensor([0.3333, 3.0000])
    """
    if asked is None:
        return None
    have = torch.as_tensor(tags).float().sum(0)
    return ((len(tags) - have) / have.clamp(min=1)).clamp(1 / RAREST, RAREST)


def compute_tag_loss(logits: torch.Tensor, tags: torch.Tensor, weights: torch.Tensor | None) -> torch.Tensor:
    """Binary cross-entropy: the mean over the labels, summed over the pictures. logits, tags: (N, C) float32."""
    entropy = functional.binary_cross_entropy_with_logits(logits, tags, pos_weight=weights, reduction="sum")
    return entropy / logits.shape[1]


@dataclass(frozen=True)
class TagObjective(Objective):
    """Binary cross-entropy between logits and tags, and the share of yes and no that is right.

    label_smoothing: as much of each 0 and 1 is half and half. weights: of `compute_positive_weights`, on the network's
    device. penalty: half of it times the squared length of the weights of `network.layer` is added, or 0.
    """

    label_smoothing: float = 0.0
    weights: torch.Tensor | None = None
    penalty: float = 0.0
    names = ("loss", "train_accuracy")

    def __call__(self, network: Any, inputs: Any, labels: Any) -> torch.Tensor:
        logits = network(inputs)
        smooth = labels * (1 - self.label_smoothing) + self.label_smoothing / 2
        loss = compute_tag_loss(logits, smooth, self.weights)
        if self.penalty:
            loss = loss + len(labels) * self.penalty / 2 * network.layer.weight.square().sum()
        right = ((logits.detach() > 0) == (labels > 0.5)).float().mean(1).sum()
        return torch.stack((loss, right))
