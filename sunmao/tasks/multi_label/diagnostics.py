"""Signs that a model of several labels learns nothing, said once with what to try."""

import math
from typing import TYPE_CHECKING

from sunmao.models import find_model
from sunmao.runtime.notices import show_notice
from sunmao.training.diagnostics import EPOCHS, STEPS, make_advice

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


class TagDiagnostics:
    """Observer that notices a loss that does not fall. info: what the weights files say: the model."""

    def __init__(self, info: dict) -> None:
        self._recipe, self._said = find_model(info["model"]).recipe, False

    def after_epoch(self, training: "TrainingLoop") -> None:
        rows, enough = training.history, math.ceil(training.config.epochs / 2)
        if self._said or len(rows) < max(EPOCHS, min(enough, 10)) or len(rows) * training.steps < STEPS:
            return
        if all(row["loss"] > 0.97 * rows[0]["loss"] for row in rows[-EPOCHS:]):
            self._said = True
            show_notice("no_learning", level="warn", advice=make_advice(self._recipe, training.config.lr))
