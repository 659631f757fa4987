"""Outputs of a network for a picture, brought to the pixels of the picture. NumPy and OpenCV only: PyTorch's and ONNX's
answers alike.
"""

import copy
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.instance_masks import InstanceMask


def make_detections(
    boxes: np.ndarray,
    scores: np.ndarray,
    labels: np.ndarray,
    masks: np.ndarray | None,
    seen: tuple,
    size: tuple,
    later: bool = False,
) -> Detections:
    """The answer of a network as `Detections`.

    Args:
        boxes: (n, 4) in pixels of what the network saw; scores: (n,); labels: (n,).
        masks: (n, h, w) float32 of the whole picture, the share 0 to 1 that belongs to the thing, or None.
        seen: (width, height) of what the network saw. size: (width, height) of the picture.
        later: masks are packed when someone looks at them.
    """
    boxes = boxes * np.tile(np.array(size) / seen, 2)
    boxes = boxes.clip(0, np.tile(size, 2)).astype(np.float32).reshape(-1, 4)
    packed = None if masks is None else LazyMasks(masks, boxes, size)
    return Detections(
        boxes, scores.astype(np.float32), labels.astype(np.int64), packed if later or packed is None else [*packed]
    )


class LazyMasks(Sequence):
    """COCO's run lengths of what is in each box, packed when someone looks: of hundreds of unsure things nobody looks
    at most.

    masks: (n, h, w) float32 of the whole picture, of which only what lies in the boxes is kept; boxes: (n, 4) in pixels
    of the picture, whose (width, height) is `size`, and not outside of it.
    """

    def __init__(self, masks: np.ndarray, boxes: np.ndarray, size: tuple) -> None:
        self._size, self._scale = size, np.array(size) / masks.shape[:0:-1]
        self._places = np.concatenate([np.floor(boxes[:, :2]), np.ceil(boxes[:, 2:])], 1).astype(int)
        # Between these cells of the mask the pixels of the box lie; OpenCV and everyone count from the middle of the
        # first one.
        cells = np.floor((self._places + (0.5, 0.5, -0.5, -0.5)) / np.tile(self._scale, 2) - 0.5).astype(int)
        first, last = np.maximum(cells[:, :2], 0), cells[:, 2:] + 2
        self._corners, rows = first, zip(masks, first.tolist(), last.tolist(), strict=True)
        self._cells: list = [mask[y1:y2, x1:x2].copy() for mask, (x1, y1), (x2, y2) in rows]

    def __len__(self) -> int:
        return len(self._cells)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        return self.outline(place).rle()

    def take(self, places: np.ndarray) -> "LazyMasks":
        """The masks of some of the things. places: (n,) int."""
        taken = copy.copy(self)
        taken._places, taken._corners = self._places[places], self._corners[places]
        taken._cells = [self._cells[place] for place in places]
        return taken

    def outline(self, place: int) -> InstanceMask:
        """The mask of one thing before it is packed."""
        if not isinstance(self._cells[place], InstanceMask):
            self._cells[place] = self._outline(self._cells[place], self._places[place].tolist(), self._corners[place])
        return self._cells[place]

    def _outline(self, cells: np.ndarray, place: list, corner: np.ndarray) -> InstanceMask:
        x1, y1, x2, y2 = place
        if min(x2 - x1, y2 - y1) < 1:
            inside = np.zeros((0, 0), bool)
        else:
            (across, down), (left, top) = self._scale.tolist(), ((corner + 0.5) * self._scale - 0.5 - (x1, y1)).tolist()
            movement = np.array([[across, 0, left], [0, down, top]])
            inside = cv2.warpAffine(cells, movement, (x2 - x1, y2 - y1), borderMode=cv2.BORDER_REPLICATE) >= 0.5
        return InstanceMask(inside, (x1, y1), self._size)
