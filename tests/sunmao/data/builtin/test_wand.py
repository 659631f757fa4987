"""The movements that come along: told apart, also as other hands make them."""

import numpy as np
import pytest

from sunmao.data.builtin.wand import CLASSES, draw_movement
from sunmao.data.dataset import Dataset
from sunmao.motion import MotionClassification
from tests.support.drawn_motions import make_motion


@pytest.mark.slow
def test_all_takes_are_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dataset = Dataset("data/wand")
    assert sorted(dataset.classes) == sorted(CLASSES)
    assert (len(dataset.items()), len(dataset.items("test"))) == (80, 16)


@pytest.mark.long
@pytest.mark.training
def test_a_model_learns_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    model = MotionClassification()
    model.load_dataset(path="data/wand")
    model.train(random_seed=1)
    random, right = np.random.default_rng(7), 0
    for kind in CLASSES:
        right += sum(model.inference(motion=draw_movement(kind, random)).label == kind for _ in range(10))
        right += sum(model.inference(motion=make_motion(kind, random)).label == kind for _ in range(10))
    assert right >= 72
