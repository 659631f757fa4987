"""The explanation that a program gets: a picture, of every kind of model, and a sentence where there is none."""

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadValue, FileMissing, NotAPicture, NotTrained
from sunmao.explanation.explain import explain_image
from sunmao.explanation.heat_map import draw_heat_map
from sunmao.images.image_files import save_image_file
from sunmao.protocol.messages import Notice
from sunmao.vision import Classification, Detection, Segmentation
from tests.sunmao.explanation.conftest import draw_patches
from tests.support.onnx_files import finder, sides


@pytest.fixture
def halves(tmp_path, monkeypatch) -> Workflow:
    """A model file that says which half of a picture is brighter."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    (tmp_path / "halves.onnx").write_bytes(sides())
    return Workflow("halves.onnx")


def test_a_model_file_shows_where_it_looks(halves):
    image = np.zeros((128, 128, 3), np.uint8)
    image[:, :64] = 250
    before = image.copy()
    shown = halves.explain(image=image)
    assert shown.shape == image.shape and shown.dtype == np.uint8 and np.array_equal(image, before)
    assert np.array_equal(shown, draw_heat_map(image, explain_image(halves, image).heat_map))
    assert (shown == 255).all(2).any(), "the ring is white"
    save_image_file("half.png", image)
    assert np.array_equal(halves.explain(image="half.png"), shown)
    assert not np.array_equal(halves.explain(image=image, label="right"), shown)


def test_small_pictures_are_enlarged(halves):
    assert halves.explain(image=np.eye(32, dtype=np.uint8) * 250, method="occlusion").shape == (128, 128, 3)


def test_where_no_place_counts_it_is_said(halves, tmp_path, events):
    halves.explain(image=np.full((128, 128, 3), 99, np.uint8))
    (tmp_path / "finder.onnx").write_bytes(finder())
    Workflow("finder.onnx").explain(image=np.zeros((60, 80, 3), np.uint8))
    (tmp_path / "nothing.onnx").write_bytes(finder(things=((0, 0.1, 40, 60, 120, 140),)))
    Workflow("nothing.onnx").explain(image=np.zeros((60, 80, 3), np.uint8))
    said = [each for each in events if isinstance(each, Notice)]
    assert ["speaks for 'left'" in said[0].en, "speaks for 'circle'" in said[1].en] == [True, True]
    assert "finds nothing" in said[2].en and "什么也没找到" in said[2].zh


def test_what_cannot_be_explained_is_told(halves, tmp_path):
    image = np.zeros((64, 64, 3), np.uint8)
    with pytest.raises(BadValue, match="Did you mean 'left'"):
        halves.explain(image=image, label="lft")
    with pytest.raises(BadValue, match="occlusion"):
        halves.explain(image=image, method="grad_cam")
    with pytest.raises(FileMissing):
        halves.explain(image="missing.png")
    with pytest.raises(BadValue, match="one picture is needed"):
        halves.explain(image=tmp_path)
    for nothing in (None, 5, np.zeros(3)):
        with pytest.raises((NotAPicture, BadValue)):
            halves.explain(image=nothing)


@pytest.mark.training
@pytest.mark.parametrize("kind", [Classification, Detection, Segmentation])
def test_a_model_that_has_learned_nothing_explains_nothing(kind, halves):
    with pytest.raises(NotTrained):
        kind().explain(image=np.zeros((64, 64, 3), np.uint8))


@pytest.mark.training
def test_a_classifier_shows_what_speaks_for_a_label(color_model):
    image = draw_patches(200, 320, red=(30, 40, 60), blue=(220, 110, 50))
    shown, other = color_model.explain(image=image), color_model.explain(image=image, label="blue", method="grad_cam")
    brighter = shown.astype(int).sum(2) - other.astype(int).sum(2)
    assert brighter[50:90, 40:80].mean() > 0 > brighter[115:155, 225:265].mean()


@pytest.mark.training
def test_a_trained_classifier_and_its_file(project, digits_weights):
    model = Classification("LeNet")
    model.checkpoint = digits_weights
    shown = model.explain(image="data/digits/test_set/3/17.png")
    file = Workflow(model.convert(out_file="models/digits.onnx"))
    other = file.explain(image="data/digits/test_set/3/17.png")
    assert shown.shape == other.shape == (192, 192, 3)
    assert np.abs(shown.astype(int) - other).mean() < 3


@pytest.mark.training
@pytest.mark.parametrize(("kind", "name"), [(Detection, "RTMDet-tiny"), (Segmentation, "RTMDet-ins-tiny")])
@pytest.mark.parametrize("method", [None, "eigen_cam", "occlusion"])
def test_models_that_find_things(kind, name, method):
    from sunmao.models import find_model
    from sunmao.models.preprocessing import GEOMETRIES
    from sunmao.tasks.object_detection.trained_detector import TrainedDetector
    from tests.support.untrained_detectors import build_sensitive_detector

    model, network = kind(name), build_sensitive_detector(name, 96)
    info = {"image_size": 96, "confidence": 0.02}
    model._trained = TrainedDetector(find_model(name), network, ["a", "b", "c"], info, GEOMETRIES["SSD_Lite"])
    image = np.full((240, 320, 3), 200, np.uint8)
    image[80:160, 120:200] = (200, 30, 30)
    shown = model.explain(image=image, label="a", method=method)
    assert shown.shape == image.shape and not np.array_equal(shown, image)
