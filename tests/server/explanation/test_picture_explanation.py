"""The explanation that the page shows: the places that a model looked at, and its answer when they are covered."""

import base64

import cv2
import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import NotAPicture
from sunmao.server.explanation.picture_explanation import SIDE, explain_picture, scale_for_page
from sunmao.server.inference.worker_process import answer
from sunmao.server.models.open_model import open_model
from tests.support.onnx_files import sides


@pytest.fixture
def model(tmp_path):
    """Says which half of a picture is brighter."""
    (tmp_path / "sides.onnx").write_bytes(sides())
    return Workflow(checkpoint=tmp_path / "sides.onnx")


def encode(image: np.ndarray) -> bytes:
    return cv2.imencode(".png", image)[1].tobytes()


def decode(address: str) -> np.ndarray:
    start, data = address.split(",")
    assert start == "data:image/jpeg;base64"
    return cv2.imdecode(np.frombuffer(base64.b64decode(data), np.uint8), cv2.IMREAD_COLOR)


def test_the_brighter_half_is_what_it_looked_at(model):
    image = np.full((40, 60, 3), 20, np.uint8)
    image[8:32, 4:24] = 250
    found = explain_picture(model, encode(image))
    assert found["said"] == "left" == found["scores"][0]["label"]
    assert found["confidence"] == found["scores"][0]["score"] > 0.5
    assert [row["label"] for row in found["scores"]] == ["left", "right"]
    heat, covered = decode(found["heat"]), found["covered"]
    assert max(heat.shape) == SIDE - SIDE % 60 and heat[:, : heat.shape[1] // 2].mean() > 1.3 * heat.mean() / 2
    assert covered["said"] == covered["scores"][0]["label"]
    assert covered["changed"] == (covered["said"] != "left")
    half = heat.shape[1] // 2
    assert decode(covered["image"])[:, :half].mean() < scale_for_page(image)[:, :half].mean()


def test_where_nothing_speaks_for_the_answer_there_is_no_heat_map(model):
    found = explain_picture(model, encode(np.full((40, 40, 3), 90, np.uint8)))
    assert found["heat"] is None and found["covered"] is None and len(found["scores"]) == 2


def test_what_is_no_picture(model):
    with pytest.raises(NotAPicture):
        explain_picture(model, b"hello")


@pytest.mark.parametrize(
    ("shape", "shown"),
    [((8, 8), (576, 576)), ((64, 32), (576, 288)), ((100, 50), (576, 288)), ((2000, 1000), (576, 288))],
)
def test_pictures_are_scaled_for_the_page(shape, shown):
    assert scale_for_page(np.zeros((*shape, 3), np.uint8)).shape == (*shown, 3)


def test_a_model_that_computes_no_numbers(tmp_path):
    (tmp_path / "broken.onnx").write_bytes(sides(last="Log"))
    with pytest.raises(ValueError):
        explain_picture(Workflow(checkpoint=tmp_path / "broken.onnx"), encode(np.zeros((9, 9, 3), np.uint8)))


@pytest.mark.training
def test_a_trained_network_is_explained(digits, digits_weights):
    model = open_model(digits_weights)
    picture = (digits / "test_set" / "3" / "17.png").read_bytes()
    found = answer(model, picture, {"explain": True})
    assert found["said"] == "3" and len(found["scores"]) == 4
    scores = [row["score"] for row in found["scores"]]
    assert scores == sorted(scores, reverse=True)
    assert decode(found["heat"]).shape == (SIDE, SIDE, 3)
    assert found["covered"]["confidence"] <= found["confidence"]
