"""Pictures as rows of numbers: histograms of oriented gradients (Dalal, Triggs 2005) and local binary patterns (Ojala,
Pietikäinen, Mäenpää 2002), with the settings of BaseML's lessons.
"""

import math

import numpy as np

WINDOW, BLOCK, STRIDE, BINS = 128, 32, 16, 9  # pixels of HOG; a block is one cell
CLIP = 0.2  # of L2-Hys: no direction counts for more
NEIGHBORS = 8
PATTERNS = 2**NEIGHBORS


def compute_hog(gray: np.ndarray) -> np.ndarray:
    """The directions of a gray picture, (H, W) uint8, resized to 128 × 128: (441,) float32, 9 of each of 7 × 7 blocks,
    columns of blocks first, as OpenCV's.
    """
    import cv2

    image = np.sqrt(cv2.resize(gray, (WINDOW, WINDOW)).astype(np.float64))
    padded = np.pad(image, 1, mode="reflect")
    across = padded[1:-1, 2:] - padded[1:-1, :-2]
    down = padded[2:, 1:-1] - padded[:-2, 1:-1]
    size = np.hypot(across, down)
    place = np.mod(np.arctan2(down, across), 2 * math.pi) * BINS / (2 * math.pi) - 0.5
    first = np.floor(place).astype(int)
    share = place - first
    votes = np.zeros((WINDOW, WINDOW, BINS))
    grid = np.indices((WINDOW, WINDOW))
    votes[grid[0], grid[1], first % BINS] = size * (1 - share)
    votes[grid[0], grid[1], (first + 1) % BINS] += size * share
    weight = _make_block_weights()
    starts = range(0, WINDOW - BLOCK + 1, STRIDE)
    blocks = [votes[y : y + BLOCK, x : x + BLOCK] for x in starts for y in starts]
    found = [_normalize(np.einsum("yx,yxb->b", weight, block)) for block in blocks]
    return np.concatenate(found).astype(np.float32)


def _make_block_weights() -> np.ndarray:
    """Weights of the pixels of a block, (32, 32): most in the middle."""
    place = np.arange(BLOCK) + 0.5 - BLOCK / 2
    line = np.exp(-((np.arange(BLOCK) - BLOCK / 2) ** 2) / (2 * (BLOCK / 4) ** 2)) * (1 - np.abs(place) / BLOCK)
    return np.outer(line, line)


def _normalize(numbers: np.ndarray) -> np.ndarray:
    numbers = np.minimum(numbers / (np.linalg.norm(numbers) + 0.1 * len(numbers)), CLIP)
    return numbers / (np.linalg.norm(numbers) + 1e-3)


def compute_lbp(gray: np.ndarray) -> np.ndarray:
    """Frequency of each pattern of brighter neighbors in a gray picture, (H, W) uint8: (256,) shares, together 1."""
    import cv2

    image = gray.astype(np.float64)
    height, width = image.shape
    rows, columns = np.indices(image.shape).astype(np.float32)
    patterns = np.zeros(image.shape, int)
    for number in range(NEIGHBORS):
        angle = 2 * math.pi * number / NEIGHBORS
        x = np.asarray(columns + round(math.cos(angle), 5), np.float32)
        y = np.asarray(rows - round(math.sin(angle), 5), np.float32)
        neighbor = cv2.remap(image.astype(np.float32), x, y, cv2.INTER_LINEAR)
        patterns += (neighbor.astype(np.float64) - image > -0.01).astype(int) << number
    counts = np.bincount(patterns.ravel(), minlength=PATTERNS)
    return counts / (height * width)
