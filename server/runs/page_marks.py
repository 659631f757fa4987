"""Places in logs where the pages began that were read last: who reads on does not begin at the first line again."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Hashable

from sunmao.locks.lock_order import make_lock

KEPT = 16  # logs


class PageMarks:
    """Places in logs by the number of the last event before them. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = make_lock()
        self._logs: OrderedDict[Hashable, list[tuple[int, int]]] = OrderedDict()

    def find(self, log: Hashable, after: int) -> int:
        """The last known place before which no event after number `after` stands; 0 where none is known."""
        with self._lock:
            marks = self._logs.get(log, [])
            place = bisect_right(marks, after, key=lambda mark: mark[0])
            return marks[place - 1][1] if place else 0

    def add(self, log: Hashable, last: int, offset: int) -> None:
        """Note that the events up to number `last` stand before a place."""
        with self._lock:
            marks = self._logs.setdefault(log, [])
            self._logs.move_to_end(log)
            if not marks or last > marks[-1][0]:
                marks.append((last, offset))
            if len(self._logs) > KEPT:
                self._logs.popitem(last=False)
