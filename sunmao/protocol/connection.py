"""The connection between a program and the studio: batches of messages as bounded JSON over a loopback socket, never
pickle.
"""

import json
import os
import socket
import sys
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge
from typing import Any

from sunmao.errors import ProtocolMismatch
from sunmao.locks.lock_order import make_lock
from sunmao.protocol import messages

# Where a process of the studio finds its connection: in its environment, from which it takes them out.
ADDRESS_VARIABLE, KEY_VARIABLE = "SUNMAO_LINK", "SUNMAO_KEY"
MAX_VERSION = 64 * 1024  # bytes: one of before there were versions says something else, which may be long


class TruncatedMessage(EOFError):
    """The other end left in the middle of what it said."""


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
        self._sending = make_lock()

    def call(self, key: bytes) -> None:
        """Prove to know `key`, as the other side must by `greet`, and to speak the same version of the protocol.

        Raises:
            AuthenticationError, OSError, EOFError: the other side is somebody else, or gone.
            ProtocolMismatch: it speaks another version.
        """
        answer_challenge(self._connection, key)
        deliver_challenge(self._connection, key)
        self.send_version()
        self._require_same_version()

    def greet(self, key: bytes) -> None:
        """The accepting side's part of `call`; raises as it does.

        After ProtocolMismatch the other side still waits: `send_version` lets it know as well.
        """
        deliver_challenge(self._connection, key)
        answer_challenge(self._connection, key)
        self._require_same_version()
        self.send_version()

    def send_version(self) -> None:
        """Say which version of the protocol this side speaks. Raises OSError when the other end is gone."""
        self.send_bytes(json.dumps({"protocol": messages.PROTOCOL_VERSION}).encode())

    def _require_same_version(self) -> None:
        try:
            said = json.loads(self.receive_bytes(MAX_VERSION))
        except (ValueError, RecursionError):
            said = None
        theirs = said.get("protocol") if isinstance(said, dict) else None
        if theirs != messages.PROTOCOL_VERSION:
            raise ProtocolMismatch(
                "protocol_mismatch", ours=messages.PROTOCOL_VERSION, theirs=theirs if isinstance(theirs, int) else 0
            )

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
        """Wait for what `send_bytes` sent, at most `most` bytes. Raises EOFError (TruncatedMessage when it came in
        part) or OSError.
        """
        try:
            return self._connection.recv_bytes(most)
        except OSError as error:
            # Neither complaint of multiprocessing's own has a number; after that about a wrong length nothing is read.
            if error.errno is None and not self._connection.closed and self._connection.readable:
                raise TruncatedMessage from None
            raise

    def has_news(self, within: float = 0.0) -> bool:
        """Whether `receive` would return at once, now or within so many seconds."""
        return self._connection.poll(within)

    def list_descriptors(self) -> list[int]:
        """The descriptors of this end (on Windows: handles, which no program counts)."""
        return [self._connection.fileno(), self._raw.fileno()] if os.name != "nt" else []

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
    """The wire to the studio at '127.0.0.1:port'. Raises as `MessageConnection.call` does."""
    host, _, port = address.rpartition(":")
    wire = MessageConnection(socket.create_connection((host, int(port)), timeout=30))
    try:
        wire.call(key)
    except BaseException:
        wire.close()
        raise
    return wire


def connect_to_studio() -> MessageConnection:
    """The wire of a process that the studio has started; ends the process where they speak different versions.

    Raises OSError, EOFError or AuthenticationError.
    """
    try:
        return connect(os.environ.pop(ADDRESS_VARIABLE), bytes.fromhex(os.environ.pop(KEY_VARIABLE)))
    except ProtocolMismatch:
        sys.exit(1)  # without a word: the studio has met the mismatch as well, and says it
