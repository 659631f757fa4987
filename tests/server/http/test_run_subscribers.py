"""A watcher delivers every event once and in order, however late, often or slowly its page reads."""

import threading

from hypothesis import given, settings
from hypothesis import strategies as st

from sunmao.server.http import run_subscribers
from sunmao.server.http.run_subscribers import RunSubscriber
from tests.support.limits import HANG_TIMEOUT


class Log:
    """A run's log in memory, and the page that reads it."""

    def __init__(self):
        self.rows, self.sent = [], []
        self.news = threading.Condition()
        self.open = threading.Event()
        self.open.set()

    def happen(self, count: int) -> list[dict]:
        """The next events, as they are in the log before anyone is told."""
        events = [{"seq": len(self.rows) + n} for n in range(1, count + 1)]
        self.rows += events
        return events

    def read(self, last: int) -> list[dict]:
        return self.rows[last : last + 7]

    def send(self, events: list[dict]) -> None:
        with self.news:
            self.sent += [event["seq"] for event in events]
            self.news.notify_all()

    def watch(self, after: int = 0) -> RunSubscriber:
        watcher = RunSubscriber(read=self.read, send=self.send, ready=self.open.is_set, after=after)
        watcher.start()
        return watcher

    def wait_for(self, last: int) -> list[int]:
        with self.news:
            assert self.news.wait_for(lambda: self.sent and self.sent[-1] >= last, HANG_TIMEOUT)
            return list(self.sent)


@settings(max_examples=60, deadline=None)
@given(
    before=st.integers(0, 30), after=st.integers(0, 30), batches=st.lists(st.integers(1, 9), min_size=1, max_size=20)
)
def test_nothing_is_lost_or_doubled(before, after, batches):
    log = Log()
    log.happen(before)
    after = min(after, before)
    watcher = log.watch(after)
    for count in batches:
        watcher.add(log.happen(count))
    total = before + sum(batches)
    assert log.wait_for(total) == list(range(after + 1, total + 1))
    watcher.close()


def test_events_between_subscribing_and_reading_come_once():
    log = Log()
    early = log.happen(5)
    watcher = RunSubscriber(read=log.read, send=log.send, ready=log.open.is_set, after=0)
    watcher.add(early)
    watcher.add(log.happen(5))
    watcher.start()
    watcher.add(log.happen(1))
    assert log.wait_for(11) == list(range(1, 12))
    watcher.close()


def test_a_page_that_does_not_read_costs_no_memory_and_catches_up(monkeypatch):
    monkeypatch.setattr(run_subscribers, "BUFFER", 50 * run_subscribers.estimate_size({}))
    monkeypatch.setattr(run_subscribers, "PATIENCE", 0.001)
    log = Log()
    log.open.clear()
    watcher = log.watch()
    for _ in range(1000):
        watcher.add(log.happen(10))
        assert len(watcher._buffer) <= 50
    log.open.set()
    assert log.wait_for(10_000) == list(range(1, 10_001))
    watcher.close()


def test_no_message_is_large(monkeypatch):
    monkeypatch.setattr(run_subscribers, "PIECE", 1000)
    events = [{"seq": number, "text": "x" * (number * 37 % 900)} for number in range(1, 200)]
    sent = []
    watcher = RunSubscriber(read=lambda last: events[last:], send=sent.append, ready=lambda: True, after=0)
    watcher._catch_up()
    assert [event for piece in sent for event in piece] == events
    assert max(sum(map(run_subscribers.estimate_size, piece)) for piece in sent) < 2000 and len(sent) > 20


def test_a_closed_watcher_ends_though_its_page_does_not_read(monkeypatch):
    monkeypatch.setattr(run_subscribers, "PATIENCE", 0.001)
    log = Log()
    log.open.clear()
    watcher = log.watch()
    watcher.add(log.happen(1))
    watcher.close()
    watcher._thread.join(HANG_TIMEOUT)
    assert not watcher._thread.is_alive() and log.sent == []
