"""Networks of layers that learn the rows of a table by the loop of all networks."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadModelFile, BadValue
from sunmao.nets import LSTM, BatchNorm, Conv, Linear, Network, ReLU
from sunmao.server.models.open_model import open_model
from sunmao.tables import Table, sample_table

pytestmark = pytest.mark.training


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def make_network(inputs=4, answers=3) -> Network:
    model = Network(inputs=inputs)
    for layer in (Linear(16), BatchNorm(), ReLU(), Linear(answers)):
        model.add(layer)
    return model


def test_it_learns_is_tested_kept_and_written_as_a_file():
    model, iris = make_network(), sample_table("iris")
    model.load_dataset(iris)
    log = model.train(epochs=20, random_seed=1)
    assert [line["epoch"] for line in log if line["mode"] == "val"] == [*range(1, 21)]
    assert model.evaluate().accuracy > 0.85
    row = [5.1, 3.5, 1.4, 0.2]
    result = model.inference(data=row)
    assert result.label == "setosa"
    other = Network(inputs=4)
    other.load_checkpoint(model._trained.path)
    assert other.inference(data=row).scores == result.scores
    assert open_model(model._trained.path).inference(data=row).scores == result.scores
    assert len(model.transform(iris).rows) == 150 and len(model.importance().rows) == 4
    path = model.convert("models/iris")
    assert np.allclose(Workflow(path).inference(row).scores, result.scores, atol=1e-4)
    session = onnxruntime.InferenceSession(path)
    label, scores = session.run(None, {"rows": np.array([row], np.float32)})
    assert model.classes[label[0]] == "setosa" and np.allclose(scores[0], result.scores, atol=1e-4)
    assert json.loads(Path("models/iris.json").read_text())["inputs"] == iris.columns[:4]
    assert Path(model.quantize("models/small.onnx")).is_file()


def test_numbers_and_columns_of_classes():
    dice = np.random.default_rng(3)
    rows = [
        [float(x), color, 3 * float(x) + 10 * (color == "red")]
        for x in dice.uniform(0, 9, 120)
        for color in ("red", "blue")
    ]
    model = Network(inputs=3)
    for layer in (Linear(16), ReLU(), Linear(1)):
        model.add(layer)
    model.load_dataset(Table(["x", "color", "y"], rows, title="made"))
    model.train(epochs=30, random_seed=1)
    report = model.evaluate()
    assert report.mae < report.baseline_mae / 4
    flow = Workflow(model.convert("models/y.onnx"))  # which raises where numbers differ
    row = [4.5, "red"]
    assert flow.inference(row).value == pytest.approx(model.inference(row).value, abs=0.01)


def test_an_lstm_reads_a_row_number_by_number_in_its_file_too():
    model = Network(inputs=4)
    for layer in (LSTM(units=8), Linear(units=3)):
        model.add(layer)
    model.load_dataset(sample_table("iris"))
    model.train(epochs=3, random_seed=1)
    row = [5.1, 3.5, 1.4, 0.2]
    flow = Workflow(model.convert("models/iris.onnx"))  # which raises where answers differ
    assert np.allclose(flow.inference(row).scores, model.inference(data=row).scores, atol=1e-4)


def test_a_stopped_training_goes_on_to_the_bits_of_a_whole_one(monkeypatch):
    import torch

    from sunmao.runtime import session

    def train(fold, **more):
        model = make_network()
        model.load_dataset(sample_table("iris"))
        model.train(epochs=4, random_seed=3, save_fold=fold, **more)

    train("whole")
    looks = []

    def stop():
        looks.append(None)
        if len(looks) == 18:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(session, "check_stop", stop)
        with pytest.raises(KeyboardInterrupt):
            train("halves")
    assert 0 < len(torch.load("halves/latest.pth", weights_only=True)["training"]["history"]) < 4
    train("halves", resume=True)
    whole, halves = (torch.load(f"{name}/latest.pth", weights_only=True)["state_dict"] for name in ("whole", "halves"))
    assert all(torch.equal(value, halves[name]) for name, value in whole.items())


def test_what_does_not_fit_is_said_before_any_training():
    model = make_network(inputs=5)
    with pytest.raises(BadValue) as told:
        model.load_dataset(sample_table("iris"))
    assert told.value.key == "net_other_inputs" and model._dataset is None
    model = make_network(answers=2)
    model.load_dataset(sample_table("iris"))
    with pytest.raises(BadValue) as told:
        model.train()
    assert told.value.key == "net_other_end"
    with pytest.raises(BadValue) as told:
        model.add(Conv(8, 3))
    assert told.value.key == "layer_wants_picture"
    with pytest.raises(BadValue):
        model.cross_validate()


def test_weights_of_other_layers_are_refused():
    model = make_network()
    model.load_dataset(sample_table("iris"))
    model.train(epochs=1)
    other = Network(inputs=4)
    other.add(Linear(3))
    with pytest.raises(BadModelFile) as told:
        other.load_checkpoint(model._trained.path)
    assert told.value.key == "other_model"
