"""Explaining an answer: the region that is named is the one that counts, and covering it tells."""

import cv2
import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadValue, FileMissing, NotTrained
from sunmao.explanation.explain import explain_image, list_methods
from sunmao.explanation.heat_map import HeatMap, cover_region, draw_heat_map, find_region
from sunmao.images.image_files import read_image_file, save_image_file
from sunmao.vision import Classification
from tests.sunmao.explanation.conftest import draw_patches
from tests.support.onnx_files import finder

pytestmark = pytest.mark.training


def test_covering_the_region_changes_the_answer(color_model):
    image = draw_patches(200, 320, red=(30, 40, 60), blue=(220, 110, 50))
    before = image.copy()
    found = explain_image(color_model, image)
    assert (found.said, found.covered_said, found.changed) == ("red", "blue", True)
    assert found.confidence == color_model.inference(image).confidence > 0.6
    assert found.label_left == pytest.approx(1 - found.covered_confidence, abs=2e-4)
    assert found.heat_map.confidence == found.confidence
    assert np.array_equal(image, before)
    covered = cover_region(image, found.heat_map)
    assert (covered[45:95, 35:85, 0] < 200).mean() > 0.8, "the red patch has gone"


def test_another_label_can_be_explained(color_model):
    image = draw_patches(200, 320, red=(30, 40, 60), blue=(220, 110, 50))
    found = explain_image(color_model, image, label="BLUE")
    assert (found.said, found.heat_map.label, found.changed) == ("red", "blue", False)
    assert found.heat_map.confidence == pytest.approx(1 - found.confidence, abs=2e-4)
    row, column = np.unravel_index(found.heat_map.values.argmax(), image.shape[:2])
    assert 220 <= column < 270 and 110 <= row < 160
    assert found.label_left < found.heat_map.confidence


@pytest.mark.parametrize("method", ["grad_cam", "occlusion"])
def test_every_method_finds_the_patch(color_model, method):
    image = cv2.GaussianBlur(draw_patches(320, 200, red=(110, 200, 60), blue=(40, 60, 40)), (0, 0), 1)
    found = explain_image(color_model, image, method=method)
    assert found.heat_map.method == method and found.label_left < found.confidence
    assert find_region(found.heat_map)[230, 140] and not find_region(found.heat_map)[80, 60]


def test_what_is_given_may_be_a_file(color_model, tmp_path):
    image = draw_patches(100, 100, red=(10, 10, 30), blue=(60, 60, 20))
    save_image_file(tmp_path / "patches.png", image)
    theirs = explain_image(color_model, str(tmp_path / "patches.png"))
    assert np.array_equal(theirs.heat_map.values, explain_image(color_model, image).heat_map.values)
    with pytest.raises(FileMissing, match="patches"):
        explain_image(color_model, tmp_path / "patchs.png")


def test_what_the_model_does_not_have_is_told(color_model):
    image = draw_patches(100, 100, red=(10, 10, 30))
    with pytest.raises(BadValue, match="Did you mean 'blue'"):
        explain_image(color_model, image, label="blu")
    with pytest.raises(BadValue, match="grad_cam, occlusion"):
        explain_image(color_model, image, method="eigen_cam")
    untrained = Classification("LeNet")
    untrained.save_fold = "models/none"
    with pytest.raises(NotTrained):
        explain_image(untrained, image)


def test_where_nothing_speaks_for_the_label_the_next_method_is_tried(color_model):
    """Without any red, Grad-CAM of 'red' is empty."""
    image = draw_patches(200, 200, blue=(40, 60, 70))
    assert not explain_image(color_model, image, label="red", method="grad_cam").heat_map.values.any()
    assert explain_image(color_model, image, label="red").heat_map.method == "occlusion"


def test_the_last_result_of_the_model_stays(color_model):
    result = color_model.inference(draw_patches(100, 100, blue=(10, 10, 30)))
    explain_image(color_model, draw_patches(100, 100, red=(10, 10, 30)))
    assert color_model.print_result()[0]["预测结果"] == result.label == "blue"


def test_a_file_that_finds_things_is_explained_by_occlusion(tmp_path):
    (tmp_path / "finder.onnx").write_bytes(finder())
    model = Workflow(tmp_path / "finder.onnx")
    assert list_methods(model) == ["occlusion"]
    found = explain_image(model, np.zeros((60, 80, 3), np.uint8))
    assert (found.said, found.confidence, found.changed) == ("circle", 0.9, False)
    assert not found.heat_map.values.any(), "it finds the same in every picture"
    assert found.label_left == 0.9


@pytest.mark.long
def test_a_lenet_is_explained_by_occlusion(digits, digits_weights):
    """Covering the region costs it more of its answer than covering the same region turned upside down."""
    model = Classification("LeNet")
    model.checkpoint = digits_weights
    assert list_methods(model) == ["occlusion", "grad_cam"]
    ours, turned = [], []
    for path in sorted((digits / "test_set").glob("*/*.png"))[::4]:
        image = read_image_file(path)
        found = explain_image(model, path)
        other = HeatMap(found.heat_map.values[::-1, ::-1], "occlusion", found.said, found.confidence)
        scores = dict(zip(model.classes, model.inference(cover_region(image, other)).scores, strict=True))
        ours.append(found.confidence - found.label_left)
        turned.append(found.confidence - scores[found.said])
    assert len(ours) > 80 and np.mean(ours) > 2 * np.mean(turned) > 0
    assert draw_heat_map(image, found.heat_map).shape == (192, 192, 3)
    assert explain_image(model, path, method="grad_cam").heat_map.method == "grad_cam"


@pytest.mark.training
def test_a_converted_model_looks_where_the_model_looks(color_model):
    from tests.sunmao.explanation.conftest import draw_patches

    file = Workflow(color_model.convert("models/color.onnx"))
    image = draw_patches(170, 310, red=(210, 20, 50), blue=(40, 90, 45))
    ours, theirs = explain_image(color_model, image), explain_image(file, image)
    assert (theirs.heat_map.method, theirs.said, theirs.covered_said) == ("cam", "red", "blue")
    assert ours.said == "red" and theirs.changed
    assert theirs.confidence == pytest.approx(ours.confidence, abs=1e-3)
    assert np.abs(ours.heat_map.values - theirs.heat_map.values).max() < 2e-3
