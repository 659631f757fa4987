"""Networks that find things as files of other backends: the same boxes as PyTorch."""

import json

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.deploy.backends.registry import BACKENDS
from sunmao.deploy.conversion.convert_to_backend import convert_to_backend
from sunmao.errors import NotConverted
from tests.support.untrained_detectors import drawn, make_detector, save_pictures

pytestmark = pytest.mark.training
SIDE = 96


def require(name: str):
    found = BACKENDS[name]
    if missing := found.list_missing():
        pytest.skip(f"{missing[0]} is not installed (the extra {found.extra!r})")
    return found


@pytest.fixture
def pictures(tmp_path):
    return save_pictures(tmp_path)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.long
def test_the_boxes_are_those_of_pytorch(backend, pictures, tmp_path, monkeypatch):
    model, found = make_detector("SSD_Lite", SIDE), require(backend)
    monkeypatch.setattr(model.network, "least", 0.5)
    file = convert_to_backend(model, pictures, tmp_path / f"models/x{found.ending}", found)
    parity = Workflow(file).information["parity"]
    assert parity["pictures"] == 2 and parity["things"] >= 3
    assert parity["largest_shift"] <= 1 and parity["same"] + parity["ties"] == 2
    card = json.loads((tmp_path / f"models/x{found.ending}.json").read_text("utf-8"))
    assert (card["decoding"] is None) == found.suppresses
    things = Workflow(file).inference(np.ascontiguousarray(drawn(2)[0]), confidence=0.5).things
    assert things and all(0 <= thing.box[0] < thing.box[2] <= 240 for thing in things)


@pytest.mark.parametrize("backend", [name for name, found in BACKENDS.items() if not found.suppresses])
def test_of_two_stages_it_is_said_that_it_cannot_be(backend, pictures, tmp_path):
    found = require(backend)
    with pytest.raises(NotConverted, match="FasterRCNN"):
        convert_to_backend(make_detector("FasterRCNN", SIDE), pictures, tmp_path / f"models/x{found.ending}", found)
    assert not (tmp_path / "models").exists()
