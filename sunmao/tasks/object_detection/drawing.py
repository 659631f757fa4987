"""Drawing what was found: boxes or masks, labels, and what was missed. OpenCV only."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from sunmao.images.annotation_drawing import draw_line_of_text, make_drawable, measure_text
from sunmao.tasks.image_result import format_percent

# Okabe, Ito 2008: told apart by people who see few colors; in the order of hues in which the page colors the classes of
# a data set.
COLORS = (
    (240, 228, 66),
    (86, 180, 233),
    (213, 94, 0),
    (0, 158, 115),
    (204, 121, 167),
    (230, 159, 0),
    (0, 114, 178),
    (200, 200, 200),
)
DARK, LIGHT = (20, 24, 30), (255, 255, 255)
SMALLEST = 400  # pixels of the longer side: smaller pictures are enlarged to be looked at
ROOM = 0.2  # of a picture for labels: where they need more, less is written at each thing
COVER = 0.45  # how much of a mask's color lies over the picture


def get_class_color(number: int) -> tuple[int, int, int]:
    """The color of a class, RGB: the same in every picture."""
    return COLORS[number % len(COLORS)]


def get_enlargement(image: np.ndarray) -> int:
    """By which whole number a small picture is enlarged so that its labels can be read."""
    return max(1, -(-SMALLEST // max(image.shape[:2])))


def draw_detections(
    image: np.ndarray,
    things: list,
    classes: list[str],
    *,
    right: Sequence[Any] = (),
    missed: Sequence[Any] = (),
    times: int = 1,
) -> np.ndarray:
    """A picture with things drawn on it, (times · H, times · W, 3) uint8 RGB; the one given stays as it is.

    Args:
        image: (H, W, 3) uint8 RGB. things: `DetectedObject`s, the surest first. classes: the labels in the order of
            their numbers.
        right: those of the things that are drawn thin, because only mistakes matter. missed:
        `sunmao.data.listing.ObjectAnnotation`s drawn in dashes.
        times: enlarge it so many times first, pixel by pixel.
    """
    larger = image.repeat(times, axis=0).repeat(times, axis=1) if times > 1 else image.copy()
    paper = _Canvas(larger, times, make_drawable(classes))
    for thing in reversed(things):  # the surest on top
        if (mask := thing.mask) is not None:
            paper.fill(mask, get_class_color(thing.number), thin=thing in right)
        else:
            paper.frame(thing.box, get_class_color(thing.number), thin=thing in right)
    paper.outline()
    for each in missed:
        paper.dash(each.box, get_class_color(classes.index(each.label)) if each.label in classes else LIGHT)
    for each in missed:
        paper.name(each.box, f"? {_format_label(each.label, classes, paper.names)}", LIGHT)
    named = [thing for thing in things if thing not in right]
    for thing, words in zip(named, paper.fit_captions(named), strict=True):
        paper.name(thing.box, words, get_class_color(thing.number))
    return paper.image


def _format_label(label: str, classes: list[str], names: list[str]) -> str:
    return names[classes.index(label)] if label in classes else label


class _Canvas:
    """A picture that is drawn on. times: pixels here for each of the picture; names: the labels as they can be written."""

    def __init__(self, image: np.ndarray, times: int, names: list[str]) -> None:
        self.image, self.names, self._times = image, names, times
        longest = max(image.shape[:2])
        self._line, self._letters = max(2, round(longest / 400)), max(12, round(longest / 42))
        self._written = np.zeros(image.shape[:2], bool)  # where labels stand already
        self._outlines: list[tuple] = []  # of masks, and their colors

    def fit_captions(self, things: list) -> list[str]:
        """Caption of each thing: number, label and confidence, as much of it as there is room for."""
        numbers = [f"#{thing.id}" if thing.id else "" for thing in things]
        names = [f"{number} {self.names[thing.number]}".strip() for number, thing in zip(numbers, things, strict=True)]
        whole = [f"{name} {format_percent(thing.confidence)}" for name, thing in zip(names, things, strict=True)]
        room = ROOM * self.image.shape[0] * self.image.shape[1] / self._letters
        return next(
            (words for words in (whole, names) if sum(measure_text(each, self._letters) for each in words) <= room),
            numbers,
        )

    def frame(self, box: Sequence[float], color: Any, thin: bool = False) -> None:
        """A box, with a dark edge that shows it on any ground."""
        left, top, right, bottom = self._pixels(box)
        line = 1 if thin else self._line
        cv2.rectangle(self.image, (left, top), (right, bottom), DARK, line + (0 if thin else 2))
        cv2.rectangle(self.image, (left, top), (right, bottom), color, line)

    def dash(self, box: Sequence[float], color: Any) -> None:
        """A box of dashes."""
        left, top, right, bottom = self._pixels(box)
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        for start, end in zip(corners, corners[1:], strict=False):
            self._dashes(np.array(start, float), np.array(end, float), color)

    def fill(self, mask: np.ndarray, color: Any, thin: bool = False) -> None:
        """A mask, (H, W) bool, half transparent; thin: only its outline."""
        left, top, width, height = cv2.boundingRect(mask.view(np.uint8))
        part = mask[top : top + height, left : left + width].repeat(self._times, axis=0).repeat(self._times, axis=1)
        place = (left * self._times, top * self._times)
        if not thin:
            under = self.image[place[1] : place[1] + part.shape[0], place[0] : place[0] + part.shape[1]]
            under[part] = under[part] * (1 - COVER) + np.array(color) * COVER
        outlines, _ = cv2.findContours(part.view(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE, offset=place)
        self._outlines.append((outlines, color))

    def outline(self) -> None:
        """The outlines of the masks; those of things that touch do not hide each other."""
        for outlines, _ in self._outlines:
            cv2.drawContours(self.image, outlines, -1, DARK, self._line + 1, cv2.LINE_AA)
        for outlines, color in self._outlines:
            cv2.drawContours(self.image, outlines, -1, color, max(1, self._line - 1), cv2.LINE_AA)

    def name(self, box: Sequence[float], words: str, color: Any) -> None:
        """A label at a box: above it, below or in it, where it hides no other, and always inside the picture."""
        if not words:
            return
        size, edge = self._letters, max(2, self._letters // 5)
        width, height = measure_text(words, size) + 2 * edge, size + 2 * edge
        left, top, right, bottom = self._pixels(box)
        places = (
            self._inside(x, y, width, height)
            for y in (top - height, bottom, top, bottom - height)
            for x in (left, right - width)
        )
        hidden = {}
        for x, y in places:
            hidden[x, y] = np.count_nonzero(self._written[y : y + height, x : x + width])
            if not hidden[x, y]:
                break
        x, y = min(hidden, key=lambda place: hidden[place])
        self._written[y : y + height, x : x + width] = True
        cv2.rectangle(self.image, (x, y), (x + width - 1, y + height - 1), color, -1)
        ink = DARK if np.dot(color, (0.299, 0.587, 0.114)) > 100 else LIGHT
        draw_line_of_text(self.image, words, (x + edge, y + height - edge - size // 6), size, ink)

    def _pixels(self, box: Sequence[float]) -> list[int]:
        """The corners of a box on this paper, inside it."""
        most = [side - 1 for side in self.image.shape[1::-1]] * 2
        return [min(max(0, round(side * self._times)), last) for side, last in zip(box, most, strict=True)]

    def _inside(self, x: int, y: int, width: int, height: int) -> tuple[int, int]:
        return max(0, min(x, self.image.shape[1] - width)), max(0, min(y, self.image.shape[0] - height))

    def _dashes(self, start: np.ndarray, end: np.ndarray, color: Any) -> None:
        length, step = np.linalg.norm(end - start), 5 * self._line
        count = max(1, round(length / step / 2))
        for number in range(count):
            first, last = (start + (end - start) * (number + part) / count for part in (0, 0.55))
            for shade, line in ((DARK, self._line + 2), (color, self._line)):
                cv2.line(
                    self.image,
                    tuple(map(round, first.tolist())),
                    tuple(map(round, last.tolist())),
                    shade,
                    line,
                    cv2.LINE_AA,
                )
