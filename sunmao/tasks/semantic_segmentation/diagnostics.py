"""Signs that a model which paints learns nothing, said once with what to try."""

import math
from typing import TYPE_CHECKING

from sunmao.models import find_model
from sunmao.runtime.notices import show_notice
from sunmao.training.diagnostics import EPOCHS, STEPS, make_advice

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


NOTHING = 0.01  # mIoU of a network that paints nothing but background


class SegmentationDiagnostics:
    """Observer that notices a loss that does not fall while nothing is painted. info: what the weights files say."""

    def __init__(self, info: dict) -> None:
        self._recipe, self._said = find_model(info["model"]).recipe, False

    def after_epoch(self, training: "TrainingLoop") -> None:
        rows, enough = training.history, math.ceil(training.config.epochs / 2)
        if self._said or len(rows) < max(EPOCHS, enough) or len(rows) * training.steps < STEPS:
            return
        if all(row.get("mIoU", 0.0) < NOTHING and row["loss"] > 0.97 * rows[0]["loss"] for row in rows[-EPOCHS:]):
            self._said = True
            show_notice("no_learning", level="warn", advice=make_advice(self._recipe, training.config.lr))
