"""Pictures on their way to whoever looks."""

import base64

import cv2
import numpy as np
import pytest

from sunmao.display.image_encoding import LARGEST, MOVING, DisplayedImage, encode_jpeg, shrink_to_fit


def _noise(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)


def _decode(data: bytes) -> np.ndarray:
    return cv2.cvtColor(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def test_a_small_picture_travels_as_it_is():
    image = _noise(20, 30)
    event = DisplayedImage(image, "t", "c", True, (("cat", 0.5),)).as_event()
    assert (event.media_type, event.width, event.height) == ("image/png", 30, 20)
    assert (_decode(base64.b64decode(event.data)) == image).all()
    assert (event.title, event.caption, event.mark, event.scores) == ("t", "c", True, [("cat", 0.5)])


def test_a_large_one_is_shrunk_and_says_how_large_it_was():
    event = DisplayedImage(np.zeros((1000, 3200, 3), np.uint8)).as_event()
    assert (event.media_type, event.width, event.height) == ("image/jpeg", 3200, 1000)
    assert _decode(base64.b64decode(event.data)).shape == (500, LARGEST, 3)


def test_a_gray_one_has_three_colors():
    event = DisplayedImage(np.full((4, 5), 7, np.uint8)).as_event()
    assert _decode(base64.b64decode(event.data)).tolist() == np.full((4, 5, 3), 7).tolist()


@pytest.mark.parametrize(
    ("height", "width", "size"), [(10, 20, (10, 20)), (200, 50, (100, 25)), (1, 1000, (1, 100)), (100, 100, (100, 100))]
)
def test_sides_fit(height, width, size):
    assert shrink_to_fit(np.zeros((height, width, 3), np.uint8), 100).shape[:2] == size


def test_a_frame_of_a_video():
    data, width, height = DisplayedImage(np.zeros((640, 2560, 3), np.uint8)).encode_moving()
    assert (width, height) == (MOVING, 320) and _decode(data).shape == (320, MOVING, 3)


def test_colors_and_quality():
    red = np.zeros((16, 16, 3), np.uint8)
    red[..., 0] = 255
    assert _decode(encode_jpeg(red, 90))[8, 8] == pytest.approx([255, 0, 0], abs=6)
    assert len(encode_jpeg(_noise(64, 64), 20)) < len(encode_jpeg(_noise(64, 64), 90))
