"""How well things are found, whatever the confidence: COCO's average precision. Also called after each epoch of a
training; no torch.
"""

import math
from dataclasses import dataclass

import numpy as np

from sunmao.data.images import geometry
from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.vision.object_detection.detections import Detections

THRESHOLDS = np.linspace(0.5, 0.95, 10)  # IoU from which a thing counts as found
RECALLS = np.linspace(0, 1, 101)


@dataclass(frozen=True)
class Matches:
    """N answers about some pictures, in the order of the pictures and as each `Detections` has them, beside the M
    things that are there.

    pictures, labels: (N,) int, the numbers of picture and class; scores: (N,) float32. things_in, things: (M,) int,
    picture and class.
    hits: (10, N) int, which of the M things the answer found at each of THRESHOLDS, or -1: the surest answer first,
    each takes the thing of its class that it overlaps most and that no surer one has taken.
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


@dataclass(frozen=True)
class AveragePrecision:
    """precision: (10, C, 101) float, at each of THRESHOLDS, for every class, at each of RECALLS; NaN for a class
    without things.

    The numbers are those of pycocotools' COCOeval for things of all sizes. It looks at no more than the surest 100
    answers a class and picture unless told otherwise; here all count, as pictures of cells hold up to 200 things.
    """

    precision: np.ndarray

    @property
    def map(self) -> float | None:
        """Mean average precision over the ten IoUs from 0.5 to 0.95 (COCO's mAP), 0 to 1; None where there is nothing
        to find.
        """
        return _nan_mean(self.precision)

    @property
    def map50(self) -> float | None:
        """The same at an IoU of 0.5."""
        return _nan_mean(self.precision[0])

    @property
    def map75(self) -> float | None:
        """The same at an IoU of 0.75."""
        return _nan_mean(self.precision[5])

    @property
    def by_class(self) -> list[tuple[float | None, float | None]]:
        """(AP, AP50) of every class; None for a class without things."""
        return [(_nan_mean(each), _nan_mean(each[0])) for each in self.precision.swapaxes(0, 1)]

    @property
    def curves(self) -> list[list[float]]:
        """For every class the precision at each of RECALLS at an IoU of 0.5; empty for a class without things."""
        return [[] if np.isnan(row).any() else row.tolist() for row in self.precision[0]]


def compute_metrics(
    items: list[Sample], found: list[Detections], classes: list[str], masks: bool = False
) -> AveragePrecision:
    """The marks of what was found, `found`, in pictures where it is known what is there, `items`, one beside the other.

    Args:
        classes: the labels by the numbers of `Detections`; things of other labels do not count.
        masks: compare masks instead of boxes; each `Detections` then has masks.
    """
    return compute_average_precision(match_detections(items, found, classes, masks), len(classes))


def compute_average_precision(compared: Matches, classes: int) -> AveragePrecision:
    """The marks of answers that are compared already."""
    precision = np.full((len(THRESHOLDS), classes, len(RECALLS)), np.nan)
    things = np.bincount(compared.things, minlength=classes)
    for number in np.flatnonzero(things):
        mine = np.flatnonzero(compared.labels == number)
        mine = mine[np.argsort(-compared.scores[mine], kind="stable")]
        for row, hits in enumerate(compared.hits[:, mine] >= 0):
            precision[row, number] = _interpolate_precision(hits, things[number])
    return AveragePrecision(precision)


def find_best_confidence(compared: Matches) -> float | None:
    """From which confidence on the answers are best: the highest at which F1, at an IoU of 0.5, is within a hundredth
    of its best.

    None where nothing right was found.
    """
    order = np.argsort(-compared.scores, kind="stable")
    right = np.cumsum(compared.hits[0, order] >= 0)
    if not len(right) or not right[-1]:
        return None
    f1 = 2 * right / (np.arange(1, len(right) + 1) + len(compared.things))
    # Down, not to the nearest: the answer that made it so good must stay in.
    return math.floor(100 * float(compared.scores[order[np.argmax(f1 >= f1.max() - 0.01)]])) / 100


def _interpolate_precision(hits: np.ndarray, things: int) -> np.ndarray:
    """The best precision from each of RECALLS on, (101,), of answers (n,), the surest first, True where one found one
    of the things.
    """
    right = np.cumsum(hits)
    precision = right / np.arange(1, len(hits) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    # Beyond the last answer, where the recall is not reached, the precision is 0.
    return np.append(best, 0)[np.searchsorted(right / things, RECALLS)]


def match_detections(items: list[Sample], found: list[Detections], classes: list[str], masks: bool = False) -> Matches:
    """Hold every answer against what is there. Args: as of `compute_metrics`."""
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
        rows.append((np.full(len(one), picture), one.labels, one.scores, hits.T, own, own_at, other, other_at))
        things.append((np.full(len(there), picture), truth))
        before += len(there)
    none, no_share = np.zeros(0, int), np.zeros(0)
    nothing = none, none, no_share, np.zeros((0, len(THRESHOLDS)), int), no_share, none, no_share, none
    pictures, labels, scores, hits, own, own_at, other, other_at = (
        map(np.concatenate, zip(*rows, strict=True)) if rows else nothing
    )
    things_in, truth = map(np.concatenate, zip(*things, strict=True)) if things else nothing[:2]
    return Matches(pictures, labels, scores, things_in, truth, hits.T, own, own_at, other, other_at)


def compute_iou(things: list[ObjectAnnotation], found: Detections, masks: bool) -> np.ndarray:
    """The IoU of each answer, a row, with each thing, a column: (D, G) float64."""
    from pycocotools import mask

    if not len(found) or not things:
        return np.zeros((len(found), len(things)))
    if masks:
        height, width = found.masks[0]["size"]
        return mask.iou([*found.masks], [_to_rle(thing, (width, height)) for thing in things], [0] * len(things))
    return mask.iou(_to_xywh(found.boxes), _to_xywh([thing.box for thing in things]), [0] * len(things))


def _to_xywh(boxes) -> np.ndarray:
    """Corners as COCO's x, y, width, height, (n, 4) float64."""
    boxes = np.array(boxes, np.float64)
    boxes[:, 2:] -= boxes[:, :2]
    return boxes


def _to_rle(thing: ObjectAnnotation, size: tuple[int, int]) -> dict:
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
    """Which thing each answer of a picture found, (10, D) int as in `Matches`; iou: (D, G), 0 where the classes differ."""
    hits = np.full((len(THRESHOLDS), len(iou)), -1)
    near = np.flatnonzero((iou >= THRESHOLDS[0]).any(axis=1))
    near = near[np.argsort(-scores[near], kind="stable")]
    # The best first. Plain lists: an answer is near to one or two things, for which NumPy is slower.
    wanted = [
        sorted(((value, place) for place, value in enumerate(row) if value >= THRESHOLDS[0]), reverse=True)
        for row in iou[near].tolist()
    ]
    for row, threshold in enumerate(THRESHOLDS.tolist()):
        taken = set()
        for answer, places in zip(near.tolist(), wanted, strict=True):
            place = next((place for value, place in places if value >= threshold and place not in taken), None)
            if place is not None:
                taken.add(place)
                hits[row, answer] = before + place
    return hits


def _nan_mean(precision: np.ndarray) -> float | None:
    """The mean without NaN; None where nothing else is there."""
    known = precision[~np.isnan(precision)]
    return float(known.mean()) if known.size else None
