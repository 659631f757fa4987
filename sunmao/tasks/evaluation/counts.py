"""Marks counted from answers, in NumPy. Their definitions are scikit-learn's, and so are the numbers
(`test_counts_are_those_of_scikit_learn`); importing `sklearn.metrics` takes more than a second of each program.
"""

import numpy as np


def count_confusions(truth: np.ndarray, answers: np.ndarray, classes: int) -> np.ndarray:
    """Counts, (C, C) int64: row = the true label, column = the answer. truth, answers: (N,) numbers below `classes`."""
    return np.bincount(truth.astype(np.int64) * classes + answers, minlength=classes * classes).reshape(
        classes, classes
    )


def compute_class_marks(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Precision, recall, F1 (each (C,) float64, 0 where there is nothing to divide by) and the number of pictures, (C,)
    int64. matrix: (C, C), as `count_confusions` gives it.
    """
    right, given, asked = matrix.diagonal(), matrix.sum(0), matrix.sum(1)
    return _divide(right, given), _divide(right, asked), _divide(2 * right, given + asked), asked


def average_class_marks(matrix: np.ndarray) -> tuple[float, float, float]:
    """The means of precision, recall and F1 over the classes that were asked or answered."""
    among = (matrix.sum(0) + matrix.sum(1)) > 0
    precision, recall, f1, _ = (marks[among].mean() for marks in compute_class_marks(matrix))
    return float(precision), float(recall), float(f1)


def compute_top_k_accuracy(truth: np.ndarray, scores: np.ndarray, k: int) -> float:
    """The share of pictures whose label is among the `k` highest scores; of equal ones the later class counts as
    higher. truth: (N,); scores: (N, C).
    """
    best = np.argsort(scores, axis=1, kind="stable")[:, ::-1][:, :k]
    return float((best == np.asarray(truth)[:, None]).any(1).mean())


def _divide(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)
