"""In which order pictures are learned from, and how often each."""

import numpy as np


def draw_order(labels: np.ndarray, sampling: str | None, random: np.random.Generator) -> np.ndarray:
    """The indices of an epoch's pictures, (N,) int64, as many as there are.

    Args:
        labels: label numbers, (N,), or tags, (N, C) of 0 and 1.
        sampling: None: each picture once. 'balanced': drawn with equal chances for every class, so that pictures of
            small classes come several times (Kang and others 2019); a picture of several tags goes by its rarest.

    Example:
        >>> order = draw_order(np.array([0] * 98 + [1] * 2), 'balanced', np.random.default_rng(0))
        >>> 35 < int((order >= 98).sum()) < 65
        True
    """
    if sampling is None:
        return random.permutation(len(labels))
    if labels.ndim == 1:
        counts = np.bincount(labels)[labels]
    else:
        frequency = np.append(labels.sum(0), (labels.sum(1) == 0).sum())
        has = np.column_stack([labels, labels.sum(1) == 0]) > 0
        counts = np.where(has, frequency, np.inf).min(1)
    weights = 1 / counts
    return random.choice(len(labels), len(labels), p=weights / weights.sum())
