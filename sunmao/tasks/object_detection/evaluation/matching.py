"""Matching of answers to things, at an IoU of 0.5: for precision, recall, kinds of mistakes and the best confidence.

COCO's average precision has its own matching, in `coco_map`. No torch.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.images import geometry
from sunmao.tasks.object_detection.detections import Detections

ENOUGH = 0.5  # IoU from which a thing is found


@dataclass(frozen=True)
class Matches:
    """N answers about some pictures, in the order of the pictures and as each `Detections` has them, beside the M
    things that are there.

    pictures, labels: (N,) int, the numbers of picture and class; scores: (N,) float32. things_in, things: (M,) int,
    picture and class.
    hits: (N,) int, which of the M things the answer found, or -1: the surest answer first, each takes the thing of its
    class that it overlaps most and that no surer one has taken.
    own, other: (N,) float, the IoU with the nearest thing of the answer's class and of another one; own_at, other_at:
    (N,) int, which of the M that is; of no meaning where the IoU is 0.
    """

    pictures: np.ndarray
    labels: np.ndarray
    scores: np.ndarray
    things_in: np.ndarray
    things: np.ndarray
    hits: np.ndarray
    own: np.ndarray
    own_at: np.ndarray
    other: np.ndarray
    other_at: np.ndarray


def match_detections(items: list[Sample], found: list[Detections], classes: list[str], masks: bool = False) -> Matches:
    """Hold every answer against what is there. Args: as of `coco_map.compute_metrics`."""
    numbers = {label: number for number, label in enumerate(classes)}
    rows, things, before = [], [], 0
    for picture, (item, one) in enumerate(zip(items, found, strict=True)):
        there = [thing for thing in item.things if thing.label in numbers]
        truth = np.array([numbers[thing.label] for thing in there], int)
        same = one.labels[:, None] == truth
        iou = compute_iou(there, one, masks)
        own, own_at = _find_nearest(iou, same, before)
        other, other_at = _find_nearest(iou, ~same, before)
        hits = _match_image(np.where(same, iou, 0), one.scores, before)
        rows.append((np.full(len(one), picture), one.labels, one.scores, hits, own, own_at, other, other_at))
        things.append((np.full(len(there), picture), truth))
        before += len(there)
    none, no_share = np.zeros(0, int), np.zeros(0)
    nothing = none, none, no_share, none, no_share, none, no_share, none
    pictures, labels, scores, hits, own, own_at, other, other_at = (
        map(np.concatenate, zip(*rows, strict=True)) if rows else nothing
    )
    things_in, truth = map(np.concatenate, zip(*things, strict=True)) if things else nothing[:2]
    return Matches(pictures, labels, scores, things_in, truth, hits, own, own_at, other, other_at)


def find_best_confidence(compared: Matches) -> float | None:
    """From which confidence on the answers are best: the highest at which F1 is within a hundredth of its best, and
    from there halfway down to the next answer. Few pictures leave a wide gap there, and new ones have things within it.

    None where nothing right was found.
    """
    order = np.argsort(-compared.scores, kind="stable")
    right = np.cumsum(compared.hits[order] >= 0)
    if not len(right) or not right[-1]:
        return None
    f1 = 2 * right / (np.arange(1, len(right) + 1) + len(compared.things))
    place = int(np.argmax(f1 >= f1.max() - 0.01))
    kept, *below = compared.scores[order[place : place + 2]].tolist()
    # Down, not to the nearest: the answer that made it so good must stay in.
    return math.floor(100 * (kept + (below[0] if below else 0.0)) / 2) / 100


def compute_iou(things: list[ObjectAnnotation], found: Detections, masks: bool) -> np.ndarray:
    """The IoU of each answer, a row, with each thing, a column: (D, G) float64."""
    from pycocotools import mask

    if not len(found) or not things:
        return np.zeros((len(found), len(things)))
    if masks:
        height, width = found.masks[0]["size"]
        return mask.iou([*found.masks], [to_coco_mask(thing, (width, height)) for thing in things], [0] * len(things))
    return mask.iou(to_coco_boxes(found.boxes), to_coco_boxes([thing.box for thing in things]), [0] * len(things))


def to_coco_boxes(boxes: Any) -> np.ndarray:
    """Corners as COCO's x, y, width, height, (n, 4) float64."""
    boxes = np.array(boxes, np.float64).reshape(-1, 4)
    boxes[:, 2:] -= boxes[:, :2]
    return boxes


def to_coco_mask(thing: ObjectAnnotation, size: tuple[int, int]) -> dict:
    """The mask of a thing in a picture of this (width, height); a thing that nobody outlined is its whole box."""
    rle = thing.rle
    if rle is None or rle[1] != size[::-1]:
        rle = geometry.polygons_to_rle(thing.polygons or (geometry.box_to_polygon(thing.box),), size)
    return {"counts": rle[0].encode("ascii"), "size": list(rle[1])}


def _find_nearest(iou: np.ndarray, allowed: np.ndarray, before: int) -> tuple[np.ndarray, np.ndarray]:
    """The largest allowed IoU of each row, (D,), 0 without one, and its column counted on from `before`, (D,)."""
    if not iou.size:
        return np.zeros(len(iou)), np.zeros(len(iou), int)
    allowed = np.where(allowed, iou, 0)
    return allowed.max(axis=1), before + allowed.argmax(axis=1)


def _match_image(iou: np.ndarray, scores: np.ndarray, before: int) -> np.ndarray:
    """Match each answer of a picture to a thing, (D,) int as in `Matches`; iou: (D, G), 0 where the classes differ."""
    hits, free = np.full(len(iou), -1), iou.copy()
    near = np.flatnonzero((iou >= ENOUGH).any(axis=1))
    for answer in near[np.argsort(-scores[near], kind="stable")]:
        place = iou.shape[1] - 1 - int(free[answer, ::-1].argmax())  # of two that it overlaps alike the last, as COCO's
        if free[answer, place] >= ENOUGH:
            hits[answer], free[:, place] = before + place, 0
    return hits
