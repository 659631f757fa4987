"""One number for scores, of one label a picture and of several."""

from pathlib import Path

import numpy as np
import pytest

from sunmao.data.listing import Sample
from sunmao.vision.primary_metric import compute_primary_metric, encode_truth

pytestmark = pytest.mark.training
CLASSES = ["sea", "trees"]


def test_of_one_label_it_is_the_share_of_right_answers():
    items = [Sample(Path(f"{number}.png"), label, "test") for number, label in enumerate(["sea", "trees", "trees"])]
    truth = encode_truth(items, CLASSES, False)
    assert truth.tolist() == [0, 1, 1]
    assert compute_primary_metric(np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]]), truth) == pytest.approx(2 / 3)


def test_of_several_labels_it_is_the_map():
    items = [Sample(Path(f"{number}.png"), None, "test", tags) for number, tags in enumerate([("sea",), CLASSES, ()])]
    truth = encode_truth(items, CLASSES, True)
    assert truth.tolist() == [[1, 0], [1, 1], [0, 0]]
    # 'sea' stands before the others, 'trees' in the second place.
    assert compute_primary_metric(np.array([[0.9, 0.8], [0.8, 0.5], [0.1, 0.2]]), truth) == pytest.approx(0.75)
