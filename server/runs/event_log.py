"""The log of one run on disk: `events.jsonl`, a line an event, and the pictures it showed.

A power cut may leave half a line at the end: reading stops before it, writing goes on after the last whole line.
"""

import base64
import json
import math
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import write_atomic
from sunmao.core.regular_files import open_for_append, open_regular
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.protocol.messages import MAX_BYTES, Notice, to_dict
from sunmao.server.runs.message_validation import read_row
from sunmao.server.runs.outcome import get_sentence
from sunmao.server.runs.page_marks import PageMarks
from sunmao.server.storage.safe_files import explain_failure

NAME = "events.jsonl"
PICTURES = "pictures"
PICTURE = re.compile(r"(\d+|answer_\d+)\.(png|jpg)")
NUMBER = re.compile(rb'\{"seq":(\d{1,15}),')
LONGEST_LINE = 2 * MAX_BYTES  # of an event, which came as one message
SUFFIXES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
MARK_EVERY = 256 * 1024  # bytes of log between two known places
ENOUGH = 2 * 1024 * 1024  # bytes of events for one reader at a time
_pages = PageMarks()


class EventLog:
    """Writes the log of the run in `folder`. One thread writes; any may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        whole, self.last_seq = _find_whole_lines(folder / NAME)
        self._file = open_for_append(folder / NAME)
        try:
            self._file.truncate(whole)
            # A handle of its own: what was written can be read, and written again, also when the program has deleted
            # the file.
            self._back = open_regular(folder / NAME)
        except OSError:
            self._file.close()
            raise
        self._size, self._marks = whole, [(0, 0)]
        self._pictures = 0
        self._syncing, self._reading = make_lock(LockOrder.RUN_LOG_SYNC), make_lock(LockOrder.RUN_LOG_READ)
        self._writing = make_lock()

    def append(self, events: list[dict]) -> None:
        """Give each event its number and write them. Raises OSError; then none of them is in the log or has a number."""
        numbered = list(enumerate(events, start=self.last_seq + 1))
        lines = [json.dumps({"seq": seq, **event}, separators=(",", ":")) + "\n" for seq, event in numbered]
        data = "".join(lines).encode("ascii")
        if self._size - self._marks[-1][1] > MARK_EVERY:
            self._marks.append((self.last_seq, self._size))
        with self._writing:
            try:
                _write_all(self._file, data)
            except OSError:
                self._file.truncate(self._size)
                raise
        self._size += len(data)
        self.last_seq += len(events)
        for seq, event in numbered:
            event["seq"] = seq

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
        write_atomic(folder / name, content, durable=False, follow_link=False)
        return folder / name

    def read(self, after: int) -> list[dict]:
        """The events after number `after`: at most about 2 MB of them."""
        offset = next(offset for seq, offset in reversed(self._marks) if seq <= after)
        with self._reading:
            if not self._back.closed:
                self._back.seek(offset)
                return _read_some(self._back, after)
        return read_events(self._folder, after, offset)

    def is_elsewhere(self) -> bool:
        """Whether its folder has another name or place now: it is not where it was, but not deleted either."""
        with self._reading:
            return not self._folder.exists() and os.fstat(self._back.fileno()).st_nlink > 0

    def restore(self) -> None:
        """Write the log again where the program has deleted it. Raises OSError."""
        path = self._folder / NAME
        with self._syncing, self._reading, self._writing:
            if path.exists():
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            self._back.seek(0)
            with open(path, "xb") as file:
                shutil.copyfileobj(self._back, file)
            self._file.close()
            self._back.close()
            self._file, self._back = open_for_append(path), open_regular(path)

    def sync(self) -> None:
        """Bring what was written to the disk itself."""
        with self._syncing:
            if not self._file.closed:
                os.fsync(self._file.fileno())

    def close(self) -> None:
        """Write no more."""
        with self._syncing, self._reading:
            self._file.close()
            self._back.close()


def read_events(folder: Path, after: int = 0, offset: int = 0) -> list[dict]:
    """The events of a run's log after number `after`, each number once, at most about 2 MB of them.

    Raises OSError where the log cannot be read.
    """
    try:
        with open_regular(folder / NAME) as file:
            about = os.fstat(file.fileno())
            log = folder, about.st_ino, about.st_size, about.st_mtime_ns  # one that was written again is another
            file.seek(max(offset, _pages.find(log, after)))
            events = _read_some(file, after)
            if events:
                _pages.add(log, events[-1]["seq"], file.tell())
            return events
    except FileNotFoundError:
        return []
    except OSError as error:
        raise explain_failure(error, folder / NAME) from None


def _read_some(file: Any, after: int) -> list[dict]:
    events, size = [], 0
    for seq, line in _iter_lines(file, after):
        if missing := seq - after - 1:  # an older Sunmao's log of a full disk; a page asks again at each gap
            events.append(_make_notice(after + 1, "events_missing", n=missing))
        events.append(_parse_event(seq, line))
        after = seq
        size += len(line)
        if size > ENOUGH:
            break
    return events


def _parse_event(seq: int, line: bytes) -> dict:
    """The event of a line; for a damaged one a notice of the same number, so that none is missed."""
    with suppress(ValueError, RecursionError):
        event = read_row(json.loads(line, parse_constant=_parse_finite, parse_float=_parse_finite))
        if event and event["seq"] == seq:
            return event
    return _make_notice(seq, "damaged_event")


def _make_notice(seq: int, key: str, **params: Any) -> dict:
    return {"seq": seq, "t": 0, **to_dict(Notice(**get_sentence(key, **params), level="warn"))}


def _parse_finite(digits: str) -> float | None:
    """A number that JSON can hold; None for NaN and infinities, which a program may write all the same."""
    value = float(digits)
    return value if math.isfinite(value) else None


def find_picture(folder: Path, name: str) -> Path | None:
    """The file of a picture of the run in `folder`, or None."""
    path = folder / PICTURES / name
    return path if PICTURE.fullmatch(name) and path.is_file() else None


def iter_plausible_lines(file: Any) -> Iterator[bytes]:
    """The lines of an open log up to one that no event begins, which may have gigabytes."""
    while file.peek(1)[:1] == b"{":
        yield file.readline(LONGEST_LINE)


def _iter_lines(file: Any, after: int) -> Iterator[tuple[int, bytes]]:
    for line in iter_plausible_lines(file):
        found = NUMBER.match(line)
        if found is None or not line.endswith(b"}\n"):
            return
        seq = int(found[1])
        if seq > after:
            after = seq
            yield seq, line


def _find_whole_lines(path: Path) -> tuple[int, int]:
    """Measure how many bytes of the log are whole lines, and find the last number in them."""
    size = last = 0
    try:
        with open_regular(path) as file:
            for seq, _line in _iter_lines(file, 0):
                size, last = file.tell(), seq
    except FileNotFoundError:
        pass
    return size, last


def _write_all(file: Any, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]
