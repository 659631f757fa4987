"""Limits of a log of edits: what is more takes longer to read than anybody waits."""

import errno
from typing import Any

from sunmao.data.edits.class_edits import CLASSES, list_class_names
from sunmao.data.edits.edit_entry import RENAME

MAX_BYTES = 256 * 1024 * 1024
MAX_ENTRIES = 200_000
MAX_CLASS_EDITS, MAX_CLASS_NAMES = 10_000, 4_000
MAX_MOVES = 1_000  # folders of classes that were given other names


class EditLogTooLong(OSError):
    """A log of edits that holds more than is read; it stays as it is."""

    def __init__(self) -> None:
        super().__init__(errno.EFBIG, "the log of edits is too long")


class LogExtent:
    """Counts of what a log holds that costs more than its line."""

    def __init__(self) -> None:
        self._class_edits = self._moves = 0
        self._names: set[str] = set()

    def add(self, said: Any) -> None:
        """Count one entry in. Raises EditLogTooLong where it is one too many."""
        self.require_room(said)
        if _has_kind(said, CLASSES):
            self._class_edits += 1
            self._names.update(list_class_names(said["detail"]))
        elif _has_kind(said, RENAME):
            self._moves += len(said["detail"]["folders"])

    def require_room(self, said: Any) -> None:
        """Raises EditLogTooLong where one more such entry is too many."""
        full = False
        if _has_kind(said, CLASSES):
            new = sum(name not in self._names for name in list_class_names(said["detail"]))
            full = self._class_edits >= MAX_CLASS_EDITS or len(self._names) + new > MAX_CLASS_NAMES
        elif _has_kind(said, RENAME):
            full = self._moves + len(said["detail"]["folders"]) > MAX_MOVES
        if full:
            raise EditLogTooLong


def _has_kind(said: Any, kind: str) -> bool:
    return isinstance(said, dict) and said.get("kind") == kind
