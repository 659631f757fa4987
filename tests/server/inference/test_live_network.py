"""A trained network as the camera asks it: by its file as soon as that is there, and by itself until then."""

import shutil
import tempfile
import threading
from pathlib import Path

import numpy as np
import pytest

from sunmao.data.builtin.samples import make_sample
from sunmao.images.image_files import read_image_file
from sunmao.server.inference.live_network import AFTER, LiveNetwork

pytestmark = pytest.mark.training


@pytest.fixture
def learned(tmp_path, monkeypatch):
    """Make a model that has learned three digits, and one of its pictures."""
    pytest.importorskip("torch")
    from sunmao.vision.classification import Classification

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sunmao.core.row_cache.cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    make_sample("digits", tmp_path / "all")
    for label in "147":
        for number in range(1, 7):
            place = tmp_path / "few" / label
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(tmp_path / "all" / "digits" / "training_set" / label / f"{number}.png", place)

    def learn(backbone: str):
        model = Classification(backbone=backbone, image_size=32)
        model.load_dataset(path="few", check=False)
        model.quick_train(epochs=2, random_seed=1)
        return model

    return learn, read_image_file(tmp_path / "few" / "4" / "1.png")


def pick_until_written(live: LiveNetwork, image: np.ndarray) -> list:
    """Return the model or file that answers each of `AFTER` pictures, and one more that comes after all is written."""
    asked = [live.pick(image) for _ in range(AFTER)]
    for each in threading.enumerate():
        if each.name == "write a live network":
            each.join()
    return [*asked, live.pick(image)]


@pytest.mark.long
def test_the_file_answers_as_the_network_does_and_is_kept_nowhere(learned):
    learn, image = learned
    model = learn("EfficientNet-Lite0")
    *first, last = pick_until_written(LiveNetwork(model), image)
    assert all(each is model for each in first) and last is not model
    ours, theirs = last.inference(image, smooth=3), model.inference(image)
    assert ours.label == theirs.label and np.allclose(ours.scores, theirs.scores, atol=1e-4)
    assert last.backbone == model.backbone
    assert not list(Path(tempfile.gettempdir()).rglob("live.onnx"))


def test_a_small_network_answers_by_itself(learned):
    """It needs less time than is saved."""
    learn, image = learned
    model = learn("LeNet")
    assert all(each is model for each in pick_until_written(LiveNetwork(model), image))


@pytest.mark.long
def test_a_file_that_answers_otherwise_is_not_used(learned, monkeypatch):
    from sunmao.deploy.workflow import Workflow

    learn, image = learned
    model = learn("EfficientNet-Lite0")
    look = Workflow._look
    monkeypatch.setattr(Workflow, "_look", lambda self, pictures: np.roll(look(self, pictures), 1, axis=1))
    assert pick_until_written(LiveNetwork(model), image)[-1] is model
