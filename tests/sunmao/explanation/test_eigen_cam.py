"""EigenCAM: an object on a plain background stands out; the component's sign is the right one."""

import cv2
import numpy as np
import pytest
import torch

from sunmao.explanation.eigen_cam import compute_eigen_cam, project_features, select_feature_map
from sunmao.explanation.explain import explain_image
from sunmao.explanation.heat_map import find_region, restore_geometry
from sunmao.models import find_model, list_detectors, list_segmenters
from sunmao.models.preprocessing import GEOMETRIES
from sunmao.tasks.object_detection.trained_detector import TrainedDetector
from sunmao.vision import Detection
from tests.support.untrained_detectors import batch, build_sensitive_detector

pytestmark = pytest.mark.training

HEIGHT, WIDTH = 240, 360
SIDE = 320


@pytest.fixture(scope="module")
def network():
    """A detector whose backbone has learned ImageNet, as it comes inside a package."""
    entry = find_model("RTMDet-Lite0")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        network = entry.build(2, SIDE).eval()
    network.body.backbone.load_state_dict(entry.pretrained.state(), strict=False)
    return network


def draw_object(x: int, y: int, side: int, kind: str) -> np.ndarray:
    """A dark or bright thing on a plain background, (H, W, 3) uint8 RGB."""
    image = np.random.default_rng(0).integers(115, 125, (HEIGHT, WIDTH, 3), np.uint8)
    if kind == "disk":
        cv2.circle(image, (x + side // 2, y + side // 2), side // 2, (250, 230, 60), -1)
    else:
        image[y : y + side, x : x + side] = (20, 30, 90)
    return image


@pytest.mark.parametrize("kind", ["disk", "box"])
@pytest.mark.parametrize("place", [(20, 20, 90), (240, 110, 100), (90, 40, 180), (270, 20, 70)])
def test_it_finds_an_object_on_a_plain_background(network, kind, place):
    x, y, side = place
    image = draw_object(*place, kind)
    prepared = GEOMETRIES["SSD_Lite"].prepare(image)
    values = compute_eigen_cam(network, torch.from_numpy(prepared).permute(2, 0, 1)[None])
    assert values.shape == (SIDE, SIDE) and values.dtype == np.float32 and values.min() == 0 and values.max() == 1
    placed = restore_geometry(values, GEOMETRIES["SSD_Lite"], HEIGHT, WIDTH)
    row, column = np.unravel_index(placed.argmax(), placed.shape)
    # To half a cell of the feature map, which is 36 pixels wide and 24 high.
    assert x - 18 <= column <= x + side + 18 and y - 12 <= row <= y + side + 12
    inside = placed[y : y + side, x : x + side].mean()
    assert inside > 2 * (placed.sum() - inside * side**2) / (placed.size - side**2)


@pytest.mark.long
@pytest.mark.parametrize("name", [*list_detectors(), *list_segmenters()])
def test_every_detector_has_a_map(name):
    side = 96
    network = build_sensitive_detector(name, side)
    modes = [part.training for part in network.modules()]
    values = compute_eigen_cam(network, batch(side, 1))
    assert values.shape == (side, side) and values.min() == 0 and values.max() == 1
    assert [part.training for part in network.modules()] == modes
    assert all(each.grad is None for each in network.parameters())


def test_the_component_is_that_of_a_singular_value_decomposition():
    features = np.random.default_rng(3).normal(size=(40, 6, 9))
    features[:, 2:4, 3:6] *= 5
    rows = features.reshape(40, -1).T
    left, values, _ = np.linalg.svd(rows - rows.mean(0), full_matrices=False)
    ours = project_features(features).ravel()
    assert abs(ours @ left[:, 0]) == pytest.approx(1, abs=1e-9)


def test_the_sign_is_the_one_of_strong_features():
    features = np.zeros((8, 5, 5))
    features[:, 1, 3] = np.arange(8) - 9.0  # all below zero: its length counts, not its sign
    assert np.unravel_index(project_features(features).argmax(), (5, 5)) == (1, 3)


def test_maps_of_a_few_cells_are_passed_over():
    fine, coarse = torch.zeros(1, 4, 8, 8), torch.zeros(1, 8, 2, 2)
    assert select_feature_map((fine, coarse)) is fine and select_feature_map((coarse,)) is coarse
    assert select_feature_map(fine) is fine


@pytest.fixture
def detector():
    """A `Detection` that finds something in shapes, whatever it is."""
    entry = find_model("RTMDet-tiny")
    network = build_sensitive_detector("RTMDet-tiny", 96)
    model = Detection("RTMDet-tiny")
    info = {"image_size": 96, "confidence": 0.02}
    model._trained = TrainedDetector(entry, network, ["a", "b", "c"], info, GEOMETRIES["SSD_Lite"])
    return model


def test_a_detector_is_explained(detector):
    image = draw_object(60, 40, 90, "disk")
    result = detector.inference(image)
    found = explain_image(detector, image)
    assert (found.said, found.confidence) == (result.label, result.confidence)
    assert found.heat_map.method == "eigen_cam" and found.heat_map.values.shape == image.shape[:2]
    assert find_region(found.heat_map).any() and 0 <= found.label_left <= 1
    assert found.changed == (found.covered_said != found.said)


@pytest.mark.long
def test_a_detector_that_finds_nothing_says_nothing(network):
    """Its heads have learned nothing."""
    model, image = Detection("RTMDet-Lite0"), draw_object(60, 40, 90, "disk")
    info = {"image_size": SIDE}
    model._trained = TrainedDetector(find_model("RTMDet-Lite0"), network, ["a", "b"], info, GEOMETRIES["SSD_Lite"])
    found = explain_image(model, image)
    assert (found.said, found.confidence, found.changed, found.heat_map.label) == ("", 0.0, False, "")
    asked = explain_image(model, image, label="B", method="occlusion")
    assert (asked.heat_map.label, asked.heat_map.method) == ("b", "occlusion")
