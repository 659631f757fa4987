"""The log of one run on disk: `events.jsonl`, a line an event, and the pictures it showed.

A power cut may leave half a line at the end: reading stops before it, writing goes on after the last whole line.
"""

import base64
import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

NAME = "events.jsonl"
PICTURES = "pictures"
PICTURE = re.compile(r"(\d+|answer_\d+)\.(png|jpg)")
NUMBER = re.compile(rb'\{"seq":(\d+),')
SUFFIXES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
MARK_EVERY = 256 * 1024  # bytes of log between two known places
ENOUGH = 2 * 1024 * 1024  # bytes of events for one reader at a time


class RunLog:
    """Writes the log of the run in `folder`. One thread writes; any may read."""

    def __init__(self, folder: Path):
        self._folder = folder
        whole, self.last_seq = _whole_part(folder / NAME)
        self._file = open(folder / NAME, "ab", buffering=0)
        self._file.truncate(whole)
        self._size, self._marks = whole, [(0, 0)]
        self._pictures = 0
        self._syncing = threading.Lock()

    def append(self, events: list[dict]) -> None:
        """Give each event its number and write them. Raises OSError; then none of them is in the log."""
        rows = []
        for seq, event in enumerate(events, start=self.last_seq + 1):
            event["seq"] = seq
            rows.append(json.dumps({"seq": seq, **event}, separators=(",", ":")).encode("ascii") + b"\n")
        data = b"".join(rows)
        if self._size - self._marks[-1][1] > MARK_EVERY:
            self._marks.append((self.last_seq, self._size))
        try:
            _write_all(self._file, data)
        except OSError:
            self._file.truncate(self._size)
            raise
        self._size += len(data)
        self.last_seq += len(events)

    def keep_picture(self, data: str) -> str:
        """Save a picture (base64 of PNG or JPEG) as a file of the run. Returns its name. Raises ValueError or OSError."""
        content = base64.b64decode(data, validate=True)
        suffix = next((suffix for start, suffix in SUFFIXES.items() if content.startswith(start)), None)
        if suffix is None:
            raise ValueError("neither PNG nor JPEG")
        self._pictures += 1
        name = f"{self._pictures}.{suffix}"
        self.save_picture(name, content)
        return name

    def save_picture(self, name: str, content: bytes) -> Path:
        """Save the bytes of a picture of the run under a name. Returns its path. Raises OSError."""
        folder = self._folder / PICTURES
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
        return folder / name

    def read(self, after: int) -> list[dict]:
        """The events after number `after`: at most about 2 MB of them."""
        offset = next(offset for seq, offset in reversed(self._marks) if seq <= after)
        return read(self._folder, after, offset)

    def sync(self) -> None:
        """Bring what was written to the disk itself."""
        with self._syncing:
            if not self._file.closed:
                os.fsync(self._file.fileno())

    def close(self) -> None:
        """Write no more."""
        with self._syncing:
            self._file.close()


def read(folder: Path, after: int = 0, offset: int = 0) -> list[dict]:
    """The events of a run's log after number `after`, each number once, at most about 2 MB of them."""
    events, size = [], 0
    try:
        with open(folder / NAME, "rb") as file:
            file.seek(offset)
            for seq, line in _lines(file, after):
                events.append(json.loads(line))
                size += len(line)
                if size > ENOUGH:
                    break
    except (FileNotFoundError, ValueError):
        pass
    return events


def picture(folder: Path, name: str) -> Path | None:
    """The file of a picture of the run in `folder`, or None."""
    path = folder / PICTURES / name
    return path if PICTURE.fullmatch(name) and path.is_file() else None


def _lines(file, after: int) -> Iterator[tuple[int, bytes]]:
    for line in file:
        found = NUMBER.match(line)
        if found is None or not line.endswith(b"}\n"):
            return
        seq = int(found[1])
        if seq > after:
            after = seq
            yield seq, line


def _whole_part(path: Path) -> tuple[int, int]:
    """How many bytes of the log are whole lines, and the last number in them."""
    size = last = 0
    if path.is_file():
        with open(path, "rb") as file:
            for seq, line in _lines(file, 0):
                size, last = file.tell(), seq
    return size, last


def _write_all(file, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[file.write(view):]
