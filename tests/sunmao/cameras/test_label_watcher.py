"""`when_seen`: fires when a label appears and again only after it was gone a second, after all else, once a picture and
model.
"""

import numpy as np
import pytest

from sunmao.cameras import Camera, label_watcher
from sunmao.errors import BadValue
from sunmao.runtime import event_loop, session
from sunmao.tasks.classification.results import Result


class Brightness:
    """A model that tells 'dark' from 'light' and counts how often it is asked."""

    asked = 0

    def inference(self, image):
        self.asked += 1
        light = image.mean() / 255
        return Result(image, [1 - light, light], ["dark", "light"])


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1000.0

        def monotonic(self):
            return self.now

    made = Clock()
    monkeypatch.setattr(label_watcher, "time", made)
    monkeypatch.setattr(session, "_session", session._Session())
    monkeypatch.setattr(event_loop, "_event_loop", event_loop._EventLoop())
    return made


class Stage:
    """Pictures that a test puts before the camera."""

    def __init__(self, clock):
        self.clock, self.number, self.image = clock, 0, None
        self.seeing = label_watcher.LabelWatcher(self.look)

    def look(self, after):
        return (self.number, self.image) if self.number > after else None

    def put(self, level, seconds=0.0):
        self.clock.now += seconds
        self.number, self.image = self.number + 1, np.full((4, 4, 3), level, np.uint8)
        self.seeing.dispatch()


def test_it_fires_when_the_label_appears_and_again_after_a_second_away(clock):
    stage, fired = Stage(clock), []
    stage.seeing.register(Brightness(), "light", 0.8)(lambda result: fired.append((clock.now, result.label)))
    for level, seconds in (
        (0, 0),
        (250, 1),
        (250, 5),
        (0, 0.1),
        (250, 0.5),
        (0, 0.1),
        (0, 0.6),
        (250, 0.5),
        (250, 3),
        (0, 0),
        (0, 2),
        (250, 9),
    ):
        stage.put(level, seconds)
    assert fired == [(1001, "light"), (1000 + 1 + 5 + 0.1 + 0.5 + 0.1 + 0.6 + 0.5, "light"), (clock.now, "light")]


def test_a_handler_may_take_long(clock):
    """A label that the watcher could not see while a handler ran does not count as gone."""
    stage, fired = Stage(clock), []

    def act(result):
        fired.append(result.label)
        clock.now += 60

    stage.seeing.register(Brightness(), "light", 0.8)(act)
    for _ in range(3):
        stage.put(250)
    assert fired == ["light"]


def test_less_sure_is_not_seen(clock):
    stage, fired = Stage(clock), []
    stage.seeing.register(Brightness(), "light", 0.8)(fired.append)
    stage.put(180)
    assert fired == []
    for unsure in ("sure", 80):
        with pytest.raises(BadValue):
            stage.seeing.register(Brightness(), "light", unsure)


def test_a_label_that_the_model_does_not_have(clock):
    """Said as soon as the labels are known: at once, or with the first picture."""
    stage, trained = Stage(clock), Brightness()
    trained.classes = ["dark", "light"]
    with pytest.raises(BadValue, match="light"):
        stage.seeing.register(trained, "ligth", 0.8)(print)
    stage.seeing.register(Brightness(), "ligth", 0.8)(print)
    with pytest.raises(BadValue, match="light"):
        stage.put(250)
    with pytest.raises(BadValue, match="3"):
        stage.seeing.register(3, "light", 0.8)


def test_a_model_looks_once_at_a_picture(clock):
    stage, order, model, other = Stage(clock), [], Brightness(), Brightness()
    stage.seeing.register(model, "light", 0.5)(lambda result: order.append("first"))
    stage.seeing.register(other, "light", 0.5)(lambda result: order.append("second"))
    stage.seeing.register(model, "light", 0.9)(lambda result: order.append("third"))
    stage.put(255)
    stage.seeing.dispatch()  # the same picture
    assert order == ["first", "second", "third"] and (model.asked, other.asked) == (1, 1)


def test_cameras_come_last_and_in_the_loop_of_the_same_camera(clock):
    order, model = [], Brightness()
    with Camera("simulated") as camera:
        camera.when_seen(model=model, label="dark", confidence=0.6)(lambda result: order.append("seen"))
        event_loop.when(lambda: True)(lambda: order.append("when"))
        for number, _image in enumerate(camera):
            order.append("loop")
            if number == 3:
                break
    assert order == ["when", "seen", "loop", "loop", "loop", "loop"]
    assert 1 <= model.asked <= 8


def test_an_error_in_a_handler_ends_the_program(clock):
    with Camera("simulated") as camera:
        camera.when_seen(model=Brightness(), label="dark", confidence=0)(lambda result: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            event_loop.wait(60)
