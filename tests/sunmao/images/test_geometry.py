"""Boxes, outlines, run lengths: the same as pycocotools says, and nothing that could harm it reaches it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pycocotools import mask as coco

from sunmao.images import geometry

MASKS = arrays(np.uint8, st.tuples(st.integers(1, 12), st.integers(1, 12)), elements=st.integers(0, 1))


@given(MASKS)
@pytest.mark.slow
def test_run_lengths_are_those_of_coco(mask):
    rle = geometry.mask_to_rle(mask)
    runs = geometry.decode_run_lengths(rle[0])
    assert (geometry.rle_to_mask(rle) == mask).all() and (
        coco.decode({"counts": rle[0].encode(), "size": list(rle[1])}) == mask
    ).all()
    assert geometry.validate_rle(runs, list(mask.shape)) == geometry.validate_rle(rle[0], list(mask.shape)) == rle
    assert geometry.rle_to_box(rle) is None or mask.any()


@given(
    arrays(
        np.int32, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.sampled_from([0, 1, 2, 255, 0xC80000])
    )
)
@pytest.mark.slow
def test_each_value_is_found_where_it_is(values):
    found = {value: (rle, box) for value, rle, box, _ in geometry.split_label_mask(values)}
    assert found == {
        value: (geometry.mask_to_rle(values == value), geometry.rle_to_box(geometry.mask_to_rle(values == value)))
        for value in set(values.ravel().tolist()) - {0}
    }


@given(
    st.one_of(
        st.text(st.characters(min_codepoint=33, max_codepoint=126)), st.lists(st.integers(-9, 9)), st.none(), st.text()
    ),
    st.lists(st.integers(-2, 2**40), max_size=3),
)
def test_a_broken_mask_is_none(counts, size):
    rle = geometry.validate_rle(counts, size)
    assert (
        rle is None
        or geometry.rle_to_mask(rle).shape
        == tuple(size)
        == coco.decode({"counts": rle[0].encode(), "size": size}).shape
    )


@pytest.mark.parametrize("counts", ["!!!not rle", "0" * 50, "PPPP", "o" * 40, "~", "0o", "é", "05", "06"])
def test_texts_that_are_no_masks(counts):
    assert geometry.validate_rle(counts, [2, 2]) is None


@given(MASKS.filter(lambda mask: mask.any()))
@pytest.mark.slow
def test_outlines_run_along_the_pixels(mask):
    """Filled again, the outlines cover the mask and, beyond it, only its holes."""
    outlines = geometry.rle_to_polygons(geometry.mask_to_rle(mask))
    again = geometry.rle_to_mask(geometry.polygons_to_rle(outlines, mask.shape[::-1]))
    assert (again[mask == 1] == 1).all()


def test_an_outline_far_outside_takes_no_memory():
    rle = geometry.polygons_to_rle([(-1e12, -1e12, 1e12, -1e12, 1e12, 1e12)], (20, 10))
    assert rle[1] == (10, 20)


@pytest.mark.parametrize(
    "values",
    [None, "1234", [1, 2, 3], [1, 2, 3, "4"], [1, 2, 3, True], [1, 2, 3, float("nan")], [1, 2, 3, 10**400], {}],
)
def test_no_four_numbers(values):
    assert geometry.to_finite_floats(values, 4) is None


def test_boxes_at_the_edge():
    assert geometry.clip_box((1, 2, 3, 4), (10, 10)) == (1, 2, 3, 4)
    assert geometry.clip_box((8, 8, 30, 30), (10, 10)) == (8, 8, 10, 10)
    assert geometry.clip_box((11, 11, 30, 30), (10, 10)) is None
    assert geometry.exceeds_image((0, 0, 12, 5), (10, 10)) and not geometry.exceeds_image((0, 0, 10.6, 5), (10, 10))
