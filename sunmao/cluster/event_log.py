"""The messages of one job, in a file, each batch once: on the disk before anyone is told."""

import json
import os
from pathlib import Path

from sunmao.core.regular_files import open_for_append
from sunmao.locks.lock_order import make_lock

AT_ONCE = 500  # batches that are read at once


class JobEventLog:
    """Batches of messages, as JSON, a line each with its attempt and number. Safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        self._file, self._lock = Path(file), make_lock()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._places = [0]  # where each line begins, and the end of the last
        self._last = (0, -1)
        self._load()

    def _load(self) -> None:
        with open_for_append(self._file, readable=True) as file:
            file.seek(0)
            data = file.read()
            for line in data.splitlines(keepends=True):
                if not line.endswith(b"\n"):
                    file.truncate(self._places[-1])  # a kill came while it was written
                    break
                self._places.append(self._places[-1] + len(line))
                attempt, number, _ = json.loads(line)
                self._last = (attempt, number)

    def __len__(self) -> int:
        return len(self._places) - 1

    def append(self, attempt: int, number: int, events: list) -> bool:
        """Add a batch. Returns False for one that is there already: it was sent again because its answer was lost.
        Raises OSError.
        """
        with self._lock:
            if (attempt, number) <= self._last:
                return False
            line = json.dumps([attempt, number, events], separators=(",", ":")).encode() + b"\n"
            with open_for_append(self._file) as file:
                if file.write(line) != len(line):
                    file.truncate(self._places[-1])
                    raise OSError("the disk is full")
                os.fsync(file.fileno())
            self._places.append(self._places[-1] + len(line))
            self._last = (attempt, number)
            return True

    def read(self, first: int) -> list[list]:
        """Batches from number `first` of the file on, at most `AT_ONCE`. Raises OSError."""
        with self._lock:
            places = self._places[max(0, first) : max(0, first) + AT_ONCE + 1]
        if len(places) < 2:
            return []
        with open(self._file, "rb") as file:
            file.seek(places[0])
            lines = file.read(places[-1] - places[0]).splitlines()
        return [json.loads(line)[2] for line in lines]
