"""Changes that need more than one picture, or cover a piece of it: Mixup, CutMix, RandomErasing."""

import numpy as np

AREA, ASPECT = (0.02, 1 / 3), (0.3, 1 / 0.3)  # of what is covered: share of the picture, width by height


def encode_shares(labels: np.ndarray, classes: int) -> np.ndarray:
    """Label numbers, (N,), as shares of the classes, (N, C) float32; tags, (N, C), are such already."""
    return labels if labels.ndim == 2 else np.eye(classes, dtype=np.float32)[labels]


def mix_batch(
    images: np.ndarray, shares: np.ndarray, mixup: float, cutmix: float, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Every picture of a batch mixed with another one, and what is true of it.

    Args:
        images: (N, H, W[, C]) uint8 or float32. shares: what is true of each, (N, classes) float32.
        mixup, cutmix: the parameter of the beta distribution from which each picture's own share is drawn, 0: not so
            (Zhang and others 2017; Yun and others 2019); where both are said, chance decides for each batch.

    Returns: (images, of their dtype or float32; shares).

    Example:
        >>> images, shares = np.zeros((2, 4, 4), np.uint8), np.eye(2, dtype=np.float32)
        >>> mixed, of_each = mix_batch(images, shares, 0.0, 1.0, np.random.default_rng(3))
        >>> mixed.shape, of_each.sum(1).tolist()
        ((2, 4, 4), [1.0, 1.0])
    """
    partner = random.permutation(len(images))
    if cutmix and (not mixup or random.random() < 0.5):
        images, kept = _paste_pieces(images, partner, random.beta(cutmix, cutmix, len(images)), random)
    else:
        kept = random.beta(mixup, mixup, len(images)).astype(np.float32)
        own = kept.reshape(-1, *[1] * (images.ndim - 1))
        images = own * images + (1 - own) * images[partner]
    own = kept[:, None]
    return images, (own * shares + (1 - own) * shares[partner]).astype(np.float32)


def erase_pieces(images: np.ndarray, share: float, random: np.random.Generator) -> np.ndarray:
    """With a chance of `share`, a rectangle of each picture filled with noise; changed in place, (N, H, W[, C]) uint8."""
    high, wide = images.shape[1:3]
    for image in images:
        if random.random() >= share:
            continue
        area = random.uniform(*AREA) * high * wide
        aspect = np.exp(random.uniform(*np.log(ASPECT)))
        tall, broad = min(high, round(np.sqrt(area / aspect))), min(wide, round(np.sqrt(area * aspect)))
        top, left = random.integers(high - tall + 1), random.integers(wide - broad + 1)
        piece = image[top : top + tall, left : left + broad]
        piece[...] = random.integers(0, 256, piece.shape, np.uint8)
    return images


def _paste_pieces(
    images: np.ndarray, partner: np.ndarray, kept: np.ndarray, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """A rectangle of each picture taken from its partner. Returns (images, share that is still of the first, (N,))."""
    high, wide = images.shape[1:3]
    mixed = images.copy()
    left_over = np.empty(len(images), np.float32)
    for number, share in enumerate(kept):
        side = np.sqrt(1 - share) / 2
        row, column = random.integers(high), random.integers(wide)
        top, bottom = (int(np.clip(row + sign * side * high, 0, high)) for sign in (-1, 1))
        left, right = (int(np.clip(column + sign * side * wide, 0, wide)) for sign in (-1, 1))
        mixed[number, top:bottom, left:right] = images[partner[number], top:bottom, left:right]
        left_over[number] = 1 - (bottom - top) * (right - left) / (high * wide)
    return mixed, left_over
