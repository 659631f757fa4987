"""Scores of BaseML's classifiers and regressors: also of those that know no probabilities."""

import numpy as np
import pytest

from sunmao.compat.baseml.algorithms import CLASSIFIERS, REGRESSORS
from sunmao.compat.baseml.supervised import TabularClassifier, TabularRegressor
from sunmao.errors import BadValue, DatasetNotLoaded

pytestmark = pytest.mark.training
CENTERS = np.array([[0, 0], [9, 0], [0, 9]])


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


def make_rows(classes: int, each: int = 20) -> tuple[np.ndarray, np.ndarray]:
    """Rows of some classes that lie apart."""
    random = np.random.default_rng(0)
    labels = np.repeat(np.arange(classes), each)
    return CENTERS[labels] + random.normal(0, 0.5, (len(labels), 2)), labels


@pytest.mark.parametrize("classes", [2, 3])
@pytest.mark.parametrize("name", CLASSIFIERS)
def test_every_classifier_has_an_area_under_its_curve(name, classes):
    model, (rows, labels) = TabularClassifier(name), make_rows(classes)
    model.load_dataset(rows, labels)
    model.train(lr=0.1)
    assert model.valid(x=rows, y=labels, metrics="auc")[0] > 0.99
    assert model.valid(x=rows, y=labels, metrics="acc")[0] > 0.95


@pytest.mark.parametrize("name", REGRESSORS)
def test_every_regressor_follows_a_line(name):
    x = np.linspace(0, 10, 41)[:, None]
    model = TabularRegressor(name)
    model.load_dataset(x, 2 * x[:, 0])
    model.train(lr=0.1, epochs=2000)
    assert model.valid(x=x, y=2 * x[:, 0], metrics="r2")[0] > 0.9
    with pytest.raises(BadValue):
        model.valid(x=x, y=2 * x[:, 0], metrics="auc")


def test_a_test_without_rows_or_with_too_few_answers_is_said():
    model, (rows, labels) = TabularClassifier("KNN"), make_rows(2)
    model.load_dataset(rows, labels, split=False)
    model.train()
    with pytest.raises(DatasetNotLoaded):
        model.valid()
    with pytest.raises(BadValue) as uneven:
        model.valid(x=rows, y=labels[:-1])
    assert uneven.value.key == "ml_uneven"


def test_a_part_is_kept_to_validate(capsys):
    model, (rows, labels) = TabularClassifier("SVM"), make_rows(2)
    model.load_dataset(rows, labels)
    model.train(validate=True, val_size=0.25)
    assert len(model.x_val) * 3 == len(model.x_train) and "100.0%" in capsys.readouterr().out
