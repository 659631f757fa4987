"""Points that are followed from picture to picture of a camera."""

import math

import cv2
import numpy as np
import pytest

from sunmao.images.image_files import read_image_file
from sunmao.landmarks import tracking
from sunmao.landmarks.find_landmarks import find_landmarks
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.landmarks.tracking import DETECT_EVERY, LandmarkTracker

HAND = TARGETS["hand"]


@pytest.fixture(scope="module")
def scene(shared) -> np.ndarray:
    """A hand in the left half of a picture, (480, 640, 3)."""
    file = sorted((shared / "data" / "sign-digits" / "test_set" / "5").iterdir())[0]
    hand = cv2.resize(read_image_file(file), (300, 300), interpolation=cv2.INTER_CUBIC)
    return cv2.copyMakeBorder(hand, 90, 90, 10, 330, cv2.BORDER_REPLICATE)


def move(scene: np.ndarray, step: int) -> np.ndarray:
    """The picture of a hand that is waved: turned, moved and brought nearer."""
    height, width = scene.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 10 * math.sin(step / 3), 1 + 0.15 * math.sin(step / 4))
    matrix[:, 2] += [30 * math.sin(step / 5), 20 * math.cos(step / 4)]
    return cv2.warpAffine(scene, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)


@pytest.fixture
def detections(monkeypatch) -> list:
    """A list that grows by each picture in which the detector is asked."""
    asked = []

    def find(image, *rest):
        asked.append(image)
        return find_landmarks(image, *rest)

    monkeypatch.setattr(tracking, "find_landmarks", find)
    return asked


@pytest.mark.slow
def test_a_hand_that_moves_is_followed_to_where_the_detector_finds_it(scene, detections):
    tracker, differences = LandmarkTracker(HAND), []
    for step in range(20):
        picture = move(scene, step)
        [followed], [found] = tracker.find(picture), find_landmarks(picture, HAND)
        assert followed.side == found.side
        between = np.linalg.norm(followed.points[:, :2] - found.points[:, :2], axis=1).mean()
        differences.append(between / math.sqrt(found.area))
    assert len(detections) == 20 / DETECT_EVERY
    assert np.median(differences) < 0.03 and max(differences) < 0.1


@pytest.mark.slow
def test_what_comes_is_found_and_what_goes_is_gone(scene, detections):
    tracker, both = LandmarkTracker(HAND), scene.copy()
    assert len(tracker.find(scene)) == 1
    both[:, 320:] = scene[:, :320][:, ::-1]
    assert [len(tracker.find(both)) for _ in range(DETECT_EVERY)][-1] == 2
    [left] = tracker.find(scene)
    assert left.box[2] < 320
    assert tracker.find(np.full_like(scene, 90)) == []
    before = len(detections)
    tracker.find(scene)
    tracker.find(scene[:400])
    tracker.reset()
    tracker.find(scene[:400])
    assert len(detections) - before == 3, "another size, or a beginning, is looked at whole"
