"""Boxes that follow their things."""

import numpy as np

from sunmao.vision.labeling.follow_boxes import follow_boxes
from tests.support.moving_thing import draw_film


def test_a_box_follows_what_moves_and_grows():
    for grow in (1.0, 1.02):
        images, boxes = draw_film(15, grow)
        for box, found in zip(boxes[1:], follow_boxes(images, [boxes[0]]), strict=True):
            assert np.allclose(found[0][0], box, atol=3)


def test_what_is_gone_is_lost_and_the_others_go_on():
    images, boxes = draw_film(8, vanish=4)
    still = (180, 10, 220, 50)
    found = list(follow_boxes(images, [boxes[0], still]))
    assert all(0 in each for each in found[:3]) and not any(0 in each for each in found[4:])
    assert all(np.allclose(each[1][0], still, atol=1.5) for each in found)


def test_a_film_that_ends_or_changes_its_size_ends_the_following():
    images, boxes = draw_film(3)
    assert list(follow_boxes([], boxes[:1])) == [] and list(follow_boxes(images[:1], boxes[:1])) == []
    assert len(list(follow_boxes([*images[:2], images[2][:90]], boxes[:1]))) == 1
    assert list(follow_boxes(images, [(-50, -50, -10, -10), (5, 5, 5, 5)])) == [{}, {}]
