"""A model's answers to sounds become events: the same one is reported once, background never."""

import time
from itertools import pairwise

import numpy as np
import pytest

from sunmao.errors import BadValue
from sunmao.hearing.listening import WINDOW, SoundWatch
from sunmao.inference.answer_events import AnswerEvents
from sunmao.runtime import event_loop
from sunmao.sound import AudioClip
from sunmao.tasks.sound_classification.results import SoundResult
from tests.support.drawn_sounds import make_sound

CLASSES = ["背景声", "clap", "whistle"]


def answer(label, confidence=0.9):
    scores = [confidence if each == label else (1 - confidence) / 2 for each in CLASSES]
    return SoundResult(AudioClip(np.zeros(16000, np.float32)), scores, CLASSES)


def add(events, result, now):
    return events.add(result, now, result.is_background)


class Loudness:
    """A model that hears a clap in whatever is loud."""

    classes = CLASSES

    def __init__(self):
        self.asked = 0

    def inference(self, sound):
        self.asked += 1
        return answer("clap" if sound.peak > 0.1 else "背景声")


def make_stream(events=(1.2, 4.0), seconds=6.0):
    """A recording with claps at some moments, as seconds that overlap by half of each."""
    random = np.random.default_rng(0)
    sound = 0.004 * random.standard_normal(round(seconds * 16000)).astype(np.float32)
    for at in events:
        clap = make_sound("clap", random)
        place = round(at * 16000) - int(np.abs(clap).argmax())
        sound[place : place + 16000] += clap
    return [AudioClip(sound[start : start + 16000]) for start in range(0, len(sound) - 15999, 8000)]


def test_the_same_event_in_overlapping_seconds_is_said_once():
    events, model = AnswerEvents(WINDOW), Loudness()
    said = [add(events, model.inference(clip), 0.5 * number) for number, clip in enumerate(make_stream())]
    assert [label for label in said if label] == ["clap", "clap"]


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ([("clap", 0.9, 0), ("clap", 0.9, 0.5), ("clap", 0.9, 1.0)], ["clap"]),
        ([("clap", 0.9, 0), ("clap", 0.9, 0.53), ("clap", 0.9, 1.06)], ["clap"]),
        ([("clap", 0.9, 0), ("clap", 0.9, 2.0)], ["clap", "clap"]),
        ([("clap", 0.9, 0), ("背景声", 0.9, 0.5), ("clap", 0.9, 1.0)], ["clap", "clap"]),
        ([("clap", 0.9, 0), ("whistle", 0.9, 0.5), ("clap", 0.9, 0.6)], ["clap", "whistle", "clap"]),
        ([("clap", 0.6, 0), ("clap", 0.69, 1.0)], []),
        ([("背景声", 1.0, 0), ("背景声", 1.0, 9.0)], []),
    ],
)
def test_what_is_said_of_answers_in_a_row(heard, said):
    events = AnswerEvents(WINDOW)
    found = [add(events, answer(label, confidence), at) for label, confidence, at in heard]
    assert [label for label in found if label] == said


@pytest.fixture
def alone(monkeypatch):
    monkeypatch.setattr(event_loop, "_event_loop", event_loop._EventLoop())


def wait_for(condition):
    end = time.monotonic() + 20
    while not condition() and time.monotonic() < end:
        event_loop.wait(0.01)
    assert condition()


def test_a_handler_is_called_in_the_loop_of_the_program(alone):
    model, called = Loudness(), []

    def play():
        for before, clip in pairwise([None, *make_stream()]):
            yield clip
            time.sleep(0.05 if before is None else 0.02)
        yield from iter(())

    watch = SoundWatch(model)
    assert watch.register("clap", 0.7, play())(lambda: called.append("clap"))
    watch.register("whistle", 0.7, None)(lambda: called.append("whistle"))
    wait_for(lambda: model.asked >= 8)
    assert called and set(called) == {"clap"}


def test_what_a_microphone_raises_is_raised_in_the_program(alone):
    def broken():
        yield AudioClip(np.zeros(16000, np.float32))
        raise BadValue("sound_no_microphone", value="unplugged")

    SoundWatch(Loudness()).register("clap", 0.7, broken())(print)
    with pytest.raises(BadValue, match="unplugged"):
        wait_for(lambda: False)


@pytest.mark.parametrize(
    ("label", "microphone", "key"),
    [("背景声", [], "sound_background_heard"), ("clap", 5, "sound_no_microphone")],
)
def test_what_cannot_be_listened_for_is_said(label, microphone, key):
    with pytest.raises(BadValue) as caught:
        SoundWatch(Loudness()).register(label, 0.7, microphone)
    assert caught.value.key == key


def test_an_unknown_label_has_the_nearest(alone):
    with pytest.raises(BadValue, match="clap"):
        SoundWatch(Loudness()).register("clop", 0.7, [])(print)
