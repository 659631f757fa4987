"""The regions that moved between two pictures, in spite of grain and of other light."""

import cv2
import numpy as np
import pytest

from sunmao.errors import BadValue
from sunmao.ready import find_motion

ROOM = np.random.default_rng(1).integers(60, 180, (24, 32, 3)).astype(np.uint8).repeat(10, 0).repeat(10, 1)


def test_where_something_came():
    dice = np.random.default_rng(0)
    later = ROOM.copy()
    cv2.rectangle(later, (40, 100), (99, 159), (250, 250, 250), cv2.FILLED)
    later = np.clip(later * 0.9 + dice.normal(0, 4, ROOM.shape), 0, 255).astype(np.uint8)
    result = find_motion(ROOM, later)
    [thing] = result.things
    assert (
        thing.label == "motion"
        and result.has("motion")
        and abs(thing.center_x - 70) < 4
        and abs(thing.center_y - 130) < 4
    )
    assert abs(thing.area - 3600) < 500 and (result.image == later).all()
    assert find_motion(ROOM, later, least_area=9000).count() == 0


def test_nothing_moved():
    assert (
        find_motion(ROOM, ROOM).count() == 0
        and find_motion(ROOM, np.clip(ROOM + 30, 0, 255).astype(np.uint8)).count() == 0
    )
    assert find_motion(ROOM[:1, :1], ROOM[:1, :1]).count() == 0


def test_other_sizes_are_said():
    with pytest.raises(BadValue, match="320 × 240.*160 × 240"):
        find_motion(ROOM, ROOM[:, :160])
