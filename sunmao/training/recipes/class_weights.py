"""Weights of the classes in training, so that classes with few pictures are learned as well."""

from collections.abc import Iterable

import torch

CLASS_WEIGHTS = ("balanced",)


def compute_class_weights(asked: str | None, labels: Iterable[int], classes: int) -> torch.Tensor | None:
    """The weight of each class, (classes,) float32, or None where all pictures count alike.

    'balanced': inversely proportional to how many pictures a class has (King, Zeng: Logistic Regression in Rare Events
    Data, 2001), such that the mean over all pictures is 1. A class without pictures counts nothing.

    Args:
        asked: 'balanced' or None.
        labels: of the pictures to learn from, 0 to classes − 1.

    Example:
        >>> compute_class_weights('balanced', [0, 0, 0, 1], 2)
        tensor([0.6667, 2.0000])
    """
    if asked is None:
        return None
    counts = torch.bincount(torch.as_tensor(list(labels), dtype=torch.long), minlength=classes).float()
    there = counts > 0
    return torch.where(there, counts.sum() / (there.sum() * counts.clamp(min=1)), 0)
