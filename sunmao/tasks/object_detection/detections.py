"""Detections of a network in one picture, as numbers. NumPy only."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sunmao.images.geometry import compute_box_iou
from sunmao.models.model_spec import SAME_PLACE
from sunmao.tasks.object_detection.instance_masks import InstanceMask, RleMask

PLACES = 4  # of a confidence, as programs read it


def is_at_least(scores: np.ndarray, confidence: float) -> np.ndarray:
    """Compare scores, (N,) float32, with a least confidence, (N,) bool: as programs read them, for whom 0.7 is 0.7 in
    any precision.
    """
    return np.round(scores.astype(np.float64), PLACES) >= confidence


@dataclass(frozen=True)
class Detections:
    """Things found in a picture, the surest first.

    boxes: (N, 4) float32, x1, y1, x2, y2 in pixels of the picture; scores: (N,) float32, 0 to 1; labels: (N,) int64,
    numbers of the classes; masks: a list (or `postprocess.LazyMasks`, which is like one) of one COCO run-length dict a
    thing ({'size': [height, width], 'counts': bytes}) of the picture's size, or None where the network gives boxes
    only.
    """

    boxes: np.ndarray
    scores: np.ndarray
    labels: np.ndarray
    masks: Any = None

    def __len__(self) -> int:
        return len(self.scores)

    def outline(self, place: int) -> InstanceMask | RleMask | None:
        """The mask of one thing as it is known; None where the network gives boxes only."""
        if self.masks is None:
            return None
        return RleMask(self.masks[place]) if isinstance(self.masks, list) else self.masks.outline(place)

    def surer(self, confidence: float) -> "Detections":
        """Detections of at least this confidence."""
        found = self.take(np.flatnonzero(is_at_least(self.scores, confidence)))
        masks = None if found.masks is None else [*found.masks]
        return Detections(found.boxes, found.scores, found.labels, masks)

    def suppress_across_classes(self) -> "Detections":
        """Of several answers at one place, whatever their labels, the surest: what is shown, counted and drawn.

        Non-maximum suppression without regard to the class, of boxes whose IoU is above `SAME_PLACE`.
        """
        left = np.ones(len(self), bool)
        for place, near in enumerate(compute_box_iou(self.boxes) > SAME_PLACE):
            if left[place]:
                left[place + 1 :] &= ~near[place + 1 :]
        return self if left.all() else self.take(np.flatnonzero(left))

    def take(self, places: np.ndarray) -> "Detections":
        """Some of the things. places: (n,) int, ascending."""
        masks = self.masks
        if masks is not None:
            masks = [masks[place] for place in places] if isinstance(masks, list) else masks.take(places)
        return Detections(self.boxes[places], self.scores[places], self.labels[places], masks)
