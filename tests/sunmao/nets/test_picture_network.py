"""Networks of layers that learn pictures: the classifier's loop, its files, its exports."""

import json

import numpy as np
import pytest
import torch
from PIL import Image

from sunmao.deploy import Workflow
from sunmao.errors import BadModelFile, BadValue, DatasetNotLoaded, NotTrained
from sunmao.models.lenet import LENET
from sunmao.models.network import Classifier
from sunmao.nets import LSTM, BatchNorm, Conv, Flatten, Linear, Network, Pool, ReLU
from sunmao.runtime import session
from sunmao.server.models.open_model import open_model

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def stripes(tmp_path_factory):
    """Upright and lying stripes, 24 and 8 pictures each."""
    root, dice = tmp_path_factory.mktemp("stripes"), np.random.default_rng(5)
    for part, count in (("training_set", 24), ("val_set", 8), ("test_set", 8)):
        for label in ("lying", "upright"):
            (root / part / label).mkdir(parents=True)
            for number in range(count):
                wave = np.sin(np.arange(32) * dice.uniform(0.8, 1.2) + dice.uniform(0, 6))
                picture = np.tile(wave, (32, 1)) * 100 + 128 + dice.normal(0, 10, (32, 32))
                picture = (picture if label == "upright" else picture.T).clip(0, 255).astype(np.uint8)
                Image.fromarray(picture).save(root / part / label / f"{number}.png")
    return root


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def make_network(width=32, height=32, channels=1, answers=2, last=None) -> Network:
    model = Network(width=width, height=height, channels=channels)
    for layer in (Conv(4, 3), BatchNorm(), ReLU(), Pool(kind="max", size=4), last or Flatten(), Linear(answers)):
        model.add(layer)
    return model


@pytest.mark.long
def test_it_learns_is_tested_kept_and_written_as_a_file(stripes):
    model = make_network()
    model.load_dataset(stripes)
    log = model.train(epochs=6, random_seed=2)
    assert [line["epoch"] for line in log if line["mode"] == "val"] == [1, 2, 3, 4, 5, 6]
    report = model.evaluate()
    assert report.accuracy > 0.9
    other = Network()
    other.load_checkpoint(model._trained.path)
    assert other.layers == model.layers
    picture = str(stripes / "test_set" / "upright" / "0.png")
    drawn = model.draw_layers(picture)
    assert drawn.dtype == np.uint8 and drawn.shape == (6 * 104, 630, 3)  # input, filters and four layers with pictures
    lying = model.draw_layers(str(stripes / "test_set" / "lying" / "0.png"))
    assert (drawn[104:208] == lying[104:208]).all() and (drawn[234:306] != lying[234:306]).any()
    assert open_model(model._trained.path).inference(picture).label == model.inference(picture).label
    assert np.allclose(other.inference(picture).scores, model.inference(picture).scores)
    flow = Workflow(model.convert("models/stripes.onnx"))
    assert flow.inference(picture).label == model.inference(picture).label
    assert Workflow(model.quantize("models/small.onnx")).inference(picture).label == model.inference(picture).label


def test_a_network_that_has_not_learned_is_drawn_and_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    picture = np.random.default_rng(0).integers(0, 255, (32, 32), np.uint8)
    drawn = make_network().draw_layers(picture)
    assert drawn.shape == (6 * 104, 630, 3) and len(np.unique(drawn[234:306].reshape(-1, 3), axis=0)) > 50
    assert "random" in capsys.readouterr().out
    with pytest.raises(NotTrained):
        make_network().inference(picture)


def test_a_stopped_training_goes_on_to_the_bits_of_a_whole_one(stripes, monkeypatch):
    def train(fold, **more):
        model = make_network()
        model.load_dataset(stripes)
        model.train(epochs=3, random_seed=3, save_fold=fold, **more)

    train("whole")
    looks = []

    def stop():
        looks.append(None)
        if len(looks) == 8:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(session, "check_stop", stop)
        with pytest.raises(KeyboardInterrupt):
            train("halves")
    assert 0 < len(torch.load("halves/latest.pth", weights_only=True)["training"]["history"]) < 3
    train("halves", resume=True)
    whole, halves = (torch.load(f"{name}/latest.pth", weights_only=True)["state_dict"] for name in ("whole", "halves"))
    assert all(torch.equal(value, halves[name]) for name, value in whole.items())


@pytest.mark.long
@pytest.mark.parametrize("last", [Flatten(), LSTM(units=8)], ids=["flatten", "lstm"])
def test_pictures_in_color_that_are_not_square(stripes, last):
    model = make_network(48, 24, 3, last=last)
    model.load_dataset(stripes)
    model.train(epochs=1)
    path = model.convert("models/wide.onnx")  # which raises where the answers of the file differ
    said = json.loads({each.key: each.value for each in _read_onnx(path).metadata_props}["SUNMAO_INFO"])
    assert said["name"] == model.backbone and said["image_size"] == 48


def _read_onnx(path):
    import onnx

    return onnx.load(path)


def test_lenet_of_layers_answers_as_lenet():
    model = Network(32, 32, 1)
    for layer in (
        *(Conv(6, 5), ReLU(), Pool(), Conv(16, 5), ReLU(), Pool(), Flatten()),
        *(Linear(120), ReLU(), Linear(84), ReLU(), Linear(10)),
    ):
        model.add(layer)
    ours, lenet = Classifier(model._entry, 10, 32).eval(), Classifier(LENET, 10, 32).eval()
    ours.load_state_dict(dict(zip(ours.state_dict(), lenet.state_dict().values(), strict=True)))
    pixels = torch.rand(3, 1, 32, 32) * 255
    assert torch.equal(ours(pixels), lenet(pixels))


def test_a_misfit_and_a_wrong_end_are_said_before_any_training(stripes):
    model = Network()
    model.add(Conv(8, 3))
    with pytest.raises(BadValue) as told:
        model.add(Linear(2))
    assert told.value.key == "layer_wants_row" and "7200" in str(told.value)
    assert len(model.layers) == 1
    with pytest.raises(DatasetNotLoaded):
        model.train()
    with pytest.raises(BadValue) as told:
        model.load_dataset(stripes)
    assert told.value.key == "net_no_end"
    with pytest.raises(BadValue) as told:
        make_network(answers=10).load_dataset(stripes)
    assert told.value.key == "net_other_end" and told.value.params == {"units": 10, "count": 2}
    late = Network()
    late.load_dataset(stripes)
    late.add(Flatten())
    late.add(Linear(3))
    with pytest.raises(BadValue):
        late.train()
    for wrong in (lambda: late.add(7), lambda: Network(channels=2), lambda: Network(width=4)):
        with pytest.raises(BadValue):
            wrong()


def test_weights_of_other_layers_are_refused(stripes):
    model = make_network()
    model.load_dataset(stripes)
    model.train(epochs=1, validate=False)
    other = make_network(answers=2)
    other.add(ReLU())
    other.add(Linear(2))
    with pytest.raises(BadModelFile) as told:
        other.load_checkpoint(model._trained.path)
    assert told.value.key == "other_model"
