"""Signs that a model which finds things learns nothing, said once with what to try. Silent on trainings that are only slow to begin."""

import math

from sunmao.models import find
from sunmao.runtime.notices import note
from sunmao.texts import both
from sunmao.vision.training.diagnostics import EPOCHS, STEPS, advised_lr

NOTHING = 0.01  # mAP50 of a network that has not learned to find anything


class Symptoms:
    """Observer that notices a loss that does not fall while nothing is found.

    Args:
        info: what the weights files say: the model.
    """

    def __init__(self, info: dict):
        self._recipe, self._said = find(info["model"]).recipe, False

    def epoch_ends(self, training):
        rows, enough = training.history, math.ceil(training.plan.epochs / 2)
        # It takes long until the first thing is found: half of the training is over before anything is said.
        if self._said or len(rows) < max(EPOCHS, enough) or len(rows) * training.steps < STEPS:
            return
        last = rows[-EPOCHS:]
        if all(row.get("mAP50", 0.0) < NOTHING and row["loss"] > 0.9 * rows[0]["loss"] for row in last):
            self._said = True
            lr = advised_lr(self._recipe, training.plan.lr)
            advice = both("try_lr", lr=lr) if lr else both("try_boxes", lr=f"{training.plan.lr / 3:.1g}")
            note("finds_nothing", level="warn", advice=advice)
