"""Heat maps: their place on the picture, their region, their drawing and covering."""

import numpy as np
import pytest

from sunmao.explanation.heat_map import (
    HeatMap,
    cover_region,
    draw_heat_map,
    find_circle,
    find_outline,
    find_region,
    normalize_map,
    restore_geometry,
)
from sunmao.models.preprocessing import GEOMETRIES

SIZES = [(240, 320), (320, 240), (97, 411), (600, 200), (64, 64), (1080, 1920), (20, 31)]  # (height, width)


def make_map(height: int, width: int, *spots: tuple) -> HeatMap:
    """Bumps of (x, y, radius, height of the bump)."""
    y, x = np.mgrid[:height, :width]
    bumps = [top * np.exp(-((x - a) ** 2 + (y - b) ** 2) / radius**2) for a, b, radius, top in spots]
    return HeatMap(np.max(bumps, 0).astype(np.float32), "grad_cam", "cat", 0.9)


@pytest.mark.slow
@pytest.mark.parametrize("geometry", ["LeNet", "ResNet18", "SSD_Lite", "FasterRCNN", "Mask_RCNN"])
@pytest.mark.parametrize("size", SIZES)
def test_a_spot_comes_back_to_its_pixels(geometry, size):
    """The picture is prepared as for the network; what the network then sees is its own map."""
    (height, width), geometry = size, GEOMETRIES[geometry]
    y, x = np.mgrid[:height, :width]
    for across, down in ((0.2, 0.3), (0.75, 0.2), (0.3, 0.8)):
        spot = np.exp(-(((x / width - across) / 0.12) ** 2) - ((y / height - down) / 0.12) ** 2)
        image = np.repeat((255 * spot).round().astype(np.uint8)[..., None], 3, axis=2)
        prepared = geometry.prepare(image)
        seen = prepared if prepared.ndim == 2 else prepared[..., 0]
        values = restore_geometry(normalize_map(seen), geometry, height, width)
        assert values.shape == size and values.dtype == np.float32 and values.min() >= 0 and values.max() == 1
        visible = values > 0
        assert np.abs(values - spot)[visible].max() < (0.15 if min(size) < 32 else 0.07)
        row, column = np.unravel_index(values.argmax(), size)
        assert abs(column + 0.5 - across * width) <= 1 + 0.02 * width
        assert abs(row + 0.5 - down * height) <= 1 + 0.02 * height


def test_what_was_cut_off_is_not_seen():
    """Of 256 pixels 16 are cut off at each edge."""
    values = restore_geometry(np.ones((7, 7), np.float32), GEOMETRIES["ResNet18"], 512, 1024)
    seen = np.zeros((512, 1024))
    seen[32:480, 64:960] = 1
    assert np.array_equal(values, seen)


def test_nothing_is_cut_off_of_what_is_only_stretched():
    for name in ("LeNet", "SSD_Lite", "Mask_RCNN"):
        assert restore_geometry(np.ones((10, 10), np.float32), GEOMETRIES[name], 50, 99).all()


def test_a_map_without_differences_is_nothing():
    assert not normalize_map(np.full((4, 4), 3.0)).any()
    assert not normalize_map(np.full((4, 4), np.nan)).any()
    nothing = HeatMap(np.zeros((40, 60), np.float32), "cam", "cat", 0.2)
    image = np.full((40, 60, 3), 77, np.uint8)
    region = find_region(nothing)
    assert not region.any() and find_circle(region) is None and find_outline(region).shape == (0, 2)
    assert np.array_equal(cover_region(image, nothing), image)
    assert draw_heat_map(image, nothing).shape == (120, 180, 3)
    assert not restore_geometry(np.zeros((7, 7), np.float32), GEOMETRIES["LeNet"], 40, 60).any()


def test_the_region_is_the_largest_one_at_62_percent():
    heat_map = make_map(100, 200, (40, 50, 20, 0.9), (150, 50, 8, 1.0))
    region = find_region(heat_map)
    assert region[50, 40] and not region[50, 150]
    assert (heat_map.values[region] >= 0.62).all()
    x, y, radius = find_circle(region)
    assert abs(x - 40) < 1 and abs(y - 50) < 1
    assert radius == pytest.approx(20 * np.log(0.9 / 0.62) ** 0.5, abs=1.5)
    outline = find_outline(region)
    assert region[outline[:, 1], outline[:, 0]].all() and outline.dtype == np.int32


def test_the_drawing_keeps_the_size_and_rings_the_region():
    heat_map, image = make_map(200, 300, (100, 80, 40, 1.0)), np.full((200, 300, 3), 120, np.uint8)
    drawn = draw_heat_map(image, heat_map)
    assert drawn.shape == image.shape and drawn.dtype == np.uint8 and (image == 120).all()
    white = (drawn == 255).all(2)
    y, x = np.nonzero(white)
    distances = np.hypot(x - 100, y - 80)
    assert white.any() and np.abs(distances - 40 * np.log(1 / 0.62) ** 0.5).max() < 4
    bright = drawn.astype(int).sum(2)
    assert bright[80, 100] > bright[80, 145] > bright[80, 290], "more is brighter"


def test_small_pictures_are_enlarged():
    assert draw_heat_map(np.zeros((28, 28, 3), np.uint8), make_map(28, 28, (9, 9, 4, 1.0))).shape == (140, 140, 3)


def test_covering_takes_the_region_away_and_nothing_else():
    heat_map = make_map(100, 100, (30, 60, 15, 1.0))
    region = find_region(heat_map)
    image = np.full((100, 100, 3), (10, 200, 90), np.uint8)
    image[region] = (250, 0, 0)
    before = image.copy()
    covered = cover_region(image, heat_map)
    assert (covered == (10, 200, 90)).all() and np.array_equal(image, before)
    blurred = cover_region(image, heat_map, fill="blur")
    assert np.array_equal(blurred[~region], image[~region]) and blurred[60, 30, 0] < 250


def test_a_region_that_is_everything_can_be_covered():
    heat_map = HeatMap(np.ones((20, 20), np.float32), "cam", "cat", 1.0)
    assert (cover_region(np.full((20, 20, 3), 9, np.uint8), heat_map) == 9).all()
