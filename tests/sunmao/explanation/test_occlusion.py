"""Occlusion finds what counts, asks about few pictures at once, and explains files whose head says nothing."""

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.explanation.explain import explain_image, list_methods
from sunmao.explanation.occlusion import compute_occlusion
from tests.support.onnx_files import sides


@pytest.mark.parametrize("size", [(120, 160), (160, 120), (300, 90), (28, 28)])
@pytest.mark.parametrize("place", [(0.05, 0.05), (0.7, 0.1), (0.1, 0.7), (0.75, 0.75), (0.4, 0.5)])
def test_occlusion_finds_the_patch_that_counts(size, place):
    height, width = size
    side = min(size) // 5
    x, y = round(place[0] * width), round(place[1] * height)
    image = np.random.default_rng(1).integers(90, 110, (height, width, 3), np.uint8)
    image[y : y + side, x : x + side] = (250, 30, 30)
    before, asked = image.copy(), []

    def predict(pictures: list) -> np.ndarray:
        asked.append(len(pictures))
        return np.array([(each[..., 0] > 200).mean() for each in pictures])

    values = compute_occlusion(predict, image)
    assert values.shape == size and values.dtype == np.float32 and values.min() == 0 and values.max() == 1
    row, column = np.unravel_index(values.argmax(), size)
    # To a cell of the grid, which is a ninth of a side.
    assert x - width / 9 <= column <= x + side + width / 9 and y - height / 9 <= row <= y + side + height / 9
    assert values[y + side // 2, x + side // 2] > 0.5
    assert sum(asked) == 65 and max(asked) <= 16 and np.array_equal(image, before)


def test_occlusion_of_large_photographs_asks_about_few_at_once(monkeypatch):
    monkeypatch.setattr("sunmao.explanation.occlusion.PIXELS", 3 * 50 * 50)
    asked = []

    def predict(pictures: list) -> np.ndarray:
        asked.append(len(pictures))
        return np.zeros(len(pictures))

    values = compute_occlusion(predict, np.zeros((50, 50, 3), np.uint8), grid=4)
    assert max(asked) == 3 and sum(asked) == 17 and not values.any()


def test_a_file_with_another_head_is_explained_by_occlusion(tmp_path):
    """It says which half of the picture is brighter."""
    (tmp_path / "sides.onnx").write_bytes(sides())
    model = Workflow(tmp_path / "sides.onnx")
    image = np.full((90, 130, 3), 60, np.uint8)
    image[30:60, 80:110] = 160
    image[35:45, 10:20] = 140
    assert list_methods(model) == ["occlusion"]
    found = explain_image(model, image)
    assert (found.heat_map.method, found.said) == ("occlusion", "right")
    row, column = np.unravel_index(found.heat_map.values.argmax(), image.shape[:2])
    assert 80 <= column < 110 and 30 <= row < 60
    assert found.label_left < found.confidence - 0.01
