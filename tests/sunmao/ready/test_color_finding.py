"""Colors by name in both languages and picked ones; areas with their outlines."""

import cv2
import numpy as np
import pytest

from sunmao.errors import BadValue
from sunmao.ready import find_color, name_color

SCENE = np.full((240, 320, 3), 235, np.uint8)
cv2.circle(SCENE, (80, 100), 40, (200, 30, 30), cv2.FILLED)
cv2.rectangle(SCENE, (220, 40), (259, 79), (95, 12, 16), cv2.FILLED)
cv2.circle(SCENE, (160, 120), 16, (40, 160, 70), cv2.FILLED)
cv2.circle(SCENE, (290, 200), 2, (200, 30, 30), cv2.FILLED)


@pytest.mark.parametrize("color", ["red", "红", "红色", " Red ", "#ff0000", (1, 0, 0)])
def test_areas_of_a_color_light_and_dark(color):
    large, small = find_color(color, SCENE).things
    assert (
        abs(large.area - 5027) < 60
        and abs(large.center_x - 80.5) < 1
        and large.mask[100, 80]
        and not large.mask[60, 40]
    )
    assert abs(small.area - 1600) < 30 and small.confidence == 1


def test_what_is_too_small_or_of_another_color_is_left_out():
    assert find_color("red", SCENE, least_area=2000).count() == 1 and find_color("green", SCENE).count() == 1
    assert find_color("purple", SCENE).count() == 0 and find_color("magenta", SCENE).count() == 0
    assert find_color("#ebebeb", SCENE).count() == find_color("white", SCENE).count() == 1


def test_places_in_a_large_picture_are_its_own():
    large = cv2.resize(SCENE, None, fx=8, fy=8, interpolation=cv2.INTER_NEAREST)
    result = find_color("red", large)
    assert result.count() == 3 and abs(result.things[0].center_x - 8 * 80.5) < 12
    assert abs(result.things[0].area - 64 * 5027) < 64 * 90 and result.things[0].mask.shape == large.shape[:2]
    assert result.draw().shape == large.shape


def test_the_name_of_the_middle_and_of_the_whole(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "zh")
    middle = name_color(SCENE)
    assert middle.has("green") and middle.has("绿色") and not middle.has("red") and middle.count() == 2
    whole = name_color(SCENE, part="all")
    assert whole.label == "white" and whole.share("white") > 0.85 and repr(whole).startswith("白 ")
    assert whole.color("white") == "#ebebeb" and whole.color("purple") == "" and whole.share("红") > 0.05
    assert whole.things[0].confidence == whole.confidence and (whole.draw() == SCENE).all()
    assert name_color(np.zeros((1, 1, 3), np.uint8)).label == "black"


def test_what_is_no_color_or_part_is_said():
    for ask in (
        lambda: find_color("rod", SCENE),
        lambda: name_color(SCENE).has("rad"),
        lambda: name_color(SCENE, "edge"),
    ):
        with pytest.raises(BadValue):
            ask()
    with pytest.raises(BadValue):
        find_color("red", SCENE, least_area=0)
    assert find_color("red", np.zeros((1, 1, 3), np.uint8)).count() == 0
