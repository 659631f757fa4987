"""One thing of a detector is explained: where it looked, what it says with that covered, and what it learned from."""

import base64
import shutil

import cv2
import numpy as np
import pytest

from sunmao.data.dataset import open_dataset
from sunmao.server.explanation import nearest_search
from sunmao.server.explanation.nearest_objects import NearestObjectSearch, crop_square
from sunmao.server.explanation.object_explanation import explain_thing
from sunmao.server.inference.worker_process import answer
from sunmao.server.models.open_model import open_model

pytestmark = [pytest.mark.training, pytest.mark.long]


@pytest.fixture(scope="module")
def model(shapes_weights):
    return open_model(shapes_weights)


@pytest.fixture(scope="module")
def samples(shapes):
    """The test pictures of the shapes."""
    return open_dataset(shapes).items("test")


def decode(address: str) -> np.ndarray:
    data = base64.b64decode(address.removeprefix("data:image/jpeg;base64,"))
    return cv2.cvtColor(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def explain(model, sample, thing=None) -> dict:
    thing = thing or sample.things[0]
    asked = {"explain_object": {"label": thing.label, "box": list(thing.box)}}
    return answer(model, sample.path.read_bytes(), asked)


def test_things_are_found_and_covering_is_tried(model, samples):
    found = [explain(model, sample, thing) for sample in samples[:20] for thing in sample.things]
    seen = [each for each in found if each["said"]]
    assert len(seen) > len(found) / 2
    for each in found:
        assert each["scores"] == sorted(each["scores"], key=lambda row: -row["score"])[:4]
        assert not each["said"] or each["confidence"] >= each["least"]
        assert (each["covered"] is not None) == (bool(each["said"]) and each["heat"] is not None)
    lost = [each for each in seen if not each["covered"]["said"]]
    assert lost, "covering what it looked at takes some things away"
    assert all(each["covered"]["changed"] == (each["covered"]["said"] != each["said"]) for each in seen)


def test_what_is_covered_lies_in_the_box(model, samples):
    seen = next(
        (sample, thing, found)
        for sample in samples
        for thing in sample.things
        if (found := explain(model, sample, thing))["covered"]
    )
    sample, thing, found = seen
    heat, covered = decode(found["heat"]), decode(found["covered"]["image"])
    assert heat.shape == covered.shape and heat.shape[:2] == (576, 576)
    image = cv2.imdecode(np.fromfile(sample.path, np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1]
    other = np.abs(covered.astype(int) - cv2.resize(image, (576, 576), interpolation=cv2.INTER_CUBIC)).max(2) > 40
    rows, columns = np.nonzero(other)
    scale, (left, top, right, bottom) = 576 / 240, thing.box
    around = 0.1 * max(right - left, bottom - top) + 2
    assert len(rows) and left - around <= columns.min() / scale and columns.max() / scale <= right + around
    assert top - around <= rows.min() / scale and rows.max() / scale <= bottom + around


def test_where_nothing_is_found_nothing_is_covered(model, samples):
    from sunmao.data.listing import ObjectAnnotation

    found = explain(model, samples[0], ObjectAnnotation("star", (0, 0, 6, 6)))
    assert (found["said"], found["confidence"], found["covered"]) == ("", 0.0, None)
    assert found["heat"], "what stands out in the picture is shown all the same"


def test_things_like_it_are_found_in_the_training_pictures(model, shapes, samples):
    search = NearestObjectSearch(model)
    sample = next(each for each in samples if each.things[0].label == "star")
    thing = sample.things[0]

    def advance(**more) -> dict:
        asked = {"box": list(thing.box), "folder": str(shapes), "stamp": "1", "skip": "", "label": "star", **more}
        return search.advance_object(sample.path.read_bytes(), **asked)

    found = advance()
    while found["done"] < found["total"]:
        assert not found["blurred"] and not found["dark"]
        found = advance()
    things = sum(len(each.things) for each in open_dataset(shapes).items("train"))
    assert found["total"] == things + nearest_search.COMPARED
    labels = [row["label"] for row in found["nearest"]]
    assert len(labels) == nearest_search.COUNT and labels.count("star") >= 5, labels
    assert all(
        (shapes / row["path"]).is_file() and decode(row["image"]).shape[:2] == (160, 160) for row in found["nearest"]
    )
    similarities = [row["similarity"] for row in found["nearest"]]
    assert similarities == sorted(similarities, reverse=True)
    # Of the worker's own, kept between two questions.
    asked = {"box": list(thing.box), "folder": str(shapes), "stamp": "1", "skip": "", "label": "star"}
    assert answer(model, sample.path.read_bytes(), {"nearest_objects": asked})["total"] == found["total"]


def test_a_thing_is_cut_out_as_a_square_also_at_the_edge():
    image = np.zeros((40, 60, 3), np.uint8)
    image[10:20, 0:8] = 255
    cut = crop_square(image, (0, 10, 8, 20))
    assert cut.shape == (13, 13, 3) and cut[2:11, :10].min() == 255 and cut[0].max() == 0
    assert crop_square(image, (-500, -500, -400, -400)).shape == (120, 120, 3)
    assert crop_square(image, (59.6, 39.6, 59.7, 39.7)).shape == (4, 4, 3)
    assert crop_square(image, (-9999, 0, 9999, 5)).shape == (120, 120, 3)


def test_what_a_picture_of_the_data_set_holds_may_have_changed(model, shapes, samples, tmp_path):
    folder = tmp_path / "shapes"
    shutil.copytree(shapes, folder)
    gone = open_dataset(folder).items("train")[0]
    gone.path.write_bytes(b"no picture")
    search, sample = NearestObjectSearch(model), samples[0]
    asked = {"box": list(sample.things[0].box), "folder": str(folder), "stamp": "1", "skip": "", "label": "star"}
    found = search.advance_object(sample.path.read_bytes(), **asked)
    while found["done"] < found["total"]:
        found = search.advance_object(sample.path.read_bytes(), **asked)
    assert gone.path.name not in [row["path"].rpartition("/")[2] for row in found["nearest"]]


def test_an_answer_without_numbers_is_refused(model, samples, monkeypatch):
    from sunmao.explanation import explain_object

    monkeypatch.setattr(explain_object, "_score", lambda *_: np.full(4, np.nan, np.float32))
    thing = samples[0].things[0]
    with pytest.raises(ValueError, match="no numbers"):
        explain_thing(model, samples[0].path.read_bytes(), thing.label, list(thing.box))
