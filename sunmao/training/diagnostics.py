"""Signs that a training goes nowhere, said once with what to try. Silent on trainings that are only slow to begin."""

import math
from typing import Any

from sunmao.models import find_model
from sunmao.models.model_spec import Recipe
from sunmao.runtime.notices import show_notice
from sunmao.texts import get_both

STEPS = 60  # batches learned from before anything is said: running means and the rising learning rate need some
EPOCHS = 3  # in a row with the same sign


class TrainingDiagnostics:
    """Observer that notices one answer for every picture, and a loss that does not fall.

    Args:
        info: what the weights files say: model, classes, and 'pictures' of each part. recipe: how such a network is
            best trained; None: that of the model, which is one of ours.
    """

    def __init__(self, info: dict, recipe: Recipe | None = None) -> None:
        self._classes, self._said = len(info["classes"]), False
        self._recipe = recipe or find_model(info["model"]).recipe

    def after_epoch(self, training: Any) -> None:
        rows, enough = training.history, math.ceil(training.config.epochs / 2)
        if self._said or len(rows) < max(EPOCHS, min(enough, 10)) or len(rows) * training.steps < STEPS:
            return
        last = rows[-EPOCHS:]
        collapsed = all(row.get("answered") == 1 and row["accuracy"] < 0.9 for row in last)
        if collapsed or self._learns_nothing(rows[0], last):
            self._said = True
            show_notice(
                "one_answer" if collapsed else "no_learning",
                level="warn",
                advice=make_advice(self._recipe, training.config.lr),
            )

    def _learns_nothing(self, first: dict, last: list[dict]) -> bool:
        """Whether the loss has not fallen and the answers are no better than guessing, in training and test."""
        guessing = 1.5 / self._classes
        return all(
            row["loss"] > 0.97 * first["loss"]
            and row["train_accuracy"] < guessing
            and row.get("accuracy", 0.0) < guessing
            for row in last
        )


def make_advice(recipe: Recipe, lr: float) -> dict:
    """Advice, in both languages: a learning rate far from the recipe's first, then the data."""
    better = advise_lr(recipe, lr)
    return get_both("try_lr", lr=better) if better else get_both("try_data", lr=f"{lr / 3:.1g}")


def advise_lr(recipe: Recipe, lr: float) -> str:
    """The recipe's learning rate where this one is far from it, else ''."""
    return f"{recipe.lr:g}" if lr > 3 * recipe.lr or lr < recipe.lr / 10 else ""
