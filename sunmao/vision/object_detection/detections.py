"""What a network found in one picture, as numbers. NumPy only."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sunmao.vision.object_detection.instance_masks import InstanceMask, RleMask

PLACES = 4  # of a confidence, as programs read it


def is_at_least(scores: np.ndarray, confidence: float) -> np.ndarray:
    """Which scores, (N,) float32, are at least so high, (N,) bool: as programs read them, for whom 0.7 is 0.7 in any
    precision.
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
        """What was found with at least this confidence."""
        kept = np.flatnonzero(is_at_least(self.scores, confidence))
        masks = None if self.masks is None else [self.masks[place] for place in kept]
        return Detections(self.boxes[kept], self.scores[kept], self.labels[kept], masks)
