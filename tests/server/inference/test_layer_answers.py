"""The maps of each layer of a network: the numbers of one cell add up to the layer's value, and pictures stay small."""

import base64

import numpy as np
import pytest
from PIL import Image

from sunmao.images.image_files import decode_image, encode_png
from sunmao.nets import Conv, Dropout, Flatten, Linear, Network, Pool, ReLU
from sunmao.server.inference.layer_answers import answer_layers
from sunmao.server.models.open_model import open_model

pytestmark = [pytest.mark.training, pytest.mark.slow]


def test_a_worked_cell_adds_up_and_each_layer_has_its_maps(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dice = np.random.default_rng(1)
    for part in ("training_set", "val_set"):
        for label in "ab":
            (tmp_path / "noise" / part / label).mkdir(parents=True)
            for number in range(4):
                picture = dice.integers(0, 255, (128, 64, 3), np.uint8)
                Image.fromarray(picture).save(tmp_path / "noise" / part / label / f"{number}.png")
    model = Network(width=64, height=128, channels=3)
    for layer in (Conv(4, 3), ReLU(), Dropout(0.5), Conv(12, 5, 2, 1), Pool(size=2), Flatten(), Linear(2)):
        model.add(layer)
    model.load_dataset("noise", check=False)
    model.train(epochs=1, random_seed=1)
    opened = open_model(tmp_path / model._trained.path)
    said = answer_layers(opened, encode_png(picture))
    assert [(each["number"], each["kind"], each["shape"]) for each in said["layers"]] == [
        (1, "Conv", "62×126×4"),
        (2, "ReLU", "62×126×4"),
        (4, "Conv", "30×62×12"),
        (5, "Pool", "15×31×12"),
    ]
    assert [len(each["maps"]) for each in said["layers"]] == [4, 4, 8, 8]
    assert said["layers"][0]["name"] == {"zh": "卷积，4 个 3×3", "en": "convolution, 4 of 3×3"}
    assert said["layers"][1]["low"] == 0 and said["shape"] == "64×128×3"
    drawn = decode_image(base64.b64decode(said["layers"][0]["maps"][0].partition(",")[2]))
    assert drawn.shape == (96, 47, 3)
    for layer in said["layers"]:
        assert len(layer["filters"]) == (len(layer["maps"]) if layer["kind"] == "Conv" else 0)
        for cell in layer["filters"]:
            product = (np.array(cell["numbers"]) * cell["cells"]).sum()
            assert product + cell["others"] + cell["bias"] == pytest.approx(cell["value"], abs=2e-3)
            assert layer["low"] <= cell["value"] <= layer["high"]
    own = {"number": 1, "map": 2, "numbers": [[0, 0, 0], [0, 1, 0], [0, 0, 0]]}
    mine = answer_layers(opened, encode_png(picture), own)["layers"]
    cell = mine[0]["filters"][2]
    assert cell["numbers"] == own["numbers"] and cell["bias"] == 0
    assert (
        mine[0]["maps"][2] != said["layers"][0]["maps"][2] and mine[0]["filters"][1] == said["layers"][0]["filters"][1]
    )
    for odd in ({"number": 2}, {"map": 4}, {"numbers": [[1]]}, {"number": 99}, {}):
        again = (
            answer_layers(opened, encode_png(picture), own | odd) if odd else answer_layers(opened, encode_png(picture))
        )
        assert again == said  # nothing of it stays


def test_a_network_that_has_not_learned_shows_its_random_numbers_and_says_so():
    picture = encode_png(np.random.default_rng(1).integers(0, 255, (40, 40, 3), np.uint8))
    said = answer_layers(None, picture, None, "Network 32x32x1 Conv(8,3) ReLU Pool(max,2) Flatten Linear(10)")
    assert not said["learned"] and said["shape"] == "32×32×1"
    assert [(each["kind"], each["shape"]) for each in said["layers"]] == [
        ("Conv", "30×30×8"),
        ("ReLU", "30×30×8"),
        ("Pool", "15×15×8"),
    ]
    filters = np.array([each["numbers"] for each in said["layers"][0]["filters"]])
    assert filters.shape == (8, 3, 3) and filters.std() > 0.1
    assert len(set(said["layers"][0]["maps"])) == 8
    own = {"number": 1, "map": 2, "numbers": [[0, 0, 0], [0, 1, 0], [0, 0, 0]]}
    for line in ("Network 32x32x1 Conv(8,3)", "Network 32x32x1 Conv(8,3) ReLU Pool(max,2) Flatten"):  # without an end
        begun = answer_layers(None, picture, None, line)
        assert begun["layers"][0] == said["layers"][0]  # the same numbers for every picture
        mine = answer_layers(None, picture, own, line)["layers"][0]["filters"][2]
        assert mine["numbers"] == own["numbers"]
    assert answer_layers(None, picture, None, "Network 4 Linear(3)")["layers"] == []
