"""Buttons, sliders and gauges of the panel."""

import time

import pytest

from sunmao import wait
from sunmao.errors import BadValue
from sunmao.protocol.stage_messages import StageInput
from sunmao.runtime import session
from sunmao.stage import Gauge, PanelButton, Slider, stage_events


def test_a_button_has_the_happenings_of_a_real_one(monkeypatch):
    monkeypatch.setattr(stage_events, "HELD_AFTER", 0.02)
    heard = []
    play = PanelButton(name="Play")

    @play.when_pressed
    def play_pressed():
        heard.append("pressed")

    play.when_held(lambda button: heard.append(button.name))
    play.when_released(lambda: heard.append("released"))
    session.deliver_input(StageInput("press", "Play"))
    assert play.is_pressed
    time.sleep(0.03)
    wait(0)
    session.deliver_input(StageInput("release", "Play"))
    wait(0)
    assert heard == ["pressed", "Play", "released"] and not play.is_pressed


def test_a_slider_gives_its_value_within_its_ends():
    speed = Slider(name="speed", low=-5, high=5, value=1)
    assert speed.value == 1
    session.deliver_input(StageInput("slide", "speed", 99))
    assert speed.value == 5
    assert Slider(name="speed", low=-5, high=5).value == 5  # the same one
    with pytest.raises(BadValue):
        Slider(name="other", low=3, high=3)


def test_a_gauge_stays_within_its_ends(scene):
    Gauge(name="sure").show(0.25)
    Gauge(name="sure").show(7)
    assert [control.value for control in scene.controls.values()] == [1]
    with pytest.raises(BadValue):
        Gauge(name="sure").show("much")


def test_what_the_page_names_wrongly_changes_nothing(scene):
    for do in ("press", "slide", "click"):
        session.deliver_input(StageInput(do, "nobody", 3))
    wait(0)
    assert scene.controls == {}
