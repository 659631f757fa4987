"""Takes what a run says from several threads, writes it to the log in one order, then hands it on. Memory stays
bounded.

Only what is in the log gets a number. What a full disk does not take is counted, and the count is the next event that
there is room for: the log, a page that watches and one that comes later have the same events, without a gap.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from sunmao.locks.lock_order import make_condition
from sunmao.protocol.messages import Image, Notice, Output, ProgramError, RunState, to_dict
from sunmao.server.runs.event_log import EventLog
from sunmao.server.runs.outcome import get_sentence

log = logging.getLogger(__name__)

FULL = 8 * 1024 * 1024  # bytes that may wait before a reader has to: then the program itself becomes slower
ENOUGH = 64 * 1024  # characters of one Output event
BREATH = 0.02  # seconds between two deliveries of a flood
ENDS = (ProgramError.kind, RunState.kind)  # what tells how a run ended


class EventRecorder:
    """Numbers, times, writes and delivers the events of one run.

    Args:
        deliver: called with lists of event dicts that are in the log, from the recorder's thread. Only where there is
            room for nothing any more, how the run ended is told without being there.
        fail: called once with the OSError when the log cannot be written.
    """

    def __init__(self, log_: EventLog, deliver: Callable[[list[dict]], None], fail: Callable[[OSError], None]) -> None:
        self._log, self._deliver, self._fail = log_, deliver, fail
        self._began = time.monotonic()
        self._waiting: list[tuple[float, object]] = []
        self._size, self._failed, self._closing = 0, False, False
        self._missing = 0  # events since the last one in the log
        self._ending: dict[str, dict] = {}  # of those, the last of each kind in `ENDS`
        self._changed = make_condition()
        self._thread = threading.Thread(target=self._work, name="recorder", daemon=True)
        self._thread.start()

    def put(self, events: list, size: int = 0) -> None:
        """Add events. size: their bytes; with a size the call waits while too much is unwritten."""
        now = round(time.monotonic() - self._began, 3)
        with self._changed:
            if size:
                self._changed.wait_for(lambda: self._size < FULL or self._closing)
            self._waiting += [(now, event) for event in events]
            self._size += size
            self._changed.notify_all()

    def seconds(self) -> float:
        """Return how long the run has taken so far, in seconds."""
        return round(time.monotonic() - self._began, 3)

    def close(self) -> None:
        """Write and deliver the rest, then end."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing)
                waiting, self._waiting, self._size = self._waiting, [], 0
                self._changed.notify_all()
            if not waiting:
                return self._deliver_ending()
            self._deliver_rows(self._write([self._row(t, event) for t, event in merge_output(waiting)]))
            time.sleep(BREATH if len(waiting) > 1 else 0)

    def _write(self, rows: list[dict]) -> list[dict]:
        """Write rows, or as many of them as there is room for. Returns what is in the log now."""
        try:
            return self._append(rows)
        except OSError as error:
            self._report(error)
        written = []
        for row in rows:
            try:
                written += self._append([row])
            except OSError:
                self._missing += 1
                if row["kind"] in ENDS:
                    self._ending[row["kind"]] = row
        return written

    def _append(self, rows: list[dict]) -> list[dict]:
        """Write rows, before them how many are missing there. Raises OSError."""
        rows = [*self._make_missing_notice(rows[0]["t"]), *rows]
        self._log.append(rows)
        self._missing, self._ending = 0, {}
        return rows

    def _make_missing_notice(self, t: float) -> list[dict]:
        if not self._missing:
            return []
        return [{"t": t, **to_dict(Notice(**get_sentence("events_missing", n=self._missing), level="warn"))}]

    def _deliver_ending(self) -> None:
        """Say at least to who watches how a run ended, of whose end the log has nothing."""
        rows = list(self._ending.values())
        if rows:
            self._missing -= len(rows)
            rows = [*self._make_missing_notice(rows[0]["t"]), *rows]
            self._deliver_rows([{"seq": seq, **row} for seq, row in enumerate(rows, start=self._log.last_seq + 1)])

    def _deliver_rows(self, rows: list[dict]) -> None:
        try:
            if rows:
                self._deliver(rows)
        except Exception:
            log.exception("events of a run could not be delivered")

    def _row(self, t: float, event: Any) -> dict:
        row = to_dict(event)
        if isinstance(event, Image) and event.data:
            row["data"] = ""
            try:
                row["file"] = self._log.keep_picture(event.data)
            except ValueError:
                row = to_dict(
                    Notice(
                        zh="有一张图片坏了，没法显示。", en="A picture was damaged and cannot be shown.", level="warn"
                    )
                )
            except OSError as error:
                self._report(error)
        return {"t": t, **row}

    def _report(self, error: OSError) -> None:
        if not self._failed:
            self._failed = True
            self._fail(error)


def merge_output(waiting: list) -> list:
    """The same events with neighboring texts of one stream joined, up to a size."""
    merged: list = []
    for t, event in waiting:
        began, last = merged[-1] if merged else (t, None)
        if (
            isinstance(event, Output)
            and isinstance(last, Output)
            and event.stream == last.stream
            and len(last.text + event.text) <= ENOUGH
        ):
            merged[-1] = (began, Output(last.text + event.text, event.stream))
        else:
            merged.append((t, event))
    return merged
