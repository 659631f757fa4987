"""Metrics of a test of a model of several labels during its training, and the one that decides what the best weights
are.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from sunmao.core.validation import require_choice
from sunmao.tasks.multi_label.objectives import compute_tag_loss
from sunmao.tasks.multi_label.thresholds import choose_thresholds

LOGGED = ("mAP", "exact_match", "f1_score")


@dataclass(frozen=True)
class TagMetricConfig:
    """best: the name in the log whose highest value (of 'loss' the lowest) is kept as the best, or None.

    kept, told, progress, converges: as of `metrics.MetricConfig`.
    """

    kept = ("mAP", "accuracy", "val_loss")
    told = ("mAP", "accuracy")
    progress = "mAP"
    best: str | None = "mAP"
    converges: bool = False

    def measure(self, logits: torch.Tensor, truth: torch.Tensor) -> dict:
        """The marks of a test: 'mAP' (0 to 1), 'accuracy', the share that gets exactly its labels, 'val_loss',
        'thresholds', one a label, and 'logged', what stands in the log, in percent. 'accuracy' there as 'exact_match',
        and 'f1_score', are of these thresholds, thus too good by a little.
        logits, truth: (N, C) float32.
        """
        scores, tags = logits.sigmoid().numpy(), truth.numpy()
        thresholds = choose_thresholds(scores, tags)
        answers = scores >= np.array(thresholds)
        found = compute_mean_average_precision(scores, tags)
        exact, f1 = float((answers == (tags > 0)).all(1).mean()), compute_mean_f1(answers, tags)
        logged = {name: round(100 * mark, 4) for name, mark in zip(LOGGED, (found, exact, f1), strict=True)}
        loss = compute_tag_loss(logits, truth, None).item() / max(1, len(truth))
        return {"mAP": found, "accuracy": exact, "val_loss": loss, "thresholds": thresholds, "logged": logged}

    def key(self, row: dict) -> tuple | None:
        """Mark of an epoch, to compare; None: it was not tested, or the best is not kept."""
        if self.best is None or "logged" not in row:
            return None
        if self.converges:
            return (row["epoch"],)
        return (row["logged"][self.best] if self.best != "loss" else 0.0, -row["val_loss"])


def compute_average_precisions(scores: np.ndarray, tags: np.ndarray) -> list[float | None]:
    """The average precision of each label, 0 to 1, as scikit-learn computes it; None for a label of no picture.

    scores: (N, C) float. tags: (N, C) of 0 and 1.
    """
    from sklearn.metrics import average_precision_score

    return [
        float(average_precision_score(right > 0, column)) if right.any() else None
        for column, right in zip(scores.T, tags.T, strict=True)
    ]


def compute_mean_average_precision(scores: np.ndarray, tags: np.ndarray) -> float:
    """mAP: the mean of the average precisions of the labels that some picture has; 0 when none has any."""
    found = [each for each in compute_average_precisions(scores, tags) if each is not None]
    return sum(found) / max(1, len(found))


def compute_mean_f1(answers: np.ndarray, tags: np.ndarray) -> float:
    """The mean F1 of the labels that some picture has. answers: (N, C) bool. tags: (N, C) of 0 and 1."""
    from sklearn.metrics import f1_score

    asked = tags.any(0)
    scores = f1_score(tags > 0, answers, average=None, zero_division=0)
    return float(np.atleast_1d(scores)[asked].mean()) if asked.any() else 0.0


def make_tag_metric_config(save_best: Any = "auto") -> TagMetricConfig:
    """The TagMetricConfig that was asked for. Raises BadValue for a name that makes no sense."""
    if save_best in (None, False):
        return TagMetricConfig(None)
    if str(save_best).lower() in ("auto", "true"):
        return TagMetricConfig()
    return TagMetricConfig(require_choice("save_best", save_best, ["auto", *LOGGED, "loss"]))
