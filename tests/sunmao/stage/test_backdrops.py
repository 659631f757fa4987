"""The backdrops behind the sprites."""

import numpy as np
import pytest

from sunmao.errors import BadValue, FileMissing
from sunmao.protocol.stage_messages import StagePoints
from sunmao.stage import backdrop, render_stage
from sunmao.stage.backdrops import _mirror


def test_a_backdrop_is_shown_whole():
    red = np.zeros((100, 100, 3), np.uint8)
    red[..., 0] = 255
    backdrop(red)
    picture = render_stage()
    assert tuple(picture[180, 240]) == (255, 0, 0) and tuple(picture[180, 20]) != (255, 0, 0)
    backdrop(None)
    assert (render_stage() == 255).all()


def test_the_program_may_draw_on_its_array_afterwards(scene):
    image = np.full((48, 64, 3), 7, np.uint8)
    backdrop(image)
    image[:] = 200
    assert (scene.backdrop.image == 7).all()


def test_a_mirror_turns_the_points_too(scene):
    image = np.zeros((48, 64, 3), np.uint8)
    image[:, :8] = 255
    backdrop(image, mirror=True)
    assert scene.backdrop.image[0, -1, 0] == 255 and scene.backdrop.image[0, 0, 0] == 0
    turned = _mirror(StagePoints("hand", [[0.25, 0.5]], [], [0]))
    assert turned.places == [[0.75, 0.5]]


def test_where_no_hand_is_no_points_are(scene):
    backdrop(np.full((240, 320, 3), 90, np.uint8), points="hand")
    assert scene.backdrop.points == ()


def test_what_there_is_not_is_named():
    with pytest.raises(FileMissing):
        backdrop("pictures/nowhere.png")
    with pytest.raises(BadValue, match="hand"):
        backdrop(np.zeros((8, 8, 3), np.uint8), points="hans")
    with pytest.raises(BadValue):
        backdrop(np.zeros(3))
