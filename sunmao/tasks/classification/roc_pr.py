"""ROC and PR curves: how well each class stands out from the others, whatever the threshold."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sunmao.core.training_engine import require_scikit_learn
from sunmao.errors import BadData
from sunmao.texts import get_text

MAX_CURVES = 8  # lines of single classes that can be told apart


@dataclass(frozen=True)
class Curve:
    """One line of a chart. x, y: (n,) 0 to 1; area: below the line, 0 to 1 (ROC: AUC; PR: average precision)."""

    name: str
    x: np.ndarray
    y: np.ndarray
    area: float


def compute_curves(kind: str, truth: np.ndarray, scores: np.ndarray, names: list[str]) -> list[Curve]:
    """The curve of all classes together, then those of single classes; of many classes the weakest.

    Args:
        kind: 'roc' or 'pr'. truth: (N,) numbers of the labels. scores: (N, C). names: of the C classes.

    Raises: BadData when only one class was asked; EngineMissing.
    """
    require_scikit_learn()
    asked = [number for number in range(len(names)) if 0 < (truth == number).sum() < len(truth)]
    if not asked:
        raise BadData("one_class_asked")
    line = {"roc": _compute_roc, "pr": _compute_pr}[kind]
    single = [_make_curve(line, names[number], truth == number, scores[:, number]) for number in asked]
    if len(single) > MAX_CURVES:
        single = sorted(single, key=lambda curve: curve.area)[:MAX_CURVES]
    return [_make_curve(line, get_text("all_classes"), truth[:, None] == np.arange(len(names)), scores), *single]


def compute_tag_curves(truth: np.ndarray, scores: np.ndarray, names: list[str]) -> list[Curve]:
    """Precision against recall of each label that some pictures have, at most `MAX_CURVES` of them, the weakest first.

    truth: (N, C) bool. scores: (N, C) float, 0 to 1. names: of the labels. Raises: EngineMissing.
    """
    require_scikit_learn()
    asked = [number for number in range(len(names)) if truth[:, number].any()]
    single = [_make_curve(_compute_pr, names[number], truth[:, number], scores[:, number]) for number in asked]
    return single if len(single) <= MAX_CURVES else sorted(single, key=lambda curve: curve.area)[:MAX_CURVES]


def _make_curve(line: Callable, name: str, right: np.ndarray, scores: np.ndarray) -> Curve:
    return Curve(name, *line(right.ravel(), scores.ravel()))


def _compute_roc(right: np.ndarray, scores: np.ndarray) -> tuple:
    from sklearn.metrics import auc, roc_curve

    alarms, found, _ = roc_curve(right, scores)
    return alarms, found, float(auc(alarms, found))


def _compute_pr(right: np.ndarray, scores: np.ndarray) -> tuple:
    from sklearn.metrics import average_precision_score, precision_recall_curve

    precision, recall, _ = precision_recall_curve(right, scores)
    return recall, precision, float(average_precision_score(right, scores))
