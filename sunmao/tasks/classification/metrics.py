"""Metrics of a test during training, and the one that decides what the best weights are."""

from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from sunmao.core.validation import require_choice, require_whole
from sunmao.tasks.evaluation.counts import average_class_marks, count_confusions

METRICS = ("accuracy", "precision", "recall", "f1_score")


@dataclass(frozen=True)
class MetricConfig:
    """topk: the answer counts as right when it is among the k highest; metrics: names in METRICS; best: the name in the
    log whose highest value (of 'loss' the lowest) is kept as the best, or None.

    kept: marks of an epoch that stay with its weights; told: those that the page is told of the best; progress: the
    mark that rises as long as the network learns; converges: what is minimized is convex, so the last epoch is the
    best, and a test that rates an earlier one higher does so by chance.
    """

    kept = ("accuracy", "val_loss")
    told = ("accuracy",)
    progress = "accuracy"
    topk: tuple = (1,)
    metrics: tuple = ("accuracy",)
    best: str | None = "accuracy_top-1"
    converges: bool = False

    def measure(self, logits: torch.Tensor, truth: torch.Tensor) -> dict:
        """The marks of a test: 'accuracy' (0 to 1), 'val_loss', 'answered' (how many classes were answered), and
        'logged', what stands in the log, in percent. logits: (N, C) float32; truth: (N,) int64.
        """
        answers = logits.argmax(1)
        right = {k: _top_k_accuracy(logits, truth, k) for k in self.topk}
        percent = {f"accuracy_top-{k}": round(100 * right[k], 4) for k in self.topk}
        return {
            "accuracy": right[1],
            "val_loss": functional.cross_entropy(logits, truth).item(),
            "answered": answers.unique().numel(),
            "logged": {**percent, **self._averages(answers, truth)},
        }

    def key(self, row: dict) -> tuple | None:
        """Mark of an epoch, to compare; None: it was not tested, or the best is not kept."""
        if self.best is None or "logged" not in row:
            return None
        if self.converges:
            return (row["epoch"],)
        return (row["logged"][self.best] if self.best != "loss" else 0.0, -row["val_loss"])

    def _averages(self, answers: Any, truth: Any) -> dict:
        """Means over the classes, in percent."""
        names = [name for name in self.metrics if name != "accuracy"]
        if not names:
            return {}
        classes = int(max(truth.max(), answers.max())) + 1
        values = average_class_marks(count_confusions(truth.numpy(), answers.numpy(), classes))
        found = dict(zip(METRICS[1:], values, strict=True))
        return {name: round(100 * found[name], 4) for name in names}


def _top_k_accuracy(logits: torch.Tensor, truth: torch.Tensor, k: int) -> float:
    among = logits.topk(min(k, logits.shape[1]), dim=1).indices == truth[:, None]
    return among.any(1).double().mean().item()


def make_metric_config(
    classes: int, topk: Any = None, metric: Any = "accuracy", save_best: Any = "auto"
) -> MetricConfig:
    """The MetricConfig that was asked for. topk None: 1, and 5 where there are more than five classes.

    Raises: BadValue for names and numbers that make no sense.
    """
    if topk is None:
        topk = (5,) if classes > 5 else ()
    ks = topk if isinstance(topk, (list, tuple)) else (topk,)
    ks = tuple(sorted({1, *(require_whole("topk", k, 1) for k in ks)}))
    wanted = metric if isinstance(metric, (list, tuple)) else [metric or "accuracy"]
    metrics = tuple(require_choice("metric", name, METRICS) for name in wanted)
    if save_best in METRICS and save_best not in metrics:  # what decides is measured
        metrics += (save_best,)
    names = [*(f"accuracy_top-{k}" for k in ks), *(name for name in metrics if name != "accuracy"), "loss"]
    if save_best in (None, False):
        return MetricConfig(ks, metrics, None)
    if str(save_best).lower() in ("auto", "accuracy", "true"):
        return MetricConfig(ks, metrics)
    return MetricConfig(ks, metrics, require_choice("save_best", save_best, ["auto", *names]))
