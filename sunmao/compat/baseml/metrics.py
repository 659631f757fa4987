"""BaseML's measures by the names that lessons print, with what is printed of each."""

from collections.abc import Callable
from typing import Any

import numpy as np

from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue

SUPERVISED = {
    "accuracy": "验证准确率为：{}%",
    "precision": "验证精确率为：{}%",
    "recall": "验证召回率为：{}%",
    "f1": "验证f1-score为：{}%",
    "auc": "验证auc为：{}%",
    "r2": "验证r2-score为：{}",
    "mse": "验证均方误差为：{}",
    "mae": "验证平均绝对误差为：{}",
}
CLUSTERS = {
    "silhouette_score": "验证轮廓系数为：{}",
    "calinski_harabasz_score": "验证Calinski-Harabasz指数为：{}",
    "davies_bouldin_score": "验证Davies-Bouldin指数为：{}",
}
_OTHER_NAMES = {"acc": "accuracy"}


def find_metric(name: str, known: dict[str, str]) -> str:
    """The measure's name. Raises BadValue, with the nearest."""
    found = _OTHER_NAMES.get(str(name), str(name))
    if found not in known:
        guess = suggest_nearest(found, known)
        raise BadValue("ml_no_metric", value=repr(name)[:60], names=", ".join(known), guess=guess)
    return found


def compute_supervised(name: str, truth: np.ndarray, answers: np.ndarray, scores: Any) -> float:
    """A measure of `SUPERVISED`. scores: gives (N, C) probabilities where it is called. Raises BadValue: of measures
    of classes, that the answers are none.
    """
    from sklearn import metrics

    if name in ("r2", "mse", "mae"):
        if name == "r2" and len(truth) < 2:
            raise BadValue("ml_two_rows")
        of_numbers: dict[str, Callable] = {
            "r2": metrics.r2_score,
            "mse": metrics.mean_squared_error,
            "mae": metrics.mean_absolute_error,
        }
        return float(of_numbers[name](truth, answers))
    if scores is None:
        raise BadValue("ml_metric_of_classes", name=name)
    if name == "accuracy":
        return float(metrics.accuracy_score(truth, answers))
    if name == "auc":
        found = scores()
        found = found[:, 1] if found.shape[1] == 2 else found
        return float(metrics.roc_auc_score(truth, found, multi_class="ovr"))
    of_classes = {"precision": metrics.precision_score, "recall": metrics.recall_score, "f1": metrics.f1_score}
    return float(of_classes[name](truth, answers, average="weighted", zero_division=0))


def compute_clusters(name: str, rows: np.ndarray, groups: np.ndarray) -> float:
    """A measure of `CLUSTERS`: how well rows, (N, F), lie in groups, (N,). Raises BadValue for fewer than two."""
    from sklearn import metrics

    if not 2 <= len(np.unique(groups)) < len(rows):
        raise BadValue("ml_two_groups")
    return float(getattr(metrics, name)(rows, groups))


def describe_score(name: str, known: dict[str, str], score: float) -> str:
    """The line that is printed."""
    sentence = known[name]
    return sentence.format(score * 100 if "%" in sentence else score)
