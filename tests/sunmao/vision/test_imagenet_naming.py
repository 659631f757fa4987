"""A network that has learned before names things without any training, in both languages."""

from itertools import islice

import numpy as np
import pytest
from sklearn.datasets import load_sample_image
from torchvision.models import ResNet18_Weights

from sunmao.cameras import Camera
from sunmao.deploy import Workflow
from sunmao.errors import NotTrained
from sunmao.models.imagenet_classes import read_imagenet_classes
from sunmao.vision import Classification, MultiLabel, name_thing
from sunmao.vision import imagenet_naming as module
from tests.support.paths import SHARED

pytestmark = pytest.mark.training


@pytest.fixture(autouse=True)
def anew(monkeypatch, tmp_path):
    """In a folder without weights, with nothing loaded in another language."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    module._make_namer.cache_clear()
    yield
    module._make_namer.cache_clear()


def test_names_in_both_languages(monkeypatch):
    assert read_imagenet_classes() == ResNet18_Weights.IMAGENET1K_V1.meta["categories"]
    assert name_thing(load_sample_image("flower.jpg")).label == "daisy"
    assert {each.label for each in name_thing(load_sample_image("china.jpg")).top(3)} >= {"monastery", "palace"}
    monkeypatch.setenv("SUNMAO_LANG", "zh")
    assert len(set(read_imagenet_classes())) == 1000
    module._make_namer.cache_clear()
    assert name_thing(load_sample_image("flower.jpg")).label == "雏菊"


@pytest.mark.long
def test_of_a_camera():
    clip = SHARED / "data/camera-clips/bottle.mjpeg"
    frames = islice(Camera(clip.as_posix()), 5, 100, 10)
    labels = [name_thing(frame, smooth=3).label for frame in frames]
    assert sum("bottle" in label for label in labels) > len(labels) / 2, labels


@pytest.mark.long
def test_a_classifier_that_has_no_data_answers_too(capsys):
    model = Classification(backbone="EfficientNet-Lite0")
    flower = load_sample_image("flower.jpg")
    answer = model.inference(flower)
    assert answer.label == "daisy" and len(model.classes) == 1000
    assert "1,000 things" in capsys.readouterr().out
    model.convert("models/things.onnx")
    same = Workflow("models/things.onnx").inference(flower)
    assert same.label == "daisy" and np.allclose(same.scores, answer.scores, atol=1e-4)


def test_who_shall_be_trained_first_says_so(tmp_path):
    flower = load_sample_image("flower.jpg")
    own = Classification(backbone="EfficientNet-Lite0")
    own.load_dataset(path="data/digits")
    for model in (own, Classification(weights="fresh"), Classification(backbone="LeNet"), MultiLabel()):
        with pytest.raises(NotTrained):
            model.inference(flower)
