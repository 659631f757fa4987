"""Evaluation of detections at every confidence: COCO's average precision, by pycocotools. Also called after each
epoch of a training; no torch.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from sunmao.data.listing import Sample
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.evaluation.matching import to_coco_boxes, to_coco_mask

RECALLS = np.linspace(0, 1, 101)
LIMIT = 100  # COCO's: so many of the surest answers a class and picture count
MODES = ("bbox", "segm")


@dataclass(frozen=True)
class AveragePrecision:
    """precision: (10, C, 101) float, at each IoU from 0.5 to 0.95, for every class, at each of RECALLS; NaN for a class
    without things. unlimited: the same where all answers count, or None where no picture has more than `LIMIT` things.
    """

    precision: np.ndarray
    unlimited: np.ndarray | None = None

    @property
    def map(self) -> float | None:
        """COCO's mAP: mean average precision over the ten IoUs from 0.5 to 0.95, 0 to 1; None where there is nothing to
        find.
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
    def map_unlimited(self) -> float | None:
        """mAP where all answers count; None where no picture has more things than COCO's mAP looks at."""
        return None if self.unlimited is None else _nan_mean(self.unlimited)

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
    from pycocotools import coco, cocoeval

    truth, answers = _make_annotations(items, found, classes, masks)
    counts = Counter((thing["image_id"], thing["category_id"]) for thing in truth)
    crowded = max(counts.values(), default=0) > LIMIT
    with _suppress_prints(coco, cocoeval):
        judge = cocoeval.COCOeval(
            _make_index(len(items), classes, truth), _make_index(len(items), classes, answers), MODES[masks]
        )
        # Things of all sizes only. 1 and 10 answers, also usual, change no more than a recall that nobody is told.
        judge.params.areaRng, judge.params.areaRngLbl = [[0, np.inf]], ["all"]
        judge.params.maxDets = [LIMIT, len(answers)] if crowded else [LIMIT]
        judge.evaluate()
        judge.accumulate()
    # (10, 101, C, 1, 1 or 2), -1 for a class without things; rounded, as all right is 0.9999999999999998 there.
    known = judge.eval["precision"].round(12)
    precision = np.where(known < 0, np.nan, known)[:, :, :, 0].swapaxes(1, 2)
    return AveragePrecision(precision[..., 0], precision[..., 1] if crowded else None)


def rank_answers(pictures: np.ndarray, scores: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The answers of a class that COCO counts: their pictures, (D,) int, and whether each is right, (D,) bool.

    Of each picture the surest `LIMIT`; the surest first, and none behind the last right one: there they change no
    average precision, whichever pictures count.

    Args:
        pictures, scores, right: (N,) int, float, bool, of all answers of the class.
    """
    rows = np.argsort(-scores, kind="stable")
    # The place of an answer among those of its picture.
    by_picture = np.argsort(pictures[rows], kind="stable")
    sorted_pictures = pictures[rows][by_picture]
    places = np.arange(len(rows)) - np.searchsorted(sorted_pictures, sorted_pictures)
    kept = rows[np.sort(by_picture[places < LIMIT])]
    right = right[kept]
    count = 1 + int(np.flatnonzero(right)[-1]) if right.any() else 0
    return pictures[kept[:count]], right[:count]


def _make_annotations(items: list[Sample], found: list[Detections], classes: list[str], masks: bool) -> tuple:
    """Truth and detections as COCO's annotations."""
    numbers = {label: number for number, label in enumerate(classes)}
    truth, answers = [], []
    for picture, (item, one) in enumerate(zip(items, found, strict=True), 1):
        there = [thing for thing in item.things if thing.label in numbers]
        outlines = [*one.masks] if masks and len(one) else []
        # Where nothing was found a mask is compared with none, whatever its size.
        size = outlines[0]["size"][::-1] if outlines else item.size or (1, 1)
        drawn = [to_coco_mask(thing, tuple(size)) for thing in there] if masks else []
        labels = [numbers[thing.label] for thing in there]
        truth += _describe(picture, [thing.box for thing in there], labels, drawn)
        rows = _describe(picture, one.boxes, one.labels.tolist(), outlines)
        answers += [row | {"score": score} for row, score in zip(rows, one.scores.tolist(), strict=True)]
    # From 1: to pycocotools a match with number 0 is none.
    return tuple([row | {"id": number} for number, row in enumerate(rows, 1)] for rows in (truth, answers))


def _describe(picture: int, boxes: Any, labels: list[int], masks: list) -> list[dict]:
    """Things or answers of one picture, without their numbers."""
    rows = zip(to_coco_boxes(boxes).tolist(), labels, strict=True)
    made = [
        {"image_id": picture, "category_id": label, "bbox": box, "area": box[2] * box[3], "iscrowd": 0}
        for box, label in rows
    ]
    return [row | {"segmentation": mask} for row, mask in zip(made, masks, strict=True)] if masks else made


def _make_index(pictures: int, classes: list[str], annotations: list[dict]) -> Any:
    """pycocotools' own table of annotations."""
    from pycocotools.coco import COCO

    index = COCO()
    index.dataset = {
        "images": [{"id": number, "width": 0, "height": 0} for number in range(1, pictures + 1)],
        "categories": [{"id": number, "name": label} for number, label in enumerate(classes)],
        "annotations": annotations,
    }
    index.createIndex()
    return index


@contextmanager
def _suppress_prints(*modules: Any) -> Iterator[None]:
    """Let modules that print how far they are print nothing; what other threads print meanwhile is not touched."""
    for module in modules:
        module.print = lambda *words: None
    try:
        yield
    finally:
        for module in modules:
            vars(module).pop("print", None)


def _nan_mean(precision: np.ndarray) -> float | None:
    """The mean without NaN; None where nothing else is there."""
    known = precision[~np.isnan(precision)]
    return float(known.mean()) if known.size else None
