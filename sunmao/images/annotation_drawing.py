"""Writing on pictures, in Chinese too."""

import threading
from typing import Any

import cv2
import numpy as np

_letters = threading.local()  # OpenCV's font of each thread: making one takes as long as writing twenty labels
SMALLEST = 128  # pixels: smaller pictures are enlarged to be looked at


def enlarge_pixels(image: np.ndarray) -> np.ndarray:
    """A picture large enough to be looked at: small ones are enlarged by a whole number, pixel by pixel."""
    times = -(-SMALLEST // max(image.shape[:2]))
    return image if times <= 1 else np.repeat(np.repeat(image, times, axis=0), times, axis=1)


def add_caption(image: np.ndarray, caption: str) -> np.ndarray:
    """The picture with a line of text below it, (H + a line, W, 3) uint8 RGB."""
    image = enlarge_pixels(image)
    size = max(12, min(28, image.shape[0] // 8))
    band = np.full((round(1.8 * size), image.shape[1], 3), 255, np.uint8)
    draw_line_of_text(band, caption, (size // 3, round(1.3 * size)), size)
    return np.concatenate([image, band])


def draw_line_of_text(
    image: np.ndarray, words: str, place: tuple[int, int], size: int, color: tuple[int, int, int] = (0, 0, 0)
) -> None:
    """Write a line of text on the picture itself; place: (x, y) of its left lower corner; size: pixels."""
    if hasattr(cv2, "FontFace"):
        cv2.putText(image, words, place, color, _load_font(), size)
    else:
        # Before OpenCV 5 only ASCII can be drawn; the page and the console say the text in full.
        plain = words.encode("ascii", "replace").decode()
        cv2.putText(image, plain, place, cv2.FONT_HERSHEY_SIMPLEX, size / 30, color, 1, cv2.LINE_AA)


def make_drawable(names: list[str]) -> list[str]:
    """The names as they can be drawn: before OpenCV 5 a number stands for what is not ASCII."""
    if hasattr(cv2, "FontFace"):
        return list(names)
    return [name if name.isascii() else f"#{number}" for number, name in enumerate(names)]


def measure_text(words: str, size: int) -> int:
    """Measure the width of a line of text in pixels."""
    if hasattr(cv2, "FontFace"):
        return cv2.getTextSize((4000, 100), words, (0, 50), _load_font(), size)[2]
    return cv2.getTextSize(words, cv2.FONT_HERSHEY_SIMPLEX, size / 30, 1)[0][0]


def _load_font() -> Any:
    if not hasattr(_letters, "font"):
        _letters.font = cv2.FontFace("uni")
    return _letters.font
