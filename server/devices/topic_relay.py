"""Between a page and a helper process: a live topic whose frames the process makes, and the studio only passes on."""

import threading
from collections.abc import Callable

from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection
from sunmao.server.devices.worker_host import WorkerHost
from sunmao.server.errors import HttpProblem

AGAIN_AFTER = 0.5  # seconds after the process has ended
UNSAID = 8  # messages of a page that wait while it starts


class TopicRelay:
    """A topic of a helper process (`host`) for one page: the next frame is asked for when the page has the last one,
    and passed on as it comes.
    """

    def __init__(self, host: WorkerHost, topic: str, wake: Callable[[], None]) -> None:
        self._host, self._topic, self._wake = host, topic, wake
        self._lock, self._saying = make_lock(), make_lock(LockOrder.SENDER)
        self._wire: MessageConnection | None = None
        self._frame: bytes | None = None
        self._problem: HttpProblem | None = None
        self._asked = False
        self._unsaid: list[bytes] = []
        self._closed = threading.Event()
        threading.Thread(target=self._receive, name=topic, daemon=True).start()

    def newest(self) -> bytes | None:
        """See `live_topics.TopicSource`."""
        with self._lock:
            frame, self._frame = self._frame, None
            ask = frame is None and not self._asked and self._wire is not None
            self._asked = self._asked or ask
            if frame is None and self._problem is not None:
                raise self._problem
        if ask:
            self._send_frame(frames.encode_frame({"do": "next"}))
        return frame

    def handle_message(self, message: dict | bytes) -> None:
        """Hand on what the page says; while the process starts some of it waits."""
        frame = (
            frames.encode_frame({"do": "push"}, message)
            if isinstance(message, bytes)
            else frames.encode_frame({"do": "hear", "said": message})
        )
        with self._lock:
            if self._wire is None and len(self._unsaid) < UNSAID:
                return self._unsaid.append(frame)
        self._send_frame(frame)

    def close(self) -> None:
        """The page has gone."""
        self._closed.set()
        with self._lock:
            if self._wire is not None:
                self._wire.shut()

    def _send_frame(self, frame: bytes) -> None:
        with self._saying:
            if self._wire is not None:
                try:
                    self._wire.send_bytes(frame)
                except OSError:
                    pass  # the process has ended; `_receive` calls it anew

    def _receive(self) -> None:
        try:
            while not self._closed.is_set():
                self._relay()
                self._closed.wait(AGAIN_AFTER)
        except HttpProblem as problem:
            self._problem = problem
        self._wake()

    def _relay(self) -> None:
        """Pass on what the process sends, until it ends or the page leaves. Raises HttpProblem when it cannot be
        reached.
        """
        wire = self._host.call({"page": True})
        try:
            wire.send_bytes(frames.encode_frame({"do": "watch", "topic": self._topic}))
            with self._lock:
                self._wire, self._asked = wire, False
                unsaid, self._unsaid = self._unsaid, []
            for frame in unsaid:
                self._send_frame(frame)
            if self._closed.is_set():  # meanwhile
                return
            self._wake()
            while True:
                frame = wire.receive_bytes(frames.MAX_PICTURE)
                with self._lock:
                    self._frame, self._asked = frame, False
                self._wake()
        except (EOFError, OSError):
            pass
        finally:
            wire.shut()
            with self._saying, self._lock:  # the number of a closed socket may be another one's a moment later
                self._wire = None
            wire.close()
