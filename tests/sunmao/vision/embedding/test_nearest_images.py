"""The nearest pictures: a picture finds itself first, then what looks like it."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from sunmao.data.dataset import Dataset
from sunmao.errors import BadValue
from sunmao.images.image_files import read_image_file
from sunmao.models import find_model
from sunmao.runtime import session
from sunmao.vision import Classification
from sunmao.vision.embedding.embedding import Embedder
from sunmao.vision.embedding.nearest_images import find_nearest

pytestmark = pytest.mark.training

ONE = "data/few/training_set/4/3.png"


@pytest.fixture
def lenet(digits_weights):
    model = Classification("LeNet")
    model.checkpoint = digits_weights
    return model


@pytest.fixture
def embedder(cache):
    """The embedder of the packaged backbone, for pictures of 64 pixels."""
    return Embedder(find_model("EfficientNet-Lite0"), 64)


def check_nearest(found, count: int) -> None:
    similarities = [each.similarity for each in found]
    assert Path(found[0].path) == Path(ONE) and found[0].label == "4" and found[0].similarity > 0.999
    assert len(found) == count and similarities == sorted(similarities, reverse=True)
    assert all(-1 <= each <= 1 for each in similarities)


def test_a_picture_finds_itself_first(few, embedder):
    check_nearest(find_nearest(embedder, ONE, few), 8)
    check_nearest(find_nearest(embedder, read_image_file(ONE), few, count=3), 3)


def test_rows_are_remembered(few, embedder, monkeypatch):
    first = find_nearest(embedder, ONE, few)
    looked = []
    rows = Embedder.rows
    monkeypatch.setattr(Embedder, "rows", lambda self, prepared: looked.append(len(prepared)) or rows(self, prepared))
    assert find_nearest(embedder, ONE, few) == first and looked == [1]


def test_a_stop_ends_the_look_at_the_pictures(few, embedder, monkeypatch):
    monkeypatch.setattr(session._session, "stopping", True)
    with pytest.raises(session.StopProgram):
        embedder.of_items(Dataset(few).items("train"))


def test_a_trained_model_finds_what_it_takes_for_the_same(few, lenet):
    found = find_nearest(lenet, ONE, few)
    check_nearest(found, 8)
    assert [each.label for each in found].count("4") >= 7
    assert len(find_nearest(lenet, ONE, few, count=99)) == 36, "those of training only"
    assert {each.path.split("/")[2] for each in find_nearest(lenet, ONE, few, split="test")} == {"test_set"}


@pytest.mark.long
def test_a_model_for_photographs_uses_its_own_backbone(few, cache):
    model = Classification("EfficientNet-Lite0", image_size=64)
    model.load_dataset(few)
    model.save_fold = "models/few"
    model.quick_train(epochs=3, random_seed=1)
    check_nearest(find_nearest(model, ONE, few), 8)
    model.train(epochs=1, random_seed=1, save_fold="models/whole")
    check_nearest(find_nearest(model, ONE, few), 8)


def test_damaged_pictures_are_left_out(few, lenet, embedder, capsys):
    Path("data/few/training_set/1/1.png").write_text("hello")
    for model in (lenet, embedder):
        assert len(find_nearest(model, ONE, few, count=99)) == 35


def test_no_picture_is_near_where_there_is_none(lenet, tmp_path, few):
    shutil.rmtree("data/few/training_set/1")
    assert {each.label for each in find_nearest(lenet, ONE, few, count=99)} == {"4", "7"}
    assert find_nearest(lenet, np.zeros((28, 28, 3), np.uint8), few, split="val", count=2)
    with pytest.raises(BadValue):
        find_nearest(lenet, ONE, few, count=0)
