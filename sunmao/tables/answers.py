"""Answers of an estimator to rows, as scores of classes or as numbers."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sunmao.tables.estimators import get_last_step
from sunmao.tables.table_dataset import REGRESSION


def compute_answers(estimator: Any, rows: np.ndarray, classes: int, task: str) -> np.ndarray:
    """As `TrainedRowsModel.scores`. rows: (N, F) float64."""
    if task == REGRESSION:
        return np.asarray(estimator.predict(rows), np.float64).reshape(-1, 1)
    said = np.asarray(estimator.predict(rows), int)
    learned = list_learned(estimator)
    if learned is None:
        return make_scores(said, None, range(classes), classes)
    if hasattr(estimator, "predict_proba"):
        return make_scores(said, estimator.predict_proba(rows), learned, classes)
    return make_scores(said, share_margins(np.asarray(estimator.decision_function(rows))), learned, classes)


def list_learned(estimator: Any) -> list[int] | None:
    """The numbers of the classes that it has learned from, as its scores are ordered; None of what makes groups."""
    last = get_last_step(estimator)
    return last.classes_.tolist() if hasattr(last, "classes_") else None


def share_margins(margins: np.ndarray) -> np.ndarray:
    """Margins, (N, L), or (N,) of the second of two classes, as numbers above 0 that are together 1 (softmax)."""
    if margins.ndim == 1:
        margins = np.stack([-margins, margins], axis=1)
    powers = np.exp(margins - margins.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def make_scores(said: np.ndarray, raw: np.ndarray | None, learned: Sequence[int] | None, classes: int) -> np.ndarray:
    """Scores of each row, (N, C) float64, each row together 1, its largest where the answer is.

    said: (N,) the numbers of the answers. raw: (N, L) probabilities of the classes `learned`; None: there are only
    answers.
    """
    places, scores = np.arange(len(said)), np.zeros((len(said), classes))
    if raw is None:
        scores[places, said] = 1
        return scores
    scores[:, learned] = raw
    best = scores.argmax(axis=1)
    # What counts votes may answer another class than the one with the largest sum.
    scores[places, said], scores[places, best] = scores[places, best].copy(), scores[places, said].copy()
    return scores
