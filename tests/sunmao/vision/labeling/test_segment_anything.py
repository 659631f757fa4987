"""Outlines by a model with the ends of Segment Anything."""

import cv2
import numpy as np
import pytest

from sunmao.errors import BadModelFile, BadValue, FileMissing
from sunmao.vision.labeling.segment_anything import SegmentAnything
from tests.support.onnx_files import sides
from tests.support.promptable_model import write_promptable_model


@pytest.fixture(params=[(180, 400), (300, 120), (1500, 1100)], ids=str)
def scene(request) -> tuple[np.ndarray, np.ndarray]:
    """A red disc on green, in pictures of several shapes: the picture, and which pixels are the disc."""
    height, width = request.param
    mask = np.zeros((height, width), np.uint8)
    cv2.circle(mask, (round(width * 0.7), round(height * 0.6)), min(height, width) // 4, 1, -1)
    image = np.full((height, width, 3), (30, 120, 60), np.uint8)
    image[mask > 0] = (220, 40, 40)
    return image, mask


@pytest.mark.parametrize("square", [False, True])
def test_a_click_and_a_box_find_the_thing_whatever_the_shape(scene, square, tmp_path):
    image, mask = scene
    model = SegmentAnything(*write_promptable_model(tmp_path, square=square))
    seen = model.encode(image)
    x, y, w, h = cv2.boundingRect(mask)
    asked = (
        {"points": [(x + w / 2, y + h / 2, 1)]},
        {"box": (x + w, y + h, x, y)},
        {"box": (x, y, x + w, y + h), "points": [(x + w / 2, y + h / 2, 1)]},
    )
    for each in asked:
        found = model.outline(seen, **each)
        assert found.shape == mask.shape and found.dtype == np.uint8
        assert (found & mask).sum() / (found | mask).sum() > 0.95, each


def test_nothing_asked_and_files_that_are_something_else_are_said(tmp_path):
    encoder, decoder = write_promptable_model(tmp_path)
    image = np.zeros((30, 40, 3), np.uint8)
    model = SegmentAnything(encoder, decoder)
    with pytest.raises(BadValue):
        model.outline(model.encode(image), points=[(3, 3, 0)])
    with pytest.raises(FileMissing):
        SegmentAnything(tmp_path / "none.encoder.onnx", decoder).encode(image)
    (tmp_path / "sides.onnx").write_bytes(sides())
    with pytest.raises(BadModelFile):
        SegmentAnything(tmp_path / "sides.onnx", decoder).encode(image)
    with pytest.raises(BadModelFile):
        SegmentAnything(encoder, tmp_path / "sides.onnx").outline(model.encode(image), points=[(3, 3, 1)])
    with pytest.raises(BadModelFile):
        SegmentAnything(encoder, encoder).outline(model.encode(image), points=[(3, 3, 1)])
