"""Effects of parts over time, such as blinking and melodies, run in the program's line or in the background on one
thread of the board.

It calls nothing of the child's, and ends with the part, the board or the program.
"""

import heapq
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from sunmao.errors import SunmaoError
from sunmao.locks.lock_order import LockOrder, make_condition
from sunmao.runtime import event_loop

Step = tuple[Callable[[], None], float]  # what is done, and seconds until the next
RETRY = 0.1  # seconds between two tries while the board is away


class BackgroundEffects:
    """The effects of one board."""

    def __init__(self) -> None:
        self._running: dict[object, object] = {}  # part → mark of its effect
        self._due: list[tuple] = []
        self._numbers = count()
        self._changed = make_condition(LockOrder.BOARD_EFFECTS)
        self.thread: threading.Thread | None = None
        self._closed = False

    def play(self, part: Any, steps: Iterator[Step], background: bool) -> None:
        """Do the steps for a part, in place of what it did before: now, calling handlers meanwhile, or in the
        background.
        """
        mark = self._begin(part)
        if background:
            with self._changed:
                heapq.heappush(self._due, (time.monotonic(), next(self._numbers), part, mark, None, steps))
                self._start()
                self._changed.notify_all()
            return
        for deed, pause in steps:
            deed()
            event_loop.wait(pause)
            if self._running.get(part) is not mark:
                return
        self.stop(part)

    def stop(self, part: Any) -> None:
        """End what a part does; after this call nothing of it happens any more."""
        with self._changed:
            self._running.pop(part, None)

    def playing(self, part: Any) -> bool:
        """Whether a part does something by itself."""
        return part in self._running

    def close(self) -> None:
        """End everything."""
        with self._changed:
            self._closed = True
            self._running.clear()
            self._due.clear()
            self._changed.notify_all()

    def _begin(self, part: Any) -> object:
        with self._changed:
            mark = self._running[part] = object()
            return mark

    def _start(self) -> None:
        if self.thread is None:
            self.thread = threading.Thread(target=self._run, name="sunmao effects", daemon=True)
            self.thread.start()

    def _run(self) -> None:
        while not self._closed:
            with self._changed:
                left = self._due[0][0] - time.monotonic() if self._due else None
                if left is None or left > 0:
                    self._changed.wait(left)
                    continue
                _, number, part, mark, deed, steps = heapq.heappop(self._due)
                self._run_next_step(number, part, mark, deed, steps)

    def _run_next_step(self, number: int, part: Any, mark: Any, deed: Any, steps: Iterator[Step]) -> None:
        if self._running.get(part) is not mark:
            return
        now, pause = time.monotonic(), RETRY
        step = (deed, 0) if deed else next(steps, None)
        if step is None:
            self._running.pop(part, None)
            return
        deed, pause = step
        try:
            deed()
            deed = None
        except SunmaoError:  # the board is away: the program's own line hears of it, and this goes on when it is back
            pause = RETRY
        heapq.heappush(self._due, (now + pause, number, part, mark, deed, steps))
