"""Buttons, sliders and gauges of the panel."""

import time

import pytest

from sunmao import wait
from sunmao.errors import BadValue
from sunmao.protocol.stage_messages import StageInput
from sunmao.runtime import session
from sunmao.stage import (
    Gauge,
    LiveChart,
    NumberTile,
    PanelButton,
    Slider,
    TextField,
    ToggleSwitch,
    stage_events,
)
from sunmao.stage.panel_drawing import list_boxes, paint_panel


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


def test_a_switch_and_a_field_stay_as_they_were_left():
    heard = []
    lamp, name = ToggleSwitch(name="lamp"), TextField(name="name", text="Mei")

    @lamp.when_switched
    def lamp_switched():
        heard.append(lamp.is_on)

    name.when_written(lambda: heard.append(name.text))
    session.deliver_input(StageInput("switch", "lamp", 1))
    session.deliver_input(StageInput("write", "name", text="Bo"))
    wait(0)
    assert heard == [True, "Bo"] and lamp.is_on
    lamp.is_on, name.text = False, "Li"
    assert not lamp.is_on and name.text == "Li"


def test_what_was_set_before_the_program_asked_is_what_it_begins_with():
    session.deliver_input(StageInput("slide", "speed", 7))
    session.deliver_input(StageInput("switch", "lamp", 1))
    session.deliver_input(StageInput("write", "name", text="Bo"))
    heard = []
    lamp = ToggleSwitch(name="lamp")
    lamp.when_switched(lambda: heard.append("switched"))
    wait(0)
    assert Slider(name="speed", low=0, high=5).value == 5 and lamp.is_on and TextField(name="name").text == "Bo"
    assert heard == []


def test_a_tile_shows_short_numbers_and_a_chart_the_newest(scene):
    NumberTile(name="score").show(2.0)
    assert NumberTile(name="score").text == "2"
    chart = LiveChart(name="light")
    for number in range(150):
        chart.add(number)
    assert len(chart.values) == 100 and chart.values[-1] == 149
    told = {control.form: control for control in scene.take()[0].controls}
    assert told["chart"].points[-1] == 149 and told["number"].text == "2"
    with pytest.raises(BadValue):
        chart.add("much")


def test_every_thing_of_the_panel_is_painted(scene):
    PanelButton(name="Play"), Slider(name="speed"), Gauge(name="sure")
    ToggleSwitch(name="lamp", on=True), TextField(name="name", text="Mei")
    NumberTile(name="score").show(12)
    for number in (1, 5, 2):
        LiveChart(name="light").add(number)
    boxes = list_boxes(scene)
    assert [control.form for control, _ in boxes] == ["button", "slider", "gauge", "switch", "text", "number", "chart"]
    panel = paint_panel(scene)
    for _, (left, top, right, bottom) in boxes:
        part = panel[round(top * 1.5) + 3 : round(bottom * 1.5) - 3, round(left * 1.5) + 3 : round(right * 1.5) - 3]
        assert part.std() > 5
