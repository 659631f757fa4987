"""How far a smaller file's answers are from the whole one's, on the same pictures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from sunmao.vision.inference.predictor import Predictor
from sunmao.vision.object_detection.detections import Detections, compute_box_iou
from sunmao.vision.semantic_segmentation.painting import PaintedImage

SURE = 0.3  # score from which a thing counts as found
OVERLAP = 0.5  # IoU from which two boxes are one thing
MOVED = 0.01  # of the range of the numbers: what differs by more counts as another number
REPAINTED = 0.01  # share of the pixels of a picture from which on it counts as painted otherwise


@dataclass(frozen=True)
class Disagreement:
    """Of two files. mean: 0 where all answers are equal; of classifiers the Kullback–Leibler divergence of the scores
    in nats, of numbers their distance as a share of their range, of detectors 1 less the share of confidence and overlap that both have found, of models that paint the
    share of pixels of another class. changed: the places of the pictures with another answer: another label, things
    found by one of them only, or more than `REPAINTED` of the pixels. lost: share of the pictures that only the whole
    file answers rightly less that of those which only the small one does, where labels are known; else 0.
    """

    mean: float
    changed: tuple[int, ...]
    lost: float = 0.0


def ask_model(model: Predictor, pictures: Sequence[np.ndarray]) -> list:
    """The answers to pictures, each (H, W, 3) uint8 RGB: scores, (C,) float32, `Detections` or `PaintedImage`s."""
    return [model._look([picture])[0] for picture in pictures]


def compare_answers(
    whole: list, small: list, numbers: Sequence[int] = (), width: float | None = None
) -> Disagreement:
    """How far the answers of the small file are from those of the whole one. numbers: of a classifier, each picture's
    right answer; width: of answers that are numbers, how wide their range is.
    """
    pairs = list(zip(whole, small, strict=True))
    kinds: dict[type, Callable] = {Detections: _compare_things, PaintedImage: _compare_paint}
    plain = _compare_scores if width is None else partial(_compare_numbers, width)
    measured = [kinds.get(type(a), plain)(a, b) for a, b in pairs]
    changed = tuple(place for place, (_, other) in enumerate(measured) if other)
    right = [
        sum(int(answer.argmax()) == number for answer, number in zip(side, numbers, strict=False))
        for side in (whole, small)
    ]
    count = max(1, len(measured))
    return Disagreement(sum(apart for apart, _ in measured) / count, changed, (right[0] - right[1]) / count)


def _compare_scores(whole: np.ndarray, small: np.ndarray) -> tuple[float, bool]:
    tiny = np.finfo(np.float32).tiny
    divergence = float((whole * (np.log(np.maximum(whole, tiny)) - np.log(np.maximum(small, tiny)))).sum())
    return divergence, bool(whole.argmax() != small.argmax())


def _compare_numbers(width: float, whole: np.ndarray, small: np.ndarray) -> tuple[float, bool]:
    apart = float(abs(whole[0] - small[0])) / width
    return apart, apart > MOVED


def _compare_paint(whole: PaintedImage, small: PaintedImage) -> tuple[float, bool]:
    share = float((whole.mask != small.mask).mean())
    return share, share > REPAINTED


def _compare_things(whole: Detections, small: Detections) -> tuple[float, bool]:
    # Each pair of one label, the best overlap first; the sure ones must have a partner, however unsure that is.
    overlaps = compute_box_iou(whole.boxes, small.boxes) * (whole.labels[:, None] == small.labels[None])
    shared, free = 0.0, np.ones(len(small), bool)
    alone = False
    for place in np.argsort(-whole.scores, kind="stable"):
        options = np.where(free, overlaps[place], 0)
        other = int(options.argmax()) if len(options) else 0
        if len(options) and options[other] >= OVERLAP:
            free[other] = False
            shared += options[other] * min(whole.scores[place], small.scores[other])
            alone |= (whole.scores[place] >= SURE) != (small.scores[other] >= SURE)
        else:
            alone |= bool(whole.scores[place] >= SURE)
    total = float(whole.scores.sum() + small.scores.sum())
    return (1 - 2 * float(shared) / total if total else 0.0), bool(alone or (small.scores[free] >= SURE).any())
