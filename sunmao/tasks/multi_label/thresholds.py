"""From how many percent on a label counts as recognized, one threshold a label, chosen on the validation set."""

import numpy as np

UNKNOWN = 0.5  # of a label that no picture of the validation set has, or that all have


def choose_thresholds(scores: np.ndarray, truth: np.ndarray) -> list[float]:
    """The threshold of each label with the highest F1; of equal ones the lowest that lies midway between two scores.

    Lipton, Elkan, Naryanaswamy: Optimal Thresholding of Classifiers to Maximize F1 Measure, 2014.

    Args:
        scores: (N, C) float, 0 to 1. truth: (N, C) of 0 and 1.

    Returns: C numbers, 0 to 1; `UNKNOWN` where the pictures do not tell.

    Example:
        >>> choose_thresholds(np.array([[0.1, 0.3], [0.3, 0.4]]), np.array([[0, 1], [1, 1]]))
        [0.2, 0.5]
    """
    return [_choose(column, right > 0) for column, right in zip(scores.T, truth.T, strict=True)]


def _choose(scores: np.ndarray, right: np.ndarray) -> float:
    if not right.any() or right.all():
        return UNKNOWN
    order = np.argsort(-scores, kind="stable")
    scores, right = scores[order].astype(float), right[order]
    found = np.cumsum(right)
    f1 = 2 * found / (np.arange(1, len(right) + 1) + right.sum())
    # Equal scores are answered alike: a threshold lies only where the next score is lower.
    ends = np.append(scores[:-1] > scores[1:], True)
    best = int(np.argmax(np.where(ends, f1, -1.0)))
    below = scores[best + 1] if best + 1 < len(scores) else 0.0
    return round(float(scores[best] + below) / 2, 6)
