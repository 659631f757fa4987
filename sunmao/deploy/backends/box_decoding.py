"""Boxes chosen outside of the graph, for backends that cannot do it inside. NumPy only.

The same steps as in `sunmao.models.openmmlab`: of each level the best candidates, those above a threshold, non-maximum
suppression in each class, then across classes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sunmao.images.geometry import compute_box_iou
from sunmao.models.model_spec import SAME_PLACE


@dataclass(frozen=True)
class BoxDecoding:
    """Choice of boxes. levels: how many places each level of the network has; level_most: candidates that one may
    give; least: score; overlap: IoU above which the less sure one of two boxes of a class goes; most: boxes in all;
    one_class_a_place: of a place only its surest class counts.
    """

    levels: tuple[int, ...]
    level_most: int
    least: float
    overlap: float
    most: int
    one_class_a_place: bool = False


def make_decoding(said: dict) -> BoxDecoding:
    """Choice of boxes that a file states. Raises ValueError, TypeError."""
    how = BoxDecoding(**{**said, "levels": tuple(said["levels"])})
    whole, shares = (*how.levels, how.level_most, how.most), (how.least, how.overlap)
    if any(type(each) is not int or each < 0 for each in whole):
        raise ValueError("no whole numbers")
    if any(type(each) not in (int, float) or not 0 <= each <= 1 for each in shares):
        raise ValueError("no shares")
    if type(how.one_class_a_place) is not bool:
        raise ValueError("neither yes nor no")
    return how


def decode_boxes(boxes: np.ndarray, scores: np.ndarray, how: BoxDecoding) -> list[np.ndarray]:
    """Outputs of a graph with suppression: dets (1, K, 5) float32 and labels (1, K) int64.

    boxes: (1, P, 4), scores: (1, P, C), float32: of each place, level by level.
    """
    if how.one_class_a_place:
        scores = scores * (scores == scores.max(2, keepdims=True))
    rows, labels = _select_candidates(scores[0], how)
    boxes, scores = boxes[0][rows], scores[0][rows, labels]
    good = (scores >= how.least) & (boxes[:, 2:] > boxes[:, :2]).all(1)
    boxes, scores, labels = boxes[good], scores[good], labels[good]
    order = np.argsort(-scores, kind="stable")
    boxes, scores, labels = boxes[order], scores[order], labels[order]
    kept = _suppress(boxes, labels, how.overlap, how.most)
    kept = kept[_suppress(boxes[kept], np.zeros(len(kept)), SAME_PLACE, how.most)]
    return [np.concatenate([boxes[kept], scores[kept, None]], 1)[None].astype(np.float32), labels[kept][None]]


def _select_candidates(scores: np.ndarray, how: BoxDecoding) -> tuple[np.ndarray, np.ndarray]:
    """The places and labels of the best candidates of each level."""
    classes, start, chosen = scores.shape[1], 0, []
    for length in how.levels:
        flat = scores[start : start + length].ravel()
        best = np.argsort(-flat, kind="stable")[: how.level_most]
        chosen.append(best + start * classes)
        start += length
    return np.divmod(np.concatenate(chosen), classes)


def _suppress(boxes: np.ndarray, groups: Sequence | np.ndarray, overlap: float, most: int) -> np.ndarray:
    """Places of the boxes that stay, of (n, 4), the surest first; only those of one group are in each other's way."""
    left, kept = np.arange(len(boxes)), []
    groups = np.asarray(groups)
    while len(left) and len(kept) < most:
        first, left = left[0], left[1:]
        kept.append(first)
        near = compute_box_iou(boxes[first : first + 1], boxes[left])[0] > np.float32(overlap)
        left = left[~(near & (groups[left] == groups[first]))]
    return np.array(kept, int)
