"""The outputs of a network, in pixels of its picture: boxes, and masks as run lengths."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.images import geometry
from sunmao.tasks.object_detection.postprocess import make_detections

pytestmark = pytest.mark.training


@given(st.integers(0, 10**9))
def test_the_run_lengths_of_a_part_are_those_of_the_whole(seed):
    random = np.random.default_rng(seed)
    (width, height), (w, h), (x, y) = random.integers(1, 12, 2), random.integers(0, 8, 2), random.integers(-3, 12, 2)
    part = random.random((h, w)) < random.random()
    whole = np.zeros((40, 40), np.uint8)
    whole[y + 10 : y + 10 + h, x + 10 : x + 10 + w] = part
    whole = whole[10 : 10 + height, 10 : 10 + width]
    assert geometry.patch_to_rle(part, (int(x), int(y)), (int(width), int(height))) == geometry.mask_to_rle(whole)


def test_boxes_and_masks_grow_with_the_picture():
    masks = np.zeros((1, 32, 32), np.float32)
    masks[0, 4:12, 8:24] = 1
    found = make_detections(np.array([[8, 4, 24, 12.0]]), np.array([0.9]), np.array([1]), masks, (64, 32), (640, 160))
    np.testing.assert_allclose(found.boxes, [[80, 20, 240, 60]])
    assert (found.boxes.dtype, found.scores.dtype, found.labels.dtype) == (np.float32, np.float32, np.int64)
    mask = found.masks[0]
    assert mask["size"] == [160, 640] and isinstance(mask["counts"], bytes)
    # The mask is of the whole picture, in which it reaches from 160 to 480; only what lies in the box belongs to the
    # thing.
    assert geometry.rle_to_box((mask["counts"].decode(), (160, 640))) == (160, 20, 240, 60)


@given(st.integers(0, 10**9))
def test_a_mask_is_the_same_packed_or_not(seed):
    random = np.random.default_rng(seed)
    seen, size = random.integers(8, 40, 2), random.integers(1, 60, 2).tolist()
    corners = np.sort(random.random((3, 2, 2)) * 1.4 - 0.2, axis=1).reshape(3, 4) * np.tile(seen, 2)
    masks = random.random((3, *random.integers(1, 12, 2))).astype(np.float32)
    given = corners, np.ones(3), np.zeros(3), masks, tuple(seen), size
    now, later = make_detections(*given), make_detections(*given, later=True)
    for place in range(3):
        packed, outline = now.outline(place), later.outline(place)
        assert (
            outline.rle() == packed.rle() == later.masks[place]
            and outline.area() == packed.area() == outline.mask().sum()
        )
        assert (outline.mask() == packed.mask()).all() and outline.mask().shape == packed.mask().shape == tuple(
            size[::-1]
        )


def test_nothing_found_and_boxes_without_room():
    nothing = np.zeros((0, 4)), np.zeros(0), np.zeros(0)
    assert make_detections(*nothing, None, (8, 8), (80, 80)).masks is None
    assert make_detections(*nothing, np.zeros((0, 8, 8), np.float32), (8, 8), (80, 80)).boxes.shape == (0, 4)
    thin = make_detections(
        np.array([[8, 8, 8, 8.0]]), np.ones(1), np.ones(1), np.ones((1, 8, 8), np.float32), (8, 8), (80, 80)
    )
    assert not geometry.rle_to_mask((thin.masks[0]["counts"].decode(), (80, 80))).any()
