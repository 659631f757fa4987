"""`config.yaml` of tables and of networks of layers: it repeats the training to the same answers."""

from pathlib import Path

import pytest

from sunmao.errors import BadConfig
from sunmao.nets import Conv, Flatten, Linear, Network, ReLU
from sunmao.tables import Table, TableModel, sample_table
from sunmao.vision.run_config import load_config

pytestmark = pytest.mark.training
IRIS = {"target": "species", "columns": ["petal length", "petal width"], "seed": 3}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")


def repeat(model, **more):
    """Train, train again by the `config.yaml`, and give what both answer and the second's configuration."""
    model.train(save_fold="first", **more)
    again = load_config("first/config.yaml", ["train.save_fold=second"])
    again.train()
    first = load_config("first/config.yaml")
    assert Path("second/config.yaml").read_text().replace("second", "first") == Path("first/config.yaml").read_text()
    marks = [config.evaluate() for config in (first, again)]
    return marks, again.predict("data/iris.csv") if Path("data/iris.csv").is_file() else []


def test_a_tree_of_two_columns():
    model = TableModel("decision_tree", max_depth=2, random_seed=5)
    model.load_dataset(path=sample_table("iris"), **IRIS)
    (first, again), predicted = repeat(model)
    assert first.accuracy == again.accuracy == model.evaluate().accuracy
    assert [row for _, row in predicted] == [row[-2:] for row in model.transform("data/iris.csv").rows]


def test_numbers_of_a_table():
    model = TableModel("random_forest", trees=5)
    model.load_dataset(path=sample_table("diabetes"), target="progression", ratio="6:2:2")
    (first, again), _ = repeat(model)
    assert first.mae == again.mae == model.evaluate().mae


def test_a_network_of_rows():
    model = Network(inputs=2)
    for layer in (Linear(units=6), ReLU(), Linear(units=3)):
        model.add(layer)
    model.load_dataset(path=sample_table("iris"), **IRIS)
    (first, again), predicted = repeat(model, epochs=3)
    assert first.accuracy == again.accuracy == model.evaluate().accuracy
    assert [row for _, row in predicted] == [row[-2:] for row in model.transform("data/iris.csv").rows]


@pytest.mark.long
def test_a_network_of_pictures_keeps_its_layers_and_its_size():
    model = Network(width=8, height=8, channels=1)
    for layer in (Conv(filters=2), ReLU(), Flatten(), Linear(units=10)):
        model.add(layer)
    model.load_dataset(path="data/digits", check=False)
    (first, again), _ = repeat(model, epochs=1)
    assert first.accuracy == again.accuracy


def test_a_table_that_a_program_has_made_has_no_config():
    model = TableModel("knn", neighbors=1)
    model.load_dataset(path=Table(["size", "kind"], [[n, "ab"[n > 9]] for n in range(20)]), target="kind")
    model.train(save_fold="made")
    assert not Path("made/config.yaml").exists()


@pytest.mark.parametrize(
    "changes",
    [
        ["model.layers=nonsense"],
        ["model.layers=Network 8x8x1 Conv(2) ReLU Flatten Linear(10)"],
        ["model.layers=3"],
        ["model.method=tree"],
        ["dataset.columns=[1, 2]"],
    ],
)
def test_what_cannot_be_is_a_sentence(changes):
    Path("config.yaml").write_text(
        "model: {task: table_classification, method: knn}\ndataset: {path: data/iris.csv, target: species}\ntrain: {}\n"
    )
    sample_table("iris")
    with pytest.raises((BadConfig, ValueError)) as caught:
        load_config("config.yaml", changes).train()
    assert hasattr(caught.value, "key")
