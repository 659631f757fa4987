"""The one number that a network's scores of pictures are compared by: accuracy, or of several labels mAP."""

from collections.abc import Sequence

import numpy as np

from sunmao.data.listing import Sample
from sunmao.tasks.multi_label.metrics import compute_mean_average_precision
from sunmao.tasks.multi_label.tags import encode_tags


def encode_truth(items: Sequence[Sample], classes: list[str], several: bool) -> np.ndarray:
    """Labels of the pictures: label numbers, (N,) int64; where a picture may have several labels, (N, C) float32 of 0
    and 1.
    """
    if several:
        return encode_tags(items, classes)
    return np.array([classes.index(item.require_label()) for item in items])


def compute_primary_metric(scores: np.ndarray, truth: np.ndarray) -> float:
    """The share of right answers, or where truth has a column for each label the mAP, 0 to 1. scores: (N, C) float;
    truth: as `encode_truth` gives it.
    """
    if truth.ndim == 2:
        return compute_mean_average_precision(scores, truth)
    return float((scores.argmax(1) == truth).mean())
