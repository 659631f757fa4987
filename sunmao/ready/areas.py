"""From the pixels that count to the areas that they make."""

from typing import Any

import cv2
import numpy as np

from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.instance_masks import InstanceMask
from sunmao.tasks.object_detection.results import DetectionResult

MAX_AREAS = 100  # areas of one picture
CLOSED = 3  # pixels: narrower gaps and threads are overlooked


def make_area_result(
    image: np.ndarray, inside: np.ndarray, label: str, least: float, *, path: str = ""
) -> DetectionResult:
    """The connected areas, the largest first, with their outlines, in the picture's own pixels.

    image: (H, W, 3) uint8 RGB. inside: (h, w) bool, of the same picture, maybe smaller. label: of every area. least:
    pixels of `inside`: smaller areas are left out, and all beyond the 100 largest.
    """
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (CLOSED, CLOSED))
    cleaned = cv2.morphologyEx(inside.astype(np.uint8), cv2.MORPH_OPEN, kernel)
    cleaned = cv2.morphologyEx(cleaned, cv2.MORPH_CLOSE, kernel)
    _, numbers, stats, _ = cv2.connectedComponentsWithStats(cleaned, connectivity=8)
    order = [
        number for number in np.argsort(-stats[1:, cv2.CC_STAT_AREA]) + 1 if stats[number, cv2.CC_STAT_AREA] >= least
    ]
    height, width = image.shape[:2]
    scale = np.array([width / inside.shape[1], height / inside.shape[0]] * 2, np.float32)
    boxes = np.array([_get_box(stats[number]) for number in order[:MAX_AREAS]], np.float32).reshape(-1, 4) * scale
    count = len(boxes)
    masks = _AreaMasks(numbers, order[:MAX_AREAS], boxes, (width, height))
    found = Detections(boxes, np.ones(count, np.float32), np.zeros(count, np.int64), masks)
    return DetectionResult(image, found, [label], path=path)


def _get_box(row: np.ndarray) -> tuple:
    left, top, wide, high = row[:4].tolist()
    return left, top, left + wide, top + high


class _AreaMasks:
    """The masks of the areas, each made when it is asked for: in a large picture all would take long.

    numbers: (h, w) int32, of the area of each pixel. order: the numbers of those that count. boxes: theirs in the
    picture, (N, 4) float32. size: the picture's (width, height).
    """

    def __init__(self, numbers: np.ndarray, order: list[int], boxes: np.ndarray, size: tuple[int, int]) -> None:
        self._numbers, self._order, self._boxes, self._size = numbers, list(order), boxes, size

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, place: int) -> dict:
        return self.outline(place).rle()

    def outline(self, place: int) -> InstanceMask:
        """The mask of one area."""
        left, top, right, bottom = self._boxes[place].round().astype(int).tolist()
        height, width = self._numbers.shape
        x, y = (np.arange(left, right) * width) // self._size[0], (np.arange(top, bottom) * height) // self._size[1]
        return InstanceMask(self._numbers[np.ix_(y, x)] == self._order[place], (left, top), self._size)

    def take(self, places: Any) -> "_AreaMasks":
        """Those of some of the areas."""
        places = list(places)
        return _AreaMasks(self._numbers, [self._order[place] for place in places], self._boxes[places], self._size)
