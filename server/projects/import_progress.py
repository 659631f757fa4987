"""Progress of projects that come in as zips: the page shows it, and can stop it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sunmao.locks.lock_order import make_lock
from sunmao.server.errors import HttpProblem

KEY = re.compile(r"[0-9a-z]{8,32}")


@dataclass
class ImportProgress:
    """One project that comes in: `done` of `total` files are unpacked; stopped: nobody wants it any more."""

    done: int = 0
    total: int = 0
    stopped: bool = False

    def begin(self, total: int) -> None:
        """So many files will be unpacked."""
        self.total = total

    def advance(self) -> None:
        """One more file is unpacked. Raises HttpProblem 409 when it was stopped."""
        if self.stopped:
            raise HttpProblem(409, "import_stopped")
        self.done += 1


class ImportRegistry:
    """The projects that come in just now, by the keys that their pages chose."""

    def __init__(self) -> None:
        self._lock = make_lock()
        self._running: dict[str, ImportProgress] = {}

    @contextmanager
    def register(self, key: str) -> Iterator[ImportProgress]:
        """Within, the import can be asked for by its key. Without a valid key, or with one that is taken, by nobody."""
        progress, known = ImportProgress(), False
        with self._lock:
            if KEY.fullmatch(key) and key not in self._running:
                self._running[key], known = progress, True
        try:
            yield progress
        finally:
            if known:
                with self._lock:
                    del self._running[key]

    def get(self, key: str) -> ImportProgress | None:
        """An import that is under way; None: not yet, or not any more."""
        with self._lock:
            return self._running.get(key)
