"""Signs that a model learns no number, said once with what to try."""

import math
from typing import TYPE_CHECKING

from sunmao.models import find_model
from sunmao.models.model_spec import Recipe
from sunmao.runtime.notices import show_notice
from sunmao.training.diagnostics import EPOCHS, STEPS, make_advice

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


NOTHING = 0.05  # R² up to which the answers are as good as the mean of all numbers


class NumberDiagnostics:
    """Observer that notices answers no better than one number for all. info: what the weights files say: the model.
    recipe: how such a network is best trained; None: that of the model, which is one of ours.
    """

    def __init__(self, info: dict, recipe: Recipe | None = None) -> None:
        self._recipe, self._said = recipe or find_model(info["model"]).recipe, False

    def after_epoch(self, training: "TrainingLoop") -> None:
        marks = [row["r2"] for row in training.history if "r2" in row]
        enough = max(EPOCHS, min(math.ceil(training.config.epochs / 2), 10))
        if self._said or len(marks) < enough or len(marks) * training.steps < STEPS:
            return
        if max(marks[-EPOCHS:]) <= NOTHING:
            self._said = True
            show_notice("number_not_learned", level="warn", advice=make_advice(self._recipe, training.config.lr))
