"""People in front of a background: a photograph of one, and pictures without."""

import cv2
import numpy as np
import pytest

from sunmao.errors import FileMissing
from sunmao.ready import find_person

BLACK = np.zeros((240, 320, 3), np.uint8)


@pytest.fixture(scope="module")
def portrait() -> np.ndarray:
    """A head and shoulders, drawn with skin, hair and a shirt before a wall, (H, W, 3) uint8 RGB."""
    image = np.full((480, 480, 3), (190, 200, 205), np.uint8)
    cv2.ellipse(image, (240, 470), (170, 170), 0, 0, 360, (40, 60, 140), cv2.FILLED)
    cv2.rectangle(image, (205, 260), (275, 330), (214, 164, 136), cv2.FILLED)
    cv2.ellipse(image, (240, 185), (95, 115), 0, 0, 360, (60, 40, 30), cv2.FILLED)
    cv2.ellipse(image, (240, 205), (78, 100), 0, 0, 360, (224, 172, 144), cv2.FILLED)
    for x in (208, 272):
        cv2.ellipse(image, (x, 195), (14, 8), 0, 0, 360, (255, 255, 255), cv2.FILLED)
        cv2.circle(image, (x, 195), 7, (50, 30, 20), cv2.FILLED)
        cv2.ellipse(image, (x, 172), (20, 6), 0, 180, 360, (60, 40, 30), 5)
    cv2.ellipse(image, (240, 228), (12, 16), 0, 20, 160, (190, 130, 110), 4)
    cv2.ellipse(image, (240, 262), (28, 10), 0, 0, 180, (170, 70, 70), cv2.FILLED)
    return cv2.GaussianBlur(image, (0, 0), 1.5)


def test_a_person_is_told_from_the_wall(portrait):
    result = find_person(portrait)
    assert result.label == "person" and result.has("person") and 0.2 < result.share() < 0.6
    assert result.mask[200, 240] and result.mask[440, 240] and not result.mask[40, 40] and not result.mask[100, 440]
    replaced = result.replace_background("#00b140")
    assert (replaced[40, 40] == (0, 177, 64)).all() and (replaced[200, 240] == portrait[200, 240]).all()
    assert (result.draw_outline() != portrait).any()


def test_where_nobody_is():
    for picture in (BLACK, BLACK[:1, :1], np.full((2000, 3000, 3), 128, np.uint8)):
        result = find_person(picture)
        assert result.count() == 0 and result.share() < 0.02 and result.mask.shape == picture.shape[:2]
    with pytest.raises(FileMissing):
        find_person("none.png")
