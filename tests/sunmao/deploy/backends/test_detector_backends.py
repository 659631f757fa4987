"""Networks that find things as files of other backends: the same boxes as PyTorch."""

import json
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from sunmao.data.listing import Sample
from sunmao.deploy import Workflow
from sunmao.deploy.backends.convert_to_backend import convert_to_backend
from sunmao.deploy.backends.registry import BACKENDS
from sunmao.errors import NotConverted
from sunmao.models import find_model
from sunmao.models.preprocessing import GEOMETRIES, get_resize_name
from sunmao.vision.object_detection.trained_detector import TrainedDetector
from tests.support.untrained_detectors import CLASSES, build_sensitive_detector, drawn

pytestmark = pytest.mark.training
SIDE = 96


def require(name: str):
    found = BACKENDS[name]
    if missing := found.list_missing():
        pytest.skip(f"{missing[0]} is not installed (the extra {found.extra!r})")
    return found


def make_detector(name: str) -> TrainedDetector:
    network, entry = build_sensitive_detector(name, SIDE), find_model(name)
    info = {"image_size": SIDE, "mAP": 0.5, "confidence": 0.06}
    return TrainedDetector(entry, network, CLASSES, info, GEOMETRIES[get_resize_name(entry, SIDE)])


@pytest.fixture
def pictures(tmp_path):
    for number, image in enumerate((drawn(2)[0], drawn(2)[1][:150])):
        Image.fromarray(image).save(tmp_path / f"{number}.png")
    items = [Sample(path, "", "") for path in sorted(tmp_path.glob("*.png"))]
    return SimpleNamespace(items=lambda part: items)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.long
def test_the_boxes_are_those_of_pytorch(backend, pictures, tmp_path, monkeypatch):
    model, found = make_detector("SSD_Lite"), require(backend)
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
        convert_to_backend(make_detector("FasterRCNN"), pictures, tmp_path / f"models/x{found.ending}", found)
    assert not (tmp_path / "models").exists()
