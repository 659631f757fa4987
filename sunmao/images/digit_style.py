"""Making a drawn digit look like the built-in ones: the same ink, size, place, thickness and blur."""

from typing import Any

import cv2
import numpy as np

from sunmao.images.digits import enlarge_digit
from sunmao.images.image_files import to_rgb

GRID = 32  # the digits were scanned to 32×32 black or white, then counted in blocks of 4×4
STROKE = 5.0  # thickness of their lines on that grid
WIDEST = 26  # most columns that a digit fills


def like_digits(image: Any) -> np.ndarray:
    """A drawing as a picture like those of the sample data set 'digits'.

    Args:
        image: (H, W, 3) uint8 RGB or (H, W); dark ink on light ground or the reverse.

    Returns: (96, 96, 3) uint8, RGB: white ink on black, trimmed, centered, lines as thick as in the data. Without ink:
    black.

    Example:
        >>> import numpy
        >>> drawing = numpy.full((200, 300), 255, 'uint8')
        >>> drawing[40:160, 100:110] = 0
        >>> like_digits(drawing).shape
        (96, 96, 3)
    """
    ink = _trim(_find_ink(to_rgb(image)))
    if ink is None:
        return to_rgb(enlarge_digit(np.zeros((8, 8))))
    grid = _place_on_grid(_trim(_set_thickness(ink)))
    counts = grid.reshape(8, GRID // 8, 8, GRID // 8).mean(axis=(1, 3)) * 16
    return to_rgb(enlarge_digit(counts))


def _find_ink(image: np.ndarray) -> np.ndarray:
    """Find the pixels with ink, (H, W) bool: those that differ from the color of the edge; specks are dropped."""
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.int16)
    edge = np.concatenate([gray[0], gray[-1], gray[:, 0], gray[:, -1]])
    away = np.abs(gray - int(np.median(edge))).astype(np.uint8)
    if away.max() < 24:
        return np.zeros(gray.shape, bool)
    level, _ = cv2.threshold(away, 0, 255, cv2.THRESH_OTSU)
    mask = (away > max(12.0, level)).astype(np.uint8)
    _, parts, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    return np.isin(parts, np.flatnonzero(areas >= 0.02 * areas.max())) & (mask > 0)


def _trim(mask: np.ndarray) -> np.ndarray | None:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else None


def _set_thickness(mask: np.ndarray) -> np.ndarray:
    """The drawing at four times the grid's size, its lines as thick as in the data: made thicker or thinner."""
    side = 4 * GRID
    thick = _measure_thickness(mask)
    # Lines grow outwards too: the middle line of the strokes is scaled to what is left inside.
    inner = side - 4 * STROKE
    scale = inner / max(mask.shape[0] - thick, (mask.shape[1] - thick) * GRID / WIDEST, 1.0)
    size = [max(1, round(length * scale)) for length in (mask.shape[1], mask.shape[0])]
    small = cv2.resize(
        mask.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    )
    edge = 4 * GRID
    ink = cv2.copyMakeBorder(small, edge, edge, edge, edge, cv2.BORDER_CONSTANT) > 127
    grow = (4 * STROKE - thick * scale) / 2
    # Distance to (or within) the ink gives a line of any thickness.
    if grow >= 0:
        return cv2.distanceTransform((~ink).astype(np.uint8), cv2.DIST_L2, 5) <= grow
    return _erode(ink, -grow)


def _erode(mask: np.ndarray, amount: float) -> np.ndarray:
    inside = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    return inside > min(amount, 0.6 * inside.max())


def _measure_thickness(mask: np.ndarray) -> float:
    """Measure the thickness of the lines of a drawing in pixels: twice its area by its outline."""
    padded = np.pad(mask.astype(np.uint8), 1)
    outlines, _ = cv2.findContours(padded, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    length = sum(cv2.arcLength(outline, True) for outline in outlines)
    return 2 * float(mask.sum()) / max(1.0, length)


def _place_on_grid(mask: np.ndarray | None) -> np.ndarray:
    """The drawing in the middle of GRID × GRID, filling its height, black or white: (GRID, GRID) float 0 or 1."""
    assert mask is not None  # lines that were made thinner still have a middle
    scale = min(GRID / mask.shape[0], WIDEST / mask.shape[1])
    height, width = (max(1, min(GRID, round(length * scale))) for length in mask.shape)
    small = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    grid = np.zeros((GRID, GRID), np.float32)
    top, left = (GRID - height) // 2, (GRID - width) // 2
    grid[top : top + height, left : left + width] = small > 0.5
    return grid
