"""Learners of rows: what their files say of their making is what they must say to be loaded."""

import numpy as np
import pytest

from sunmao.errors import BadModelFile
from sunmao.tasks.classification.row_learner import RowLearner, compute_scores
from sunmao.training.checkpoints.array_files import save_arrays

ARRAYS = {"weight": np.array([[2, 0, 0], [0, 2, 0]], np.float32), "bias": np.zeros(2, np.float32)}
INFO = {"model": "LogisticRegression", "task": "series", "classes": ["a", "b"]}


class SeriesLearner(RowLearner):
    """Learns from rows as they are."""

    task, few, width = "series", "point_rows_few", 3

    def extract(self, contents: list) -> np.ndarray:
        return np.array(contents, np.float32).reshape(-1, self.width)


def load(path, about: dict | None, arrays: dict = ARRAYS, **info):
    save_arrays(path / "best.npz", arrays, {**INFO, **info})
    return SeriesLearner(about).load(path / "best.npz", "cpu")


@pytest.mark.parametrize(
    ("about", "said"), [(None, {}), ({}, {"hand": "left"}), ({"hand": "left", "mirrored": True},) * 2]
)
def test_a_file_of_the_same_making_answers(tmp_path, about, said):
    trained = load(tmp_path, about, **said)
    assert trained.scores([[1, 0, 5], [0, 1, 5]]).argmax(1).tolist() == [0, 1] and trained.scores([]).shape == (0, 2)
    assert trained.count_bytes() == sum(array.nbytes for array in ARRAYS.values())


@pytest.mark.parametrize(
    ("about", "changed"),
    [
        ({"hand": "left"}, {"hand": "right"}),
        ({"hand": "left"}, {}),
        (None, {"task": "text"}),
        (None, {"model": "KNN"}),
        (None, {"classes": ["a", "b", "c"]}),
        (None, {"arrays": {**ARRAYS, "means": np.zeros(3)}}),
        (None, {"arrays": {"weight": ARRAYS["weight"]}}),
        (None, {"arrays": {**ARRAYS, "weight": np.zeros((2, 4), np.float32)}}),
    ],
)
def test_a_file_of_another_making_is_refused(tmp_path, about, changed):
    with pytest.raises(BadModelFile):
        load(tmp_path, about, **changed)


def test_scores_of_a_row_are_together_one():
    rows = np.array([[1e4, 0, 0], [0, 0, 0]], np.float32)
    assert compute_scores(rows, ARRAYS["weight"], ARRAYS["bias"]).tolist() == [[1, 0], [0.5, 0.5]]
