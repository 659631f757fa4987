"""Sprites in Scratch's numbers, and what happens to them."""

import numpy as np
import pytest

from sunmao import wait
from sunmao.errors import BadValue, FileMissing, UnknownName
from sunmao.protocol.stage_messages import StageInput
from sunmao.runtime import session
from sunmao.sound import playing
from sunmao.stage import Sprite, key
from sunmao.stage.scene import MAX_SPRITES
from sunmao.stage.sprite_catalog import SPRITES


def test_moving_is_as_in_scratch():
    robot = Sprite("robot")
    robot.move(10)
    assert (robot.x, robot.y) == (10, 0)
    robot.turn(90)  # to the right: it looks down
    robot.move(20)
    assert (robot.x, robot.y, robot.direction) == (10, -20, 180)
    robot.turn(90)
    assert robot.direction == -90
    robot.move_to(x=-240, y=180)
    assert (robot.x, robot.y) == (-240, 180)


@pytest.mark.parametrize("sprite", SPRITES.values(), ids=lambda sprite: sprite.name)
def test_every_sprite_has_its_drawings(sprite):
    worn = Sprite(sprite.zh)
    for name, zh, en in sprite.costumes:
        assert sprite.locate(name).is_file() and sprite.locate(name).with_suffix(".svg").is_file()
        for said in (zh, en, name):
            worn.costume = said
            assert worn.costume == name


def test_what_there_is_not_is_named():
    with pytest.raises(BadValue, match="robot"):
        Sprite("robto")
    with pytest.raises(BadValue, match="happy"):
        Sprite("robot").costume = "angry"
    with pytest.raises(FileMissing):
        Sprite("pictures/me.png")
    with pytest.raises(UnknownName):
        Sprite("robot").hue = 3
    with pytest.raises(BadValue):
        Sprite("robot").move_to(x=float("nan"), y=0)


def test_an_own_picture_keeps_its_shape():
    own = Sprite(np.full((30, 60, 3), 200, np.uint8))
    assert own._state.costume.size == (120, 60)


def test_touching_looks_at_pixels_not_boxes():
    ball, other = Sprite("ball"), Sprite("ball")
    other.move_to(x=95, y=95)  # the boxes overlap, the disks do not
    assert not ball.touches(other)
    other.move_to(x=60, y=60)
    assert ball.touches(other)
    other.hide()
    assert not ball.touches(other)
    assert not ball.touches("edge")
    ball.move_to(x=200, y=0)
    assert ball.touches("edge")
    with pytest.raises(BadValue):
        ball.touches("star")


def test_clones_are_like_the_first_within_a_limit(scene):
    ball = Sprite("ball")
    ball.move_to(x=5, y=6)
    twin = ball.clone()
    twin.move(10)
    assert (ball.x, twin.x, twin.y) == (5, 15, 6)
    with pytest.raises(BadValue, match=str(MAX_SPRITES)):
        for _ in range(MAX_SPRITES):
            ball.clone()
    assert len(scene.sprites) == MAX_SPRITES
    twin.remove()
    ball.clone()


def test_a_glide_ends_where_it_should():
    fish = Sprite("fish")
    fish.glide(seconds=0.05, x=100, y=-50)
    assert (fish.x, fish.y) == (100, -50)


def test_clicks_and_keys_are_heard_at_waiting_points_in_their_order(scene):
    heard = []
    robot, twin = Sprite("robot"), Sprite("robot")
    robot.when_clicked(lambda: heard.append("robot"))
    twin.when_clicked(lambda: heard.append("twin"))
    key("up").when_pressed(lambda: heard.append("up"))
    key("any").when_pressed(lambda: heard.append("any"))
    for do, name in (("click", "2"), ("key", "up"), ("click", "1")):
        session.deliver_input(StageInput(do, name))
    assert heard == [] and key("up").is_pressed
    wait(0)
    assert heard == ["twin", "up", "any", "robot"]
    session.deliver_input(StageInput("key_up", "up"))
    assert not key("up").is_pressed


def test_an_unknown_key_is_named():
    with pytest.raises(BadValue, match="space"):
        key("spcae")


def test_ten_thousand_commands_are_all_done(scene):
    robot = Sprite("robot")
    for _ in range(10_000):
        robot.move(1)
        robot.x -= 1
    assert robot.x == 0 and scene.changed.is_set()


def test_what_is_said_for_a_while_is_gone_afterwards():
    robot = Sprite("robot")
    robot.say("你好", seconds=0.01)
    assert robot.said == ""
    robot.say(3)
    assert robot.said == "3"


def test_what_is_said_aloud_is_heard_and_not_waited_for(monkeypatch):
    heard = []
    monkeypatch.setattr(playing, "say", lambda *said, **more: heard.append((*said, more)))
    robot = Sprite("robot")
    robot.say("quiet")
    robot.say("loud", aloud=True)
    assert robot.said == "loud" and heard == [("loud", {"wait": False})]
