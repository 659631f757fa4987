"""A model's answers on the last two seconds become events: a gesture is reported once, stillness never."""

import numpy as np
import pytest

from sunmao.errors import BadValue
from sunmao.gestures.moving import MotionWatch, is_whole
from sunmao.motion import Motion, MotionClip, write_motion
from sunmao.runtime import event_loop
from sunmao.tasks.motion_classification.results import MotionResult
from tests.support.drawn_motions import make_motion

CLASSES = ["circle", "still", "swing"]


class Direction:
    """A model that tells a swing by the axis along which it moves."""

    classes = CLASSES

    def inference(self, motion):
        powers = motion.samples.var(axis=0)
        label = "still" if motion.is_still else "swing" if powers[1] < 0.3 * powers[0] else "circle"
        return MotionResult(motion, [0.9 if each == label else 0.05 for each in CLASSES], CLASSES)


@pytest.fixture
def alone(monkeypatch):
    monkeypatch.setattr(event_loop, "_event_loop", event_loop._EventLoop())


def write_stream(path, *gestures):
    """A recording with two seconds and a half of stillness around each gesture."""
    random = np.random.default_rng(0)
    still = make_motion("still", random, seconds=2.5)
    pieces = [still, *(piece for kind in gestures for piece in (make_motion(kind, random), still))]
    level = [piece - piece[:5].mean(axis=0) + [0, 0, 1] for piece in pieces]  # each was held otherwise
    write_motion(path, MotionClip(np.concatenate(level)))
    return path


@pytest.mark.slow
def test_each_gesture_is_said_once(alone, tmp_path):
    motion = Motion(write_stream(tmp_path / "all.csv", "swing", "circle", "swing", "swing"))
    watch, called = MotionWatch(Direction()), []
    for label in ("swing", "circle"):
        watch.register(label, 0.7, motion)(lambda label=label: called.append(label))
    while not motion._readings.ended:
        event_loop.wait(0.01)
    assert called == ["swing", "circle", "swing", "swing"]


def test_a_gesture_that_has_just_begun_is_not_whole():
    window = np.tile(np.float32([0, 0, 1]), (100, 1))
    for start, whole in ((0, False), (40, True), (85, False)):
        moved = window.copy()
        moved[start : start + 15, 0] += np.sin(np.arange(15))
        assert is_whole(moved) is whole


@pytest.mark.parametrize(
    ("label", "source", "key"),
    [("still", None, "motion_still_watched"), ("静止", None, "motion_still_watched"), ("swing", 5, "motion_no_sensor")],
)
def test_what_cannot_be_watched_for_is_said(label, source, key):
    with pytest.raises(BadValue) as caught:
        MotionWatch(Direction()).register(label, 0.7, source)
    assert caught.value.key == key


def test_an_unknown_label_has_the_nearest(alone):
    with pytest.raises(BadValue, match="swing"):
        MotionWatch(Direction()).register("swong", 0.7, None)(print)
