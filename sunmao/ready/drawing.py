"""Frames around what was read, with its text beside them."""

import cv2
import numpy as np

from sunmao.images.annotation_drawing import draw_line_of_text, make_drawable, measure_text

LINE = 1 / 200  # of the shorter side
COLOR, CASING, INK = (24, 100, 171), (255, 255, 255), (31, 41, 55)
SHOWN = 40  # characters
LETTERS = 12, 28  # pixels of the height of what is written, at least and at most


def draw_read_objects(image: np.ndarray, things: list) -> np.ndarray:
    """A copy of the picture, (H, W, 3) uint8 RGB, with each thing's corners as a frame, a dot at the first, and its
    text above. things: `ReadObject`s.
    """
    drawn = np.ascontiguousarray(image).copy()
    thick = max(1, round(LINE * min(drawn.shape[:2])))
    names = make_drawable([thing.label.replace("\n", " ")[:SHOWN] for thing in things])
    for thing in things:
        outline = np.round(np.array(thing.corners)).astype(np.int32)
        cv2.polylines(drawn, [outline], True, CASING, 3 * thick, cv2.LINE_AA)
        cv2.polylines(drawn, [outline], True, COLOR, thick, cv2.LINE_AA)
        cv2.circle(drawn, tuple(map(int, outline[0])), 2 * thick, COLOR, cv2.FILLED, cv2.LINE_AA)
    for thing, name in zip(things, names, strict=True):
        size = round(min(max(LETTERS[0], thing.height / 2), LETTERS[1]))
        _write(drawn, name, round(thing.box[0]), round(thing.box[1]) - 2 * thick, size)
    return drawn


def _write(image: np.ndarray, words: str, left: int, bottom: int, size: int) -> None:
    """A text on white, its left lower corner there, moved into the picture."""
    height, width = image.shape[:2]
    left = max(0, min(left, width - measure_text(words, size) - 6))
    bottom = max(size + 4, min(bottom, height - 1))
    right, top = left + measure_text(words, size) + 6, bottom - size - 4
    cv2.rectangle(image, (left, top), (right, bottom), CASING, cv2.FILLED)
    draw_line_of_text(image, words, (left + 3, bottom - size // 6 - 2), size, INK)
