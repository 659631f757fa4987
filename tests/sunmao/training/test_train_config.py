"""The defaults of a training."""

import pytest

from sunmao.training.train_config import TrainOptions, fit_epochs
from sunmao.vision import Detection, SemanticSegmentation


@pytest.mark.parametrize(("pictures", "epochs"), [(1, 100), (32, 100), (96, 48), (230, 20), (5000, 20)])
def test_few_pictures_are_seen_more_often(pictures, epochs):
    assert fit_epochs(pictures, 13) == epochs


@pytest.mark.training
@pytest.mark.parametrize("kind", [Detection, SemanticSegmentation])
def test_epochs_that_are_said_stay(kind, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    model = kind()

    class Few:
        @staticmethod
        def items(_):
            return range(96)

    start = model._start(None)
    assert model._make_config(TrainOptions(epochs=3), start, Few).epochs == 3
    assert model._make_config(TrainOptions(), start, Few).epochs == fit_epochs(96, model._entry.seconds)
