"""Waiting points and handlers, on a clock that the test moves."""

import pytest
from sunmao import link, waiting


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
    monkeypatch.setattr(link, "time", made)
    monkeypatch.setattr(link, "_link", link._Link())
    monkeypatch.setattr(waiting, "time", made)
    monkeypatch.setattr(waiting, "_happenings", waiting._Happenings())
    monkeypatch.setattr(waiting, "_notice_ctrl_c", lambda: None)
    return made


def test_wait_takes_its_time(clock):
    waiting.wait(2.5)
    assert clock.now == pytest.approx(1002.5, abs=0.01)
    waiting.wait(-1)
    assert clock.now == pytest.approx(1002.5, abs=0.01)


def test_every_beats_while_waiting(clock):
    beats = []
    waiting.every(2)(lambda: beats.append(clock.now))
    waiting.wait(7)
    assert beats == pytest.approx([1002, 1004, 1006], abs=0.01)


def test_missed_beats_are_not_made_up(clock):
    beats = []
    waiting.every(2)(lambda: beats.append(clock.now))
    clock.now += 9
    waiting.wait(2)
    assert beats == pytest.approx([1009, 1010], abs=0.01)


def test_when_fires_once_each_time_it_becomes_true(clock):
    fired = []
    waiting.when(lambda: 1001 <= clock.now < 1002 or clock.now >= 1004)(lambda: fired.append(clock.now))
    waiting.wait(6)
    assert fired == pytest.approx([1001, 1004], abs=0.05)


def test_beats_come_before_conditions_in_the_order_of_the_text(clock):
    order = []
    waiting.when(lambda: True)(lambda: order.append("when 1"))
    waiting.every(1)(lambda: order.append("every 1"))
    waiting.when(lambda: True)(lambda: order.append("when 2"))
    waiting.every(1)(lambda: order.append("every 2"))
    clock.now += 1
    waiting.running()
    assert order == ["every 1", "every 2", "when 1", "when 2"]


def test_inside_a_handler_wait_only_waits(clock):
    order = []

    @waiting.every(1)
    def slow():
        order.append("begin")
        waiting.wait(5)
        order.append("end")

    waiting.every(1)(lambda: order.append("other"))
    waiting.wait(1.5)
    assert order == ["begin", "end", "other"]


def test_an_error_in_a_handler_goes_through(clock):
    waiting.every(1)(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        waiting.wait(2)
    waiting.wait(0.1)


def test_wait_until(clock):
    assert waiting.wait_until(lambda: clock.now > 1003)
    assert clock.now == pytest.approx(1003, abs=0.05)
    assert not waiting.wait_until(lambda: False, timeout=2)
    assert clock.now == pytest.approx(1005, abs=0.05)


def test_stop_ends_loops_and_waits(clock):
    rounds = 0
    while waiting.running():
        rounds += 1
        if rounds == 3:
            link.request_stop()
    assert rounds == 3
    waiting.listen()
    for point in (lambda: waiting.wait(1), lambda: waiting.wait_until(lambda: True), link.stopping_point):
        with pytest.raises(link.Stop):
            point()


def test_an_idle_loop_rests(clock):
    began = clock.now
    for _ in range(100):
        waiting.running()
    assert clock.now - began == pytest.approx(100 * waiting.BREATH, rel=0.05)


def test_the_parts_of_the_clock(clock):
    clock.now += 3
    assert waiting.clock() == pytest.approx(3)
    assert waiting.clock("year") >= 2024 and 0 <= waiting.clock("minute") < 60
    with pytest.raises(ValueError, match="timer"):
        waiting.clock("week")


def test_stop_word():
    with pytest.raises(SystemExit):
        waiting.stop()
