"""The nearest training pictures, step by step: what was seen is kept, labels are those of now, spoilt ones are named."""

import shutil

import cv2
import numpy as np
import pytest

from sunmao.server.explanation import nearest_search
from sunmao.server.explanation.nearest_search import COUNT, NearestSearch
from sunmao.server.inference.worker_process import answer
from sunmao.server.models.open_model import open_model

pytestmark = pytest.mark.training
PARTS = {"training_set": 15, "val_set": 3, "test_set": 3}


@pytest.fixture
def few(digits, tmp_path):
    """45 training, 9 validation and 9 test pictures of three digits."""
    for part, count in PARTS.items():
        for label in "147":
            target = tmp_path / "few" / part / label
            target.mkdir(parents=True)
            for number in range(1, count + 1):
                shutil.copy(digits / part / label / f"{number}.png", target)
    return tmp_path / "few"


@pytest.fixture
def search(digits_weights) -> NearestSearch:
    return NearestSearch(open_model(digits_weights))


def advance(search, folder, picture: bytes, stamp="1", skip="", label="4") -> dict:
    return search.advance(picture, str(folder), stamp, skip, label)


def test_all_training_pictures_are_searched(few, search):
    picture = (few / "test_set" / "4" / "2.png").read_bytes()
    found = advance(search, few, picture)
    assert found["done"] == found["total"] == 45 + 40, "40 of them are measured, too"
    assert len(found["nearest"]) == COUNT and not found["blurred"] and not found["dark"]
    similarities = [row["similarity"] for row in found["nearest"]]
    assert similarities == sorted(similarities, reverse=True)
    assert [row["label"] for row in found["nearest"]].count("4") >= 6
    assert all((few / row["path"]).is_file() and row["path"].startswith("training_set/") for row in found["nearest"])


def test_a_picture_is_not_near_itself(few, search):
    own = "training_set/4/3.png"
    picture = (few / own).read_bytes()
    assert advance(search, few, picture)["nearest"][0]["path"] == own
    assert own not in [row["path"] for row in advance(search, few, picture, skip=own)["nearest"]]


def test_a_step_ends_and_the_next_one_goes_on(few, search, monkeypatch):
    monkeypatch.setattr(nearest_search, "STEP", 0)
    picture = (few / "test_set" / "4" / "2.png").read_bytes()
    assert advance(search, few, picture)["done"] == 0
    monkeypatch.setattr(nearest_search, "STEP", 60)
    seen = []
    rows = search._embedder.of_items
    monkeypatch.setattr(search._embedder, "of_items", lambda items: seen.extend(items) or rows(items))
    assert advance(search, few, picture)["done"] == 85
    assert advance(search, few, picture)["done"] == 85 and len(seen) == 45, "each is looked at once"


def test_labels_are_those_of_now(few, search):
    picture = (few / "training_set" / "4" / "3.png").read_bytes()
    advance(search, few, picture)
    shutil.move(few / "training_set" / "4" / "3.png", few / "training_set" / "7" / "new.png")
    nearest = advance(search, few, picture, stamp="2")["nearest"][0]
    assert (nearest["path"], nearest["label"]) == ("training_set/7/new.png", "7")


def test_a_dark_picture_is_named(few, search):
    for each in (few / "training_set").rglob("*.png"):  # as on white paper
        cv2.imwrite(str(each), 255 - cv2.imread(str(each)))
    dark = cv2.imencode(".png", np.full((32, 32, 3), 15, np.uint8))[1].tobytes()
    found = advance(search, few, dark)
    assert found["dark"] and not found["blurred"]


def test_a_file_that_is_no_picture_is_passed_over(few, search):
    (few / "training_set" / "4" / "3.png").write_bytes(b"hello")
    found = advance(search, few, (few / "test_set" / "4" / "2.png").read_bytes())
    assert found["done"] == found["total"] and len(found["nearest"]) == COUNT


def test_the_process_of_a_model_keeps_its_search(few, digits_weights):
    model = open_model(digits_weights)
    asked = {"nearest": {"folder": str(few), "stamp": "1", "skip": "", "label": "4"}}
    found = answer(model, (few / "test_set" / "4" / "2.png").read_bytes(), asked)
    assert found["nearest"] and answer(model, (few / "test_set" / "7" / "2.png").read_bytes(), asked)["done"] == 85
