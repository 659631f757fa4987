"""Answers of a file that finds things, in pixels of the picture. No torch; nothing that a file says is believed
unseen.
"""

from __future__ import annotations

import numpy as np

from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.postprocess import make_detections


class InvalidModelOutput(ValueError):
    """These are no boxes, labels and outlines."""


def parse_detections(outputs: list, classes: int, seen: tuple, size: tuple, later: bool) -> Detections:
    """The things that a file found in a picture, the surest first.

    Args:
        outputs: what the file gave: dets (1, n, 5), labels (1, n) and, maybe, masks (1, n, h, w).
        classes: how many labels the file has.
        seen: (width, height) of the picture in the file's pixels. size: (width, height) of the picture itself.
        later: outlines are packed when someone looks at them.

    Rows that other converters fill up with, without an area or below 0, are left out. Raises: InvalidModelOutput.
    """
    dets, labels, masks = _validate_outputs(outputs)
    boxes, scores = dets[:, :4].astype(np.float64), dets[:, 4].astype(np.float64)
    inside = np.isfinite(dets).all(1) & (scores > 0) & (labels >= 0)
    inside[inside] = (_get_sides(boxes[inside].clip(0, np.tile(seen, 2))) > 0).all(1)
    if (labels[inside] >= classes).any():
        raise InvalidModelOutput("a label without a name")
    order = np.flatnonzero(inside)
    order = order[np.argsort(-scores[order], kind="stable")]
    if masks is not None:
        # Outlines take 50 MB: those of our own files are in order already.
        masks = (masks if np.array_equal(order, np.arange(len(masks))) else masks[order]).astype(np.float32, copy=False)
    return make_detections(boxes[order], scores[order].clip(0, 1), labels[order], masks, seen, size, later)


def _validate_outputs(outputs: list) -> tuple:
    """(dets (n, 5), labels (n,), masks (n, h, w) or None)."""
    arrays = [each[0] for each in outputs if isinstance(each, np.ndarray) and each.ndim and len(each) == 1]
    if len(arrays) != len(outputs) or len(arrays) not in (2, 3):
        raise InvalidModelOutput("other outputs")
    dets, labels, masks = *arrays[:2], arrays[2] if len(arrays) == 3 else None
    good = (
        dets.ndim == 2
        and dets.shape[1] == 5
        and dets.dtype.kind == "f"
        and labels.shape == dets.shape[:1]
        and labels.dtype.kind in "iu"
    )
    if masks is not None:
        good = (
            good
            and masks.ndim == 3
            and len(masks) == len(dets)
            and min(masks.shape[1:]) > 0
            and masks.dtype.kind in "fbiu"
        )
    if not good:
        raise InvalidModelOutput("other shapes or kinds")
    return dets, labels.astype(np.int64), masks


def _get_sides(boxes: np.ndarray) -> np.ndarray:
    return boxes[:, 2:] - boxes[:, :2]
