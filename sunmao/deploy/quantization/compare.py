"""Distance of a smaller file's answers from the whole one's, on the same pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sunmao.inference.predictor import Predictor
from sunmao.tasks.image_task import ImageTask


@dataclass(frozen=True)
class Disagreement:
    """Of two files. mean: 0 where all answers are equal; of classifiers the Kullback–Leibler divergence of the scores
    in nats, of detectors 1 less the share of confidence and overlap that both have found, of models that paint the
    share of pixels of another class. changed: the places of the pictures with another answer: another label, things
    found by one of them only, or more than a few of the pixels. lost: share of the pictures that only the whole
    file answers rightly less that of those which only the small one does, where labels are known; else 0.
    """

    mean: float
    changed: tuple[int, ...]
    lost: float = 0.0


def ask_model(model: Predictor, pictures: Sequence[np.ndarray]) -> list:
    """The answers to pictures, each (H, W, 3) uint8 RGB: scores, (C,) float32, `Detections` or `PaintedImage`s."""
    return [model._look([picture])[0] for picture in pictures]


def compare_answers(task: ImageTask, whole: list, small: list, numbers: Sequence[int] = ()) -> Disagreement:
    """Distance of the answers of the small file from those of the whole one. numbers: of a classifier, each picture's
    right answer.
    """
    measured = [task.measure_disagreement(a, b) for a, b in zip(whole, small, strict=True)]
    changed = tuple(place for place, (_, other) in enumerate(measured) if other)
    right = [
        sum(int(answer.argmax()) == number for answer, number in zip(side, numbers, strict=False))
        for side in (whole, small)
    ]
    count = max(1, len(measured))
    return Disagreement(sum(apart for apart, _ in measured) / count, changed, (right[0] - right[1]) / count)
