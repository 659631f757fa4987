"""Waiting points and handlers, on a clock that the test moves."""

import pytest

from sunmao.runtime import event_loop, session


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A fresh program whose time passes only while it waits."""

    class Clock:
        now = 1000.0

        def monotonic(self):
            return self.now

        def sleep(self, seconds):
            self.now += max(seconds, 1e-4)

    made = Clock()
    monkeypatch.setattr(session, "time", made)
    monkeypatch.setattr(session, "_session", session._Session())
    monkeypatch.setattr(event_loop, "time", made)
    monkeypatch.setattr(event_loop, "_event_loop", event_loop._EventLoop())
    monkeypatch.setattr(event_loop, "_install_ctrl_c", lambda: None)
    return made


def test_wait_takes_its_time(clock):
    event_loop.wait(2.5)
    assert clock.now == pytest.approx(1002.5, abs=0.01)
    event_loop.wait(-1)
    assert clock.now == pytest.approx(1002.5, abs=0.01)


def test_every_beats_while_waiting(clock):
    beats = []
    event_loop.every(2)(lambda: beats.append(clock.now))
    event_loop.wait(7)
    assert beats == pytest.approx([1002, 1004, 1006], abs=0.01)


def test_missed_beats_are_not_made_up(clock):
    beats = []
    event_loop.every(2)(lambda: beats.append(clock.now))
    clock.now += 9
    event_loop.wait(2)
    assert beats == pytest.approx([1009, 1010], abs=0.01)


def test_when_fires_once_each_time_it_becomes_true(clock):
    fired = []
    event_loop.when(lambda: 1001 <= clock.now < 1002 or clock.now >= 1004)(lambda: fired.append(clock.now))
    event_loop.wait(6)
    assert fired == pytest.approx([1001, 1004], abs=0.05)


def test_beats_come_before_conditions_in_the_order_of_the_text(clock):
    order = []
    event_loop.when(lambda: True)(lambda: order.append("when 1"))
    event_loop.every(1)(lambda: order.append("every 1"))
    event_loop.when(lambda: True)(lambda: order.append("when 2"))
    event_loop.every(1)(lambda: order.append("every 2"))
    clock.now += 1
    event_loop.running()
    assert order == ["every 1", "every 2", "when 1", "when 2"]


def test_inside_a_handler_wait_only_waits(clock):
    order = []

    @event_loop.every(1)
    def slow():
        order.append("begin")
        event_loop.wait(5)
        order.append("end")

    event_loop.every(1)(lambda: order.append("other"))
    event_loop.wait(1.5)
    assert order == ["begin", "end", "other"]


def test_an_error_in_a_handler_goes_through(clock):
    event_loop.every(1)(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        event_loop.wait(2)
    event_loop.wait(0.1)


def test_wait_until(clock):
    assert event_loop.wait_until(lambda: clock.now > 1003)
    assert clock.now == pytest.approx(1003, abs=0.05)
    assert not event_loop.wait_until(lambda: False, timeout=2)
    assert clock.now == pytest.approx(1005, abs=0.05)


def test_stop_ends_loops_and_waits(clock):
    rounds = 0
    while event_loop.running():
        rounds += 1
        if rounds == 3:
            session.request_stop()
    assert rounds == 3
    event_loop.listen()
    for point in (lambda: event_loop.wait(1), lambda: event_loop.wait_until(lambda: True), session.check_stop):
        with pytest.raises(session.StopProgram):
            point()


def test_an_idle_loop_rests(clock):
    began = clock.now
    for _ in range(100):
        event_loop.running()
    assert clock.now - began == pytest.approx(100 * event_loop.BREATH, rel=0.05)


def test_the_parts_of_the_clock(clock):
    clock.now += 3
    assert event_loop.clock() == pytest.approx(3)
    assert event_loop.clock("year") >= 2024 and 0 <= event_loop.clock("minute") < 60
    with pytest.raises(ValueError, match="timer"):
        event_loop.clock("week")


def test_stop_word():
    with pytest.raises(SystemExit):
        event_loop.stop()
