"""Charts of marks, drawn with OpenCV."""

import cv2
import numpy as np

from .drawn import width_of, write

_SIZE = 15
_INK = (40, 40, 40)
_WEAK = np.array((255, 255, 255), np.float32)
_STRONG = np.array((38, 106, 176), np.float32)


def heat_map(counts: np.ndarray, names: list[str], title: str) -> np.ndarray:
    """A matrix of counts, (C, C): row = truth, column = answer, as a picture (H, W, 3) uint8 RGB."""
    cell = max(22, min(52, 720 // max(1, len(names))))
    left, top = _margin(names), 34 + cell
    size = (top + cell * len(names) + 14, max(left + cell * len(names) + 14, 28 + width_of(title, _SIZE)), 3)
    image = np.full(size, 255, np.uint8)
    write(image, title, (14, 22), _SIZE, _INK)
    most = max(1, int(counts.max()))
    for row, name in enumerate(names):
        _write_right(image, name, left - 8, top + row * cell + cell // 2 + 5)
        _write_middle(image, _fitting(name, cell - 4), left + row * cell + cell // 2, top - 8)
        for column in range(len(names)):
            _cell(image, counts[row, column], most, left + column * cell, top + row * cell, cell)
    return image


def bars(values, names: list[str], title: str) -> np.ndarray:
    """One bar a name, values 0 to 1, as a picture (H, W, 3) uint8 RGB."""
    left, length, step = _margin(names), 360, 28
    image = np.full((44 + step * len(names) + 8, left + length + 80, 3), 255, np.uint8)
    write(image, title, (14, 24), _SIZE, _INK)
    for row, (name, value) in enumerate(zip(names, values, strict=True)):
        top = 40 + row * step
        _write_right(image, name, left - 8, top + 18)
        cv2.rectangle(image, (left, top + 4), (left + round(length * float(value)), top + step - 5), _STRONG.tolist(), -1)
        write(image, f"{100 * float(value):.0f} %", (left + length + 10, top + 18), _SIZE, _INK)
    return image


def _cell(image: np.ndarray, count: int, most: int, x: int, y: int, side: int) -> None:
    share = count / most
    color = _WEAK + (_STRONG - _WEAK) * share
    cv2.rectangle(image, (x, y), (x + side - 2, y + side - 2), color.tolist(), -1)
    if count:
        _write_middle(image, str(count), x + side // 2 - 1, y + side // 2 + 5, (255, 255, 255) if share > 0.5 else _INK)


def _margin(names: list[str]) -> int:
    return 24 + min(180, max((width_of(_fitting(name, 170), _SIZE) for name in names), default=0))


def _fitting(name: str, width: int) -> str:
    """The name, shortened until it fits."""
    if width_of(name, _SIZE) <= width:
        return name
    while len(name) > 1 and width_of(name + "…", _SIZE) > width:
        name = name[:-1]
    return name + "…"


def _write_middle(image, words: str, x: int, y: int, color=_INK) -> None:
    write(image, words, (x - width_of(words, _SIZE) // 2, y), _SIZE, color)


def _write_right(image, words: str, x: int, y: int) -> None:
    words = _fitting(words, 170)
    write(image, words, (x - width_of(words, _SIZE), y), _SIZE, _INK)
