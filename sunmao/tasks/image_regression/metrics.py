"""Distance of numbers from the right ones; metrics of a test during a training, and which of it decides the best
weights.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sunmao.core.validation import require_choice
from sunmao.tasks.image_regression.scale import NumberScale

LOGGED = ("mae", "rmse", "r2")


@dataclass(frozen=True)
class NumberMetricConfig:
    """scale: of the training pictures. best: the name in the log that is kept as the best where it is lowest (of 'r2'
    highest), or None.

    kept, told, progress, converges: as of `metrics.MetricConfig`.
    """

    kept = ("mae", "val_loss")
    told = ("mae",)
    progress = "r2"
    scale: NumberScale
    best: str | None = "mae"
    converges: bool = False

    def measure(self, outputs: Any, truth: Any) -> dict:
        """The marks of a test: 'mae', in the unit, 'r2', 'val_loss', and 'logged', what stands in the log.

        outputs: (N, 1) float32, standardized; truth: (N,) float32, in the unit; torch tensors.
        """
        from sunmao.tasks.image_regression.objective import compute_number_loss

        answers, right = outputs[:, 0].double() * self.scale.spread + self.scale.mean, truth.double()
        marks = compute_marks(answers.numpy(), right.numpy())
        loss = compute_number_loss(outputs, truth, self.scale).item() / max(1, len(truth))
        return {
            "mae": marks["mae"],
            "r2": marks["r2"],
            "val_loss": loss,
            "logged": {name: round(marks[name], 6) for name in LOGGED},
        }

    def key(self, row: dict) -> tuple | None:
        """Mark of an epoch, to compare; None: it was not tested, or the best is not kept."""
        if self.best is None or "logged" not in row:
            return None
        mark = row["val_loss"] if self.best == "loss" else row["logged"][self.best]
        return (mark if self.best == "r2" else -mark, -row["val_loss"])


def compute_marks(answers: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """'mae' (the mean absolute error), 'rmse' (the root of the mean squared error), both in the numbers' own unit, and
    'r2' (the coefficient of determination: 1 where all is right, 0 where the mean of `truth` would do as well).

    answers, truth: (N,) float, N ≥ 1. Where all of `truth` is equal, r2 is 1 when all is right, else 0, as in
    scikit-learn.

    Example:
        >>> compute_marks(np.array([1.0, 2.0]), np.array([1.0, 4.0]))['mae']
        1.0
    """
    errors = answers - truth
    squares, spread = float((errors**2).sum()), float(((truth - truth.mean()) ** 2).sum())
    return {
        "mae": float(abs(errors).mean()),
        "rmse": float(np.sqrt((errors**2).mean())),
        "r2": 1 - squares / spread if spread else float(squares == 0),
    }


def make_number_metric_config(scale: NumberScale, save_best: Any = "auto") -> NumberMetricConfig:
    """The NumberMetricConfig that was asked for. Raises BadValue for a name that makes no sense."""
    if save_best in (None, False):
        return NumberMetricConfig(scale, None)
    if str(save_best).lower() in ("auto", "true"):
        return NumberMetricConfig(scale)
    return NumberMetricConfig(scale, require_choice("save_best", save_best, ["auto", *LOGGED, "loss"]))
