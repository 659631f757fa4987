"""The effects of parts over time, in the program's thread or beside it."""

import pytest

from sunmao.boards.background_effects import BackgroundEffects
from sunmao.errors import BoardDisconnected
from sunmao.runtime import event_loop
from tests.support.limits import poll_until


@pytest.fixture
def effects(monkeypatch):
    monkeypatch.setattr(event_loop, "_event_loop", event_loop._EventLoop())
    made = BackgroundEffects()
    yield made
    made.close()
    if made.thread:
        made.thread.join()


def _steps(done: list, count: int):
    for number in range(count):
        yield lambda number=number: done.append(number), 0.001


def test_in_the_programs_line(effects):
    done = []
    effects.play("led", _steps(done, 3), background=False)
    assert done == [0, 1, 2] and not effects.playing("led") and effects.thread is None


def test_in_the_background(effects):
    done = []
    effects.play("led", _steps(done, 3), background=True)
    poll_until(lambda: not effects.playing("led"), "the end of the effect")
    assert done == [0, 1, 2] and effects.thread is not None and effects.thread.daemon


def test_two_parts_on_one_thread(effects):
    one, other = [], []
    effects.play("led", _steps(one, 3), background=True)
    thread = effects.thread
    effects.play("buzzer", _steps(other, 3), background=True)
    poll_until(lambda: not (effects.playing("led") or effects.playing("buzzer")), "the end of both")
    assert one == other == [0, 1, 2] and effects.thread is thread


def test_a_new_effect_replaces_the_old_one(effects):
    old, new = [], []
    effects.play("led", _steps(old, 10**9), background=True)
    poll_until(lambda: old, "the first step")
    effects.play("led", _steps(new, 2), background=False)
    stood = len(old)
    assert new == [0, 1] and not effects.playing("led")
    effects.play("buzzer", _steps(new, 3), background=True)
    poll_until(lambda: not effects.playing("buzzer"), "the end of the other")
    assert len(old) == stood


def test_a_step_may_end_its_own_effect(effects):
    done = []

    def steps():
        yield lambda: done.append(1), 0
        yield lambda: effects.stop("led"), 0
        yield lambda: done.append(2), 0

    effects.play("led", steps(), background=False)
    assert done == [1] and not effects.playing("led")


def test_a_board_that_is_away_is_tried_again(effects, monkeypatch):
    monkeypatch.setattr("sunmao.boards.background_effects.RETRY", 0.001)
    tried, done = [], []

    def act():
        tried.append(1)
        if len(tried) < 3:
            raise BoardDisconnected("board_gone", name="x")
        done.append(1)

    effects.play("led", iter([(act, 0), (lambda: done.append(2), 0)]), background=True)
    poll_until(lambda: not effects.playing("led"), "the end of the effect")
    assert len(tried) == 3 and done == [1, 2]


def test_after_the_end_nothing_happens(effects):
    done = []
    effects.play("led", _steps(done, 10**9), background=True)
    poll_until(lambda: done, "the first step")
    effects.close()
    effects.thread.join()
    stood = len(done)
    effects.play("led", _steps(done, 3), background=True)
    effects.thread.join()
    assert len(done) == stood
