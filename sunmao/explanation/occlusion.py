"""Heat map of a model that only answers: the score that covering each place takes away.

Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, 2014.
"""

from collections.abc import Callable

import numpy as np

from sunmao.explanation.heat_map import get_mean_color, resize_map

GRID = 8  # places of the patch along each side: 64 inferences
BATCH = 16  # pictures that are asked about at once
PIXELS = 16_000_000  # of a batch: few photographs at once


def compute_occlusion(
    predict: Callable[[list[np.ndarray]], np.ndarray], image: np.ndarray, *, grid: int = GRID, batch: int = BATCH
) -> np.ndarray:
    """Compute how much each pixel speaks for an answer: a patch of the mean color moves over the picture.

    It takes 1 + grid² inferences, with the default 65. Each patch covers half of the one beside it.

    Args:
        predict: from pictures, each (H, W, 3) uint8 RGB, to how sure the model is of what is explained, (N,) float.
        image: (H, W, 3) uint8, RGB; it stays as it is.
        grid: places of the patch along each side.
        batch: so many pictures are asked about at once; fewer of large photographs.

    Returns: (H, W) float32, 0 to 1; all 0 where covering takes nothing away.
    """
    height, width = image.shape[:2]
    rows, columns = (np.linspace(0, side, grid + 2).round().astype(int) for side in (height, width))
    places = [(row, column) for row in range(grid) for column in range(grid)]
    color, together = get_mean_color(image), max(1, min(batch, PIXELS // (height * width)))

    def cover(place: tuple[int, int]) -> np.ndarray:
        covered = image.copy()
        row, column = place
        covered[rows[row] : rows[row + 2], columns[column] : columns[column + 2]] = color
        return covered

    parts = [places[start : start + together] for start in range(0, len(places), together)]
    left = np.concatenate([np.asarray(predict([cover(place) for place in part]), np.float64) for part in parts])
    drops = (float(predict([image])[0]) - left).clip(0)
    total, counts = np.zeros((2, grid + 1, grid + 1))
    for (row, column), drop in zip(places, drops, strict=True):
        total[row : row + 2, column : column + 2] += drop
        counts[row : row + 2, column : column + 2] += 1
    return resize_map(total / counts, height, width)
