"""The rows of the home page: a project on a slow disk does not keep the others waiting."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, wait

from sunmao.locks.lock_order import make_lock

log = logging.getLogger(__name__)

PATIENCE = 3.0  # seconds
NUDGE = 0.2  # seconds after which one more thread helps
MAX_THREADS = 32  # threads that wait for disks


class ProjectRows:
    """Reads rows by `read(name)`, which may take its time. Safe to use from several threads."""

    def __init__(self, read: Callable[[str], dict | None]) -> None:
        self._read = read
        self._lock = make_lock()
        self._coming: dict[
            str, tuple[Future, float]
        ] = {}  # what is being read or waits for it, for all who asked, and since when
        self._waiting: deque[str] = deque()
        self._readers = 0

    def all(self, names: list[str]) -> dict[str, dict | None]:
        """The rows of these names that came within `PATIENCE`: late ones are missing; None where there is no row."""
        now = time.monotonic()
        with self._lock:
            self._waiting += [name for name in names if name not in self._coming]
            asked = {name: self._coming.setdefault(name, (Future(), now)) for name in names}
        # One that was late before is not waited for again.
        fresh = [row for row, since in asked.values() if since > now - PATIENCE]
        while fresh and time.monotonic() < now + PATIENCE:
            self._start_reader()
            if not wait(fresh, timeout=NUDGE).not_done:
                break
        return {name: row.result() for name, (row, _) in asked.items() if row.done()}

    def _start_reader(self) -> None:
        with self._lock:
            if not self._waiting or self._readers >= MAX_THREADS:
                return
            self._readers += 1
        # A daemon: a disk that never answers must not keep the studio from ending.
        threading.Thread(target=self._work, name="rows", daemon=True).start()

    def _work(self) -> None:
        while (name := self._next()) is not None:
            row = None
            try:
                row = self._read(name)
            except Exception:
                log.exception("the project %r could not be listed", name)
            with self._lock:
                self._coming.pop(name)[0].set_result(row)

    def _next(self) -> str | None:
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._readers -= 1
            return None
