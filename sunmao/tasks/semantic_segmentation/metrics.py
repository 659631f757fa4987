"""Evaluation of painted pixels: intersection over union, by the confusion matrix of all of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sunmao.core.validation import require_choice
from sunmao.tasks.semantic_segmentation.dataset import IGNORED

LOGGED = ("mIoU", "aAcc")  # MMSegmentation's words; in percent


def count_confusion(truth: np.ndarray, answers: np.ndarray, classes: int) -> np.ndarray:
    """Number of pixels of each class that got each answer, (1 + C, 1 + C) int64; `IGNORED` ones are not counted.

    truth, answers: whole numbers of one shape, 0 background, n the n-th class. classes: C.

    Example:
        >>> count_confusion(np.array([0, 1, 1, 255]), np.array([0, 1, 0, 1]), 1).tolist()
        [[1, 0], [1, 1]]
    """
    counted, most = truth != IGNORED, classes + 1
    pairs = truth[counted].astype(np.int64) * most + answers[counted]
    return np.bincount(pairs, minlength=most * most).reshape(most, most)


def compute_ious(confusion: np.ndarray) -> list[float | None]:
    """The IoU of each class, without the background, 0 to 1, over all pixels together; None for a class that is neither
    there nor was painted. confusion: of `count_confusion`.
    """
    both = np.diag(confusion)[1:]
    either = confusion.sum(0)[1:] + confusion.sum(1)[1:] - both
    return [float(b / e) if e else None for b, e in zip(both, either, strict=True)]


def compute_mean_iou(confusion: np.ndarray) -> float:
    """The mean of the IoUs of all classes but the background; 0 when none is there."""
    found = [each for each in compute_ious(confusion) if each is not None]
    return sum(found) / max(1, len(found))


def compute_pixel_accuracy(confusion: np.ndarray) -> float:
    """The share of pixels that are right, background included, 0 to 1."""
    return float(np.diag(confusion).sum() / max(1, confusion.sum()))


@dataclass(frozen=True)
class SegmentationMetricConfig:
    """best: the name in the log whose highest value (of 'loss' the lowest) is kept as the best, or None.

    kept, told, progress: as of `metrics.MetricConfig`.
    """

    kept = ("mIoU", "val_loss")
    told = ("mIoU",)
    progress = "mIoU"
    best: str | None = "mIoU"

    def measure(self, confusion: np.ndarray, loss: float) -> dict:
        """The marks of a test: 'mIoU' (0 to 1), 'val_loss', and 'logged', what stands in the log, in percent."""
        mean = compute_mean_iou(confusion)
        marks = (mean, compute_pixel_accuracy(confusion))
        logged = {name: round(100 * mark, 4) for name, mark in zip(LOGGED, marks, strict=True)}
        return {"mIoU": mean, "val_loss": loss, "logged": logged}

    def key(self, row: dict) -> tuple | None:
        """Mark of an epoch, to compare; None: it was not tested, or the best is not kept."""
        if self.best is None or "logged" not in row:
            return None
        return (row["logged"][self.best] if self.best != "loss" else 0.0, -row["val_loss"])


def make_segmentation_metric_config(save_best: Any = "auto") -> SegmentationMetricConfig:
    """The SegmentationMetricConfig that was asked for. Raises BadValue for a name that makes no sense."""
    if save_best in (None, False):
        return SegmentationMetricConfig(None)
    if str(save_best).lower() in ("auto", "true"):
        return SegmentationMetricConfig()
    return SegmentationMetricConfig(require_choice("save_best", save_best, ["auto", *LOGGED, "loss"]))
