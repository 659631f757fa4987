"""Motion as a picture: a curve for each axis, told apart by how its line is drawn, and by color."""

import cv2
import numpy as np

# Of x, y, z: RGB, and how many steps are drawn and left out of each two: whole, dashed, dotted.
LINES = (((192, 32, 40), (1, 0)), ((19, 112, 63), (6, 4)), ((42, 86, 185), (2, 3)))
PAPER, MIDDLE = (255, 255, 255), (222, 226, 232)
HIGHEST = 2.0  # g at the upper edge; a stronger movement is drawn smaller
FINE = 4  # bits of a pixel in which OpenCV places a line
STEPS = 200  # of a curve


def draw_curves(samples: np.ndarray, width: int, height: int) -> np.ndarray:
    """Draw the readings of an accelerometer as three curves, time from left to right: x a whole line, y dashed, z
    dotted.

    samples: (n, 3) float32 in g. Returns: (height, width, 3) uint8 RGB.
    """
    tile = np.full((height, width, 3), PAPER, np.uint8)
    cv2.line(tile, (0, height // 2), (width, height // 2), MIDDLE, 1)
    if len(samples) < 2:
        return tile
    most = max(HIGHEST, float(np.abs(samples).max()))
    moments = np.linspace(0, len(samples) - 1, STEPS)
    across = np.linspace(0, width - 1, STEPS)
    for axis, (color, (drawn, left)) in enumerate(LINES):
        values = np.interp(moments, np.arange(len(samples)), samples[:, axis])
        down = (0.5 - 0.46 * values / most) * (height - 1)
        places = np.round(np.stack([across, down], 1) * 2**FINE).astype(np.int32)
        pieces = [places[start : start + drawn + 1] for start in range(0, STEPS - 1, drawn + left)]
        cv2.polylines(tile, pieces, False, color, max(1, round(height / 60)), cv2.LINE_AA, FINE)
    return tile
