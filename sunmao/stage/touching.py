"""Whether pictures on the stage lie on each other: pixel by pixel, one a step."""

import math

import cv2
import numpy as np

from sunmao.stage.scene import SpriteState

SEEN = 64  # of 255: a pixel that is fainter belongs to nobody


def overlaps(one: SpriteState, other: SpriteState) -> bool:
    """Whether two sprites have a pixel in common."""
    if not (one.visible and other.visible):
        return False
    boxes = find_box(one), find_box(other)
    left, bottom = (max(box[side] for box in boxes) for side in (0, 1))
    right, top = (min(box[side] for box in boxes) for side in (2, 3))
    if left >= right or bottom >= top:
        return False
    place = math.floor(left), math.ceil(top), math.ceil(right - left) + 1, math.ceil(top - bottom) + 1
    return bool((make_mask(one, *place) & make_mask(other, *place)).any())


def is_at_edge(state: SpriteState, width: int, height: int) -> bool:
    """Whether some of a sprite lies at or beyond the edge of the stage."""
    if not state.visible:
        return False
    left, bottom, right, top = find_box(state)
    if left > -width / 2 and right < width / 2 and bottom > -height / 2 and top < height / 2:
        return False
    place = math.floor(left), math.ceil(top), math.ceil(right - left) + 1, math.ceil(top - bottom) + 1
    rows, columns = np.nonzero(make_mask(state, *place))
    if not len(rows):
        return False
    across, up = columns + place[0], place[1] - rows
    return bool((abs(across) >= width / 2 - 1).any() or (abs(up) >= height / 2 - 1).any())


def find_box(state: SpriteState) -> tuple[float, float, float, float]:
    """The left, lower, right and upper end of a sprite on the stage."""
    across, up = (side * state.size / 200 for side in state.costume.size)
    angle = math.radians(state.direction - 90)
    cosine, sine = abs(math.cos(angle)), abs(math.sin(angle))
    half = across * cosine + up * sine, across * sine + up * cosine
    return state.x - half[0], state.y - half[1], state.x + half[0], state.y + half[1]


def make_matrix(state: SpriteState, left: float, top: float, scale: float) -> np.ndarray:
    """Brings the pixels of a sprite's picture to those of a raster: (2, 3) float64.

    left, top: the raster's upper left corner on the stage; scale: its pixels a step.
    """
    height, width = state.costume.pixels.shape[:2]
    steps = state.costume.size[0] * state.size / 100 / width  # of one pixel
    angle = math.radians(state.direction - 90)
    cosine, sine = (steps * scale * part for part in (math.cos(angle), math.sin(angle)))
    # Pixels are squares, with numbers at their middles.
    middle = (width - 1) / 2, (height - 1) / 2
    target = (state.x - left) * scale - 0.5, (top - state.y) * scale - 0.5
    turn = np.array([[cosine, -sine], [sine, cosine]])
    return np.column_stack([turn, np.array(target) - turn @ np.array(middle)])


def make_mask(state: SpriteState, left: float, top: float, width: int, height: int) -> np.ndarray:
    """Make the mask of a sprite's visible pixels in a part of the stage: (height, width) bool, one pixel a step."""
    alpha = np.ascontiguousarray(state.costume.pixels[..., 3])
    shown = cv2.warpAffine(alpha, make_matrix(state, left, top, 1.0), (width, height), flags=cv2.INTER_AREA)
    return shown >= SEEN
