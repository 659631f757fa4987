"""The same program gives the same picture."""

from pathlib import Path

import cv2
import numpy as np

from sunmao.stage import Gauge, PanelButton, Slider, Sprite, backdrop, render_stage
from sunmao.stage.panel_drawing import find_control, list_boxes, paint_panel
from sunmao.stage.render_scene import WIDEST, break_lines
from sunmao.stage.stage_window import find_sprite_at, save_stage

GOLDEN = Path(__file__).with_name("golden_stage.png")


def build_stage():
    sky = np.zeros((480, 640, 3), np.uint8)
    sky[:] = np.linspace(120, 250, 480)[:, None, None]
    backdrop(sky)
    robot, star, hidden = Sprite("robot"), Sprite("star"), Sprite("apple")
    robot.move_to(x=-120, y=-60)
    robot.costume = "happy"
    robot.say("Hello")
    star.move_to(x=120, y=40)
    star.size = 60
    star.turn(30)
    hidden.hide()


def test_the_golden_picture():
    build_stage()
    picture = render_stage()
    golden = cv2.imread(str(GOLDEN))[..., ::-1].astype(int)
    assert np.abs(golden - picture).mean() < 0.5
    assert (picture == render_stage()).all()


def test_a_hidden_sprite_and_an_empty_stage_show_nothing():
    assert (render_stage() == 255).all()
    Sprite("apple").hide()
    assert (render_stage() == 255).all()
    Sprite("apple").move_to(x=2000, y=0)
    assert (render_stage() == 255).all()


def test_the_foremost_sprite_is_found_where_it_is_seen(scene):
    Sprite("ball"), Sprite("star")
    assert find_sprite_at(scene, 0, 0) == 2
    assert find_sprite_at(scene, -40, -20) == 1  # the star has a gap there
    assert find_sprite_at(scene, 100, 0) is None


def test_long_texts_are_broken_and_their_end_is_shown():
    lines = break_lines("the quick brown fox jumps over the lazy dog and runs home again", 15)
    assert len(lines) == 2 and lines[-1].endswith("again")
    assert len(break_lines("我" * 30, 15)) == 2 and WIDEST


def test_the_panel_is_found_where_it_is_painted(scene):
    assert paint_panel(scene).shape[0] == 0
    PanelButton("开始"), Slider("speed"), Gauge("sure"), PanelButton("Stop")
    for control, (left, top, right, bottom) in list_boxes(scene):
        assert find_control(scene, (left + right) / 2, (top + bottom) / 2) is control
    assert find_control(scene, 0, 0) is None
    assert paint_panel(scene).std() > 10


def test_without_a_screen_the_last_picture_is_a_file(tmp_path, scene, capsys):
    path = tmp_path / "output" / "stage.png"
    save_stage(scene, path)
    assert not path.exists()
    build_stage()
    save_stage(scene, path)
    assert cv2.imread(str(path)).shape == (540, 720, 3) and "output/stage.png" in capsys.readouterr().out
