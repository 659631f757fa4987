"""Pictures as networks see them: as the schools' client prepares them, whatever their size."""

import cv2
import numpy as np
import pytest

from sunmao.models import LARGEST_SIDE, MODELS, SMALLEST_SIDE, DetectorModel, find_model
from sunmao.models.preprocessing import FRAMES, GEOMETRIES, GRAY, get_resize_name

RANDOM = np.random.default_rng(0)


def test_gray_is_what_the_client_sees():
    picture = RANDOM.integers(0, 256, (300, 300, 3), np.uint8)
    theirs = np.dot(picture[..., ::-1], [0.2989, 0.5870, 0.1140]).astype(
        np.uint8
    )  # of BGR, as XEduHub 2.0.0 computes it
    ours = cv2.transform(picture, GRAY)
    assert (ours != theirs).mean() < 1e-4 and abs(ours.astype(int) - theirs).max() <= 1
    flat = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
    assert np.array_equal(cv2.transform(flat, GRAY), np.dot(flat, [0.2989, 0.5870, 0.1140]).astype(np.uint8))


@pytest.mark.parametrize("height", [28, 96, 128, 129, 130, 191, 256, 479, 480, 481, 1080, 3001])
def test_rows_that_are_not_looked_at_do_not_matter(height):
    geometry = GEOMETRIES["LeNet"]
    for width in (1, 31, 97, 640):
        picture = RANDOM.integers(0, 256, (height, width, 3), np.uint8)
        whole = cv2.resize(cv2.transform(picture, GRAY), (32, 32), interpolation=cv2.INTER_LINEAR)
        assert np.array_equal(geometry.prepare(picture), whole)


@pytest.mark.parametrize("name", ["LeNet", "MobileNet"])
def test_the_files_input(name):
    geometry = GEOMETRIES[name]
    prepared = np.stack([geometry.prepare(RANDOM.integers(0, 256, (50, 70, 3), np.uint8)) for _ in range(2)])
    given = geometry.normalize(prepared)
    assert given.dtype == np.float32 and given.shape == (2, len(geometry.mean), geometry.crop, geometry.crop)
    pixel = prepared[1, 3, 5]
    assert given[1, :, 3, 5] == pytest.approx((pixel - np.array(geometry.mean)) / np.array(geometry.std), abs=1e-5)


@pytest.mark.parametrize("shape", [(240, 240), (480, 640), (700, 90), (2000, 31)])
@pytest.mark.parametrize("name", ["SSD_Lite", "Yolov3", "FasterRCNN", "Mask_RCNN"])
def test_pictures_with_things_are_what_the_client_sees(name, shape):
    geometry, picture = GEOMETRIES[name], RANDOM.integers(0, 256, (*shape, 3), np.uint8)
    ours = geometry.normalize(geometry.prepare(picture)[None])[0]
    theirs = (picture.astype(np.float32) - np.float32(geometry.mean)) / np.float32(
        geometry.std
    )  # XEduHub 2.0.0 does this first
    height, width = geometry.prepare(picture).shape[:2]
    theirs = cv2.resize(theirs, (width, height), interpolation=cv2.INTER_LINEAR).transpose(2, 0, 1)
    assert abs(ours[:, :height, :width] - theirs).max() < 1e-4


@pytest.mark.slow
@pytest.mark.parametrize(
    "entry", [each for each in MODELS.values() if isinstance(each, DetectorModel)], ids=lambda entry: entry.name
)
def test_no_network_is_given_less_than_it_was_made_for(entry):
    picture = np.zeros((1200, 1600, 3), np.uint8)
    for size in range(SMALLEST_SIDE, LARGEST_SIDE + 1, entry.divisor):
        prepared = GEOMETRIES[get_resize_name(entry, size)].prepare(picture)
        assert min(prepared.shape[:2]) >= min(size, LARGEST_SIDE), f"{size}: {prepared.shape}"
    assert LARGEST_SIDE % entry.divisor == 0 and LARGEST_SIDE == min(
        GEOMETRIES[FRAMES[-1]].width, GEOMETRIES[FRAMES[-1]].height
    )


@pytest.mark.parametrize(
    ("name", "size", "told"),
    [("RTMDet-Lite0", 448, "FasterRCNN"), ("YOLO", 640, "FasterRCNN"), ("SSD_Lite", 800, "FasterRCNN")],
)
def test_things_of_two_pixels_stay_sharp(name, size, told):
    assert get_resize_name(find_model(name), size) == told
    raster = np.zeros((size, size, 3), np.uint8)
    for row in range(0, size, 4):
        raster[row : row + 2, [column for column in range(size) if column % 4 < 2]] = 255
    picture = cv2.resize(raster, (2 * size, 2 * size), interpolation=cv2.INTER_NEAREST)
    seen = cv2.resize(GEOMETRIES[told].prepare(picture), (size, size), interpolation=cv2.INTER_LINEAR)
    assert seen.std() > 0.75 * raster.std()
    assert (
        cv2.resize(GEOMETRIES["Yolov3"].prepare(picture), (size, size), interpolation=cv2.INTER_LINEAR).std()
        < 0.75 * raster.std()
    )
