"""The connection between a program and the studio: batches of messages as bounded JSON over a loopback socket, never
pickle.
"""

import socket
import threading
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge
from typing import Any

from sunmao.protocol import messages


class MessageConnection:
    """One end of the connection; takes over a connected socket. `send` may be called from any thread, `receive` from
    one.
    """

    def __init__(self, raw: socket.socket) -> None:
        raw.settimeout(None)
        # A batch goes out as header and body: without this the second waits for the first one's acknowledgement (40
        # ms).
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._raw = raw.dup()
        self._connection = Connection(raw.detach())
        self._sending = threading.Lock()

    def call(self, key: bytes) -> None:
        """Prove to know `key`, as the other side must by `greet`. Raises AuthenticationError, OSError or EOFError."""
        answer_challenge(self._connection, key)
        deliver_challenge(self._connection, key)

    def greet(self, key: bytes) -> None:
        """The accepting side's part of `call`; raises as it does."""
        deliver_challenge(self._connection, key)
        answer_challenge(self._connection, key)

    def send(self, batch: list[Any]) -> None:
        """Send messages, in order. Raises OSError when the other end is gone, ValueError when they are too large."""
        data = messages.dumps(batch)
        if len(data) > messages.MAX_BYTES:
            raise ValueError(f"{len(data)} bytes are too many for one batch")
        self.send_bytes(data)

    def receive(self) -> list[Any]:
        """Wait for the next batch. Raises EOFError or OSError at the end, ValueError for what is no batch."""
        return messages.loads(self.receive_bytes(messages.MAX_BYTES))

    def send_bytes(self, data: bytes) -> None:
        """Send what is no batch, whole. Raises OSError when the other end is gone."""
        with self._sending:
            self._connection.send_bytes(data)

    def receive_bytes(self, most: int) -> bytes:
        """Wait for what `send_bytes` sent, at most `most` bytes. Raises EOFError or OSError."""
        return self._connection.recv_bytes(most)

    def has_news(self, within: float = 0.0) -> bool:
        """Whether `receive` would return at once, now or within so many seconds."""
        return self._connection.poll(within)

    def shut(self) -> None:
        """End the connection for both sides: wakes a `receive` that waits in another thread."""
        try:
            self._raw.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def close(self) -> None:
        """Close this end only (a forked process leaves its parent's connection alone so). Safe to call twice."""
        self._connection.close()
        self._raw.close()


def connect(address: str, key: bytes) -> MessageConnection:
    """The wire to the studio at '127.0.0.1:port'. Raises OSError, EOFError or AuthenticationError."""
    host, _, port = address.rpartition(":")
    wire = MessageConnection(socket.create_connection((host, int(port)), timeout=30))
    try:
        wire.call(key)
    except BaseException:
        wire.close()
        raise
    return wire
