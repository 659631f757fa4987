"""One WebSocket of a page, on the connection of a request: bounded in time and memory, whatever the page sends or
leaves unread.
"""

import queue
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import simple_websocket
from simple_websocket.errors import SimpleWebsocketError
from wsproto.events import BytesMessage
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import ProtocolError

from sunmao.locks.lock_order import make_lock

PATIENCE = 20  # seconds until everything that was sent is with the page's system
PINGS = 25  # seconds between two looks whether the page is still there
UNHEARD = 2  # messages that wait; while there are more, nothing is read
LOOK_EVERY = 0.2  # seconds
PIECE = 64 * 1024  # bytes read or sent at once


class NotAWebSocket(Exception):
    """A request that is no WebSocket's."""


class BoundedConnection:
    """A connection as `simple_websocket` uses it. Sent whole, one message at a time: it writes from two threads."""

    def __init__(self, raw: socket.socket) -> None:
        raw.settimeout(PATIENCE)
        self._raw, self._sending = raw, make_lock()

    def send(self, data: bytes) -> None:
        """Send all of it. Raises OSError when the page is gone, or takes too long."""
        self.send_pieces([data])

    def send_pieces(self, pieces: Iterable[bytes]) -> None:
        """Send one after the other, nothing else between them. Raises OSError as `send` does."""
        with self._sending:
            end = time.monotonic() + PATIENCE
            for piece in pieces:
                if time.monotonic() > end:
                    raise TimeoutError("the page reads too slowly")
                self._raw.sendall(piece)

    def recv(self, size: int) -> bytes:
        """Receive the bytes that have come, at most `size` of them."""
        return self._raw.recv(size)

    def fileno(self) -> int:
        """For the selector."""
        return self._raw.fileno()

    def close(self) -> None:
        """End the connection for whoever still waits in it; its number stays taken until the server itself closes it."""
        with suppress(OSError):
            self._raw.shutdown(socket.SHUT_RDWR)


class MessageQueue:
    """Messages that were read and not heard yet. `append` waits for room, so that a page which floods fills its own
    buffers only.
    """

    def __init__(self) -> None:
        self._waiting: queue.Queue = queue.Queue(UNHEARD)
        self.closed = False

    def append(self, message: Any) -> None:
        """Add one. Raises OSError when nobody listens any more."""
        while not self.closed:
            with suppress(queue.Full):
                return self._waiting.put(message, timeout=LOOK_EVERY)
        raise OSError("nobody listens")

    def take(self) -> Iterator[str | bytes]:
        """Take the messages that are there, one after the other."""
        with suppress(queue.Empty):
            while True:
                yield self._waiting.get_nowait()


class WebSocket(simple_websocket.Server):
    """The server's end, one thread reads. news: set when a message has come or the socket is over; others may set it
    too.

    most: bytes of one message. Raises NotAWebSocket when the request asks for something else.
    """

    def __init__(self, environ: dict, most: int) -> None:
        # Without the offer nothing is compressed: pictures are already, and a small message cannot grow into a large
        # one.
        asked = {name: value for name, value in environ.items() if name != "HTTP_SEC_WEBSOCKET_EXTENSIONS"}
        asked["werkzeug.socket"] = BoundedConnection(environ["werkzeug.socket"])
        try:
            super().__init__(
                asked,
                receive_bytes=PIECE,
                ping_interval=PINGS,
                max_message_size=most,
                thread_class=partial(threading.Thread, daemon=True),
            )
        except (ProtocolError, SimpleWebsocketError):
            raise NotAWebSocket from None

    @property
    def news(self) -> threading.Event:
        return self.event

    def handshake(self) -> None:
        """Before the first message is read."""
        self.input_buffer = MessageQueue()
        super().handshake()

    def take_messages(self) -> Iterator[str | bytes]:
        """The messages that have come and were not taken yet."""
        return self.input_buffer.take()

    def send(self, data: bytes) -> None:
        """Send one message, in fragments (RFC 6455, 5.4): while the page does not read, no copy of it is kept. Raises
        OSError at the end.
        """
        if not self.connected:
            raise OSError("the page has gone")
        try:
            self.sock.send_pieces(self._make_fragments(data))
        except ProtocolError:
            raise OSError("the page has gone") from None

    def _make_fragments(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, max(len(data), 1), PIECE):
            end = start + PIECE
            yield self.ws.send(BytesMessage(data=data[start:end], message_finished=end >= len(data)))

    def end(self, reason: CloseReason = CloseReason.NORMAL_CLOSURE, message: str = "") -> None:
        """Say good-bye, and wait until nobody reads from the connection. Safe to call twice."""
        with suppress(SimpleWebsocketError, ProtocolError, OSError):
            self.close(reason, message)
        self.connected = False
        self.input_buffer.closed = True
        self.sock.close()
        self.thread.join()

    def _thread(self) -> None:
        try:
            super()._thread()
        except (ProtocolError, ValueError):
            pass  # bytes that are no WebSocket's, or a socket that `end` has just closed
        finally:
            self.connected = False
            self.sock.close()
            self.event.set()
