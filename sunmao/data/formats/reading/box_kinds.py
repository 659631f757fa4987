"""Meaning of the four numbers of a box, where the names of their columns leave it open: the pictures' sizes decide."""

import re

from sunmao.images import geometry

Numbers = tuple[float, ...]
_NUMBER = re.compile(r"[-+]?(?:\d{1,12}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][-+]?\d{1,3})?")
_READINGS = {
    "either": ("size", "center"),
    "list": ("size", "corners"),
    "prediction": ("corners",),
    "form": ("corners", "size"),
}
_SHARE = 1.001  # numbers up to this are shares of the picture
_FEW = 0.02  # of the boxes: more do not fit a wrong reading
_MOST = 1000  # boxes in one cell


def parse_boxes(cells: list[str]) -> list[Numbers]:
    """The boxes in the cells of a row: one of four cells, or those of a single cell ('[834.0, 222.0, 56.0, 36.0]');
    none where they are no numbers.
    """
    if len(cells) == 4:
        numbers = [number for cell in cells if (number := _to_number(cell)) is not None]
        return [tuple(numbers)] if len(numbers) == 4 else []
    words = [word for word in re.split(r"[\s,;\[\]()]+", cells[0].strip()) if word]
    if len(words) > 4 * _MOST or len(words) % 4:
        return []
    numbers = [number for word in words if (number := _to_number(word)) is not None]
    if len(numbers) < len(words):
        return []
    return [tuple(numbers[place : place + 4]) for place in range(0, len(numbers), 4)]


def parse_predictions(cell: str) -> list[tuple[str, Numbers]]:
    """ImageNet's 'n02123045 10 20 30 40 n02124075 …': labels and boxes; none where it is not that."""
    words = cell.split()
    if len(words) % 5 or len(words) > 5 * _MOST:
        return []
    found = [(words[place], parse_boxes(words[place + 1 : place + 5])) for place in range(0, len(words), 5)]
    whole = all(box and _to_number(label) is None for label, box in found)
    return [(label, box[0]) for label, box in found] if whole else []


def _to_number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def choose_kind(kind: str, boxes: list[tuple[Numbers, tuple[int, int]]]) -> tuple[str | None, bool]:
    """'corners', 'size' or 'center', and whether the numbers are shares of the picture; None for the first where the
    boxes fit two readings, or none.

    kind: what the columns' names leave open. boxes: four numbers, and the size of their picture.
    """
    shares = bool(boxes) and all(max(map(abs, box)) <= _SHARE for box, _ in boxes)
    readings = _READINGS.get(kind, (kind,))
    if len(readings) == 1:
        return readings[0], shares
    good = []
    for each in readings:
        bad = sum(not _fits(to_corners(box, each, size if shares else None), size) for box, size in boxes)
        if bad <= _FEW * len(boxes):
            good.append(each)
    if len(good) == 1:
        return good[0], shares
    if kind == "form" and good:  # as the program writes it that is known for this form
        return "corners", shares
    # Corner and size is what everybody means by x, y, w and h of whole pixels.
    return ("size" if kind == "either" and not shares and good else None), shares


def to_corners(box: Numbers, kind: str, size: tuple[int, int] | None) -> geometry.Box:
    """The box's corners in pixels. size: of the picture where the numbers are shares of it."""
    width, height = size or (1, 1)
    a, b, c, d = box[0] * width, box[1] * height, box[2] * width, box[3] * height
    if kind == "corners":
        return a, b, c, d
    return (a - c / 2, b - d / 2, a + c / 2, b + d / 2) if kind == "center" else (a, b, a + c, b + d)


def _fits(corners: geometry.Box, size: tuple[int, int]) -> bool:
    return corners[0] < corners[2] and corners[1] < corners[3] and not geometry.exceeds_image(corners, size)
