"""Marks counted in NumPy against scikit-learn's, to the last bit."""

import numpy as np
import pytest

from sunmao.tasks.evaluation.counts import (
    average_class_marks,
    compute_class_marks,
    compute_top_k_accuracy,
    count_confusions,
)


@pytest.mark.parametrize("classes, total, seed", [(2, 1, 0), (2, 40, 1), (3, 7, 2), (10, 300, 3), (100, 250, 4)])
def test_counts_are_those_of_scikit_learn(classes, total, seed):
    from sklearn import metrics  # takes a second

    random = np.random.default_rng(seed)
    scores = random.integers(0, 4, (total, classes)).astype(np.float32)  # many are equal
    truth, answers = random.integers(0, max(2, classes - 1), total), scores.argmax(1)
    matrix = count_confusions(truth, answers, classes)
    assert np.array_equal(matrix, metrics.confusion_matrix(truth, answers, labels=range(classes)))
    assert matrix.dtype == np.int64
    theirs = metrics.precision_recall_fscore_support(truth, answers, labels=range(classes), zero_division=0)
    for ours, wanted in zip(compute_class_marks(matrix), theirs, strict=True):
        assert np.array_equal(ours, wanted)
    means = metrics.precision_recall_fscore_support(truth, answers, average="macro", zero_division=0)[:3]
    assert average_class_marks(matrix) == pytest.approx(means, rel=1e-12)
    for k in range(2, min(classes, 6)):  # of two classes it takes the scores in another form
        wanted = metrics.top_k_accuracy_score(truth, scores, k=k, labels=range(classes))
        assert compute_top_k_accuracy(truth, scores, k) == wanted
