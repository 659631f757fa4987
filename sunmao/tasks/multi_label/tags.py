"""The labels of pictures that may have several, as zeros and ones."""

from collections.abc import Iterable

import numpy as np

from sunmao.data.listing import Sample


def encode_tags(items: Iterable[Sample], classes: list[str]) -> np.ndarray:
    """Encode the labels of each picture, (N, C) float32 of 0 and 1.

    Example:
        >>> from pathlib import Path
        >>> encode_tags([Sample(Path('1.png'), None, 'train', ('sea',))], ['sea', 'trees'])
        array([[1., 0.]], dtype=float32)
    """
    items, numbers = list(items), {label: number for number, label in enumerate(classes)}
    tags = np.zeros((len(items), len(classes)), np.float32)
    for row, item in zip(tags, items, strict=True):
        row[[numbers[label] for label in item.tags]] = 1
    return tags
