"""Signs that a model which finds things learns nothing, said once with what to try. Silent on trainings that are only
slow to begin.
"""

import math
from typing import TYPE_CHECKING

from sunmao.models import find_model
from sunmao.runtime.notices import show_notice
from sunmao.texts import get_both
from sunmao.training.diagnostics import EPOCHS, STEPS, advise_lr

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


NOTHING = 0.01  # mAP50 of a network that has not learned to find anything


LONGER = 3  # times as many epochs are advised where the end came too soon


class DetectionDiagnostics:
    """Observer that notices a loss that does not fall while nothing is found, and an end before anything is.

    Args:
        info: what the weights files say: the model.
    """

    def __init__(self, info: dict) -> None:
        self._recipe, self._said = find_model(info["model"]).recipe, False

    def after_epoch(self, training: "TrainingLoop") -> None:
        self._check_learning(training)
        self._check_end(training)

    def _check_end(self, training: "TrainingLoop") -> None:
        """A training that was too short to find anything is no fault of the boxes: it shall be longer."""
        rows, epochs = training.history, training.config.epochs
        if not self._said and len(rows) == epochs >= EPOCHS and rows[-1].get("mAP50", 1.0) < NOTHING:
            self._said = True
            show_notice("finds_nothing_yet", level="warn", epochs=epochs, more=LONGER * epochs)

    def _check_learning(self, training: "TrainingLoop") -> None:
        rows, enough = training.history, math.ceil(training.config.epochs / 2)
        # It takes long until the first thing is found: half of the training is over before anything is said.
        if self._said or len(rows) < max(EPOCHS, enough) or len(rows) * training.steps < STEPS:
            return
        last = rows[-EPOCHS:]
        if all(row.get("mAP50", 0.0) < NOTHING and row["loss"] > 0.9 * rows[0]["loss"] for row in last):
            self._said = True
            lr = advise_lr(self._recipe, training.config.lr)
            advice = get_both("try_lr", lr=lr) if lr else get_both("try_boxes", lr=f"{training.config.lr / 3:.1g}")
            show_notice("finds_nothing", level="warn", advice=advice)
