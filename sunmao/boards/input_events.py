"""Events from a board that a program handles at its waiting points: edges in order of arrival, and a pulled-out
cable.
"""

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from sunmao.core.callback_origin import blame, find_origin
from sunmao.runtime import session

OFTEN = 0.02  # seconds between two looks at what has no edges

# Of all boards together, so that their order is kept: what shall be called, in the main thread.
_edges: deque[Callable[[], None]] = deque()


def put_event(act: Callable[[], None]) -> None:
    """Let `act` be called at the next waiting point, and end the wait that goes on. May be called in any thread."""
    _edges.append(act)
    session.wake_waiters()


class InputEvents:
    """Hears for one board (`event_loop.EventListener`)."""

    def __init__(self, board: Any) -> None:
        self._board = board
        self._origin = find_origin()

    def dispatch(self) -> None:
        """Call the handlers of what has happened."""
        if self._board.ended:
            return
        with blame(self._origin):
            self._board.wait_until_ready()
            for part in self._board.parts:
                part._poll(time.monotonic())
            # Only what was there: a handler that makes edges itself must not hold up everything else.
            for _ in range(len(_edges)):
                _edges.popleft()()

    def seconds_until_due(self) -> float:
        """Seconds until `dispatch` has something to do."""
        if self._board.ended:
            return float("inf")
        if _edges or self._board.lost:
            return 0.0
        return min((part._seconds_until_poll() for part in self._board.parts), default=float("inf"))
