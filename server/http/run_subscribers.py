"""Pages that watch a run: each gets every event once, in order, whatever happened to its connection.

A watcher holds the number of the last event that it sent. Live events are put into its small buffer; when they do not
follow on that number (the page came late, was away, or reads too slowly and the buffer was given up) it reads the run's
log first. So nothing is lost or doubled, and a page that stops reading costs no memory.
"""

import logging
import threading
from collections.abc import Iterator
from typing import Any

from sunmao.locks.lock_order import make_condition

log = logging.getLogger(__name__)

BUFFER = 4 * 1024 * 1024  # bytes of live events that wait for one page before it must read the log
PIECE = 256 * 1024  # bytes of one message: a larger one would hold the page up
QUEUE = 4  # batches on their way to one page
PATIENCE = 0.1  # seconds between two looks at a page that does not read


class RunSubscriber:
    """Sends one run's events after number `after` to one page, from a thread of its own.

    read(after) → the next events of the log (empty at its end); send(events); ready() → whether the page takes more.
    """

    def __init__(self, *, read: Any, send: Any, ready: Any, after: int) -> None:
        self.read, self.send, self.ready, self.last = read, send, ready, after
        self._buffer, self._size, self._behind, self._closed = [], 0, True, False
        self._news = make_condition()
        self._thread = threading.Thread(target=self._work, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin with what the log holds."""
        self._thread.start()

    def add(self, events: list[dict]) -> None:
        """Events that just happened, already in the log."""
        with self._news:
            self._size += sum(map(estimate_size, events))
            if self._size > BUFFER:
                self._behind = True
            if self._behind:
                self._buffer, self._size = [], 0
            else:
                self._buffer.extend(events)
            self._news.notify()

    def close(self) -> None:
        """Send nothing any more."""
        with self._news:
            self._closed = True
            self._news.notify()

    def _work(self) -> None:
        try:
            while self._wait():
                self._step()
        except Exception:
            log.exception("a page's watcher ended")

    def _wait(self) -> bool:
        with self._news:
            self._news.wait_for(lambda: self._buffer or self._behind or self._closed)
            return not self._closed

    def _step(self) -> None:
        with self._news:
            events, self._buffer, self._size = self._buffer, [], 0
            behind, self._behind = self._behind, False
        if behind or events[0]["seq"] > self.last + 1:
            self._catch_up()
        self._deliver([event for event in events if event["seq"] > self.last])

    def _catch_up(self) -> None:
        while not self._closed and (events := self.read(self.last)):
            self._deliver(events)

    def _deliver(self, events: list[dict]) -> None:
        for piece in split_events(events):
            self._send(piece)

    def _send(self, events: list[dict]) -> None:
        with self._news:
            while not self.ready() and not self._closed:
                self._news.wait(PATIENCE)
            if self._closed:
                return
        self.send(events)
        self.last = events[-1]["seq"]


def estimate_size(event: dict) -> int:
    """About how many bytes an event takes on its way."""
    return 100 + len(event.get("text") or "")


def split_events(events: list[dict]) -> Iterator[list[dict]]:
    """The same events in lists that weigh little more than `PIECE`."""
    piece, size = [], 0
    for event in events:
        piece.append(event)
        size += estimate_size(event)
        if size > PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
