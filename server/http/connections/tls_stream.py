"""TLS on one connection, spoken by an event loop: who says nothing costs no thread."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Any

PIECE = 64 * 1024  # bytes read at once
HANDSHAKE = 22  # the type of the first record of every TLS connection (RFC 8446, 5.1)
RECORD_HEAD = 5  # bytes: type, version, length
LONGEST_RECORD = 16 * 1024


def holds_greeting(data: bytes) -> bool:
    """Whether that begins with a whole record of a handshake, or with something that cannot become one."""
    if len(data) < RECORD_HEAD:
        return data != b"" and data[0] != HANDSHAKE
    length = int.from_bytes(data[3:RECORD_HEAD], "big")
    return data[0] != HANDSHAKE or length > LONGEST_RECORD or len(data) >= RECORD_HEAD + length


class TlsStream:
    """The server's end. raw: a socket that does not block; received: what was read from it already."""

    def __init__(self, raw: socket.socket, context: ssl.SSLContext, received: bytes) -> None:
        self._raw, self._loop = raw, asyncio.get_running_loop()
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._incoming.write(received)
        self._sending = asyncio.Lock()  # two senders would mix their bytes

    async def do_handshake(self) -> None:
        """Agree on keys. Raises OSError."""
        await self._do(self._tls.do_handshake)

    async def read(self) -> bytes:
        """Read the bytes that have come, up to `PIECE` of them; empty at the end. Raises OSError."""
        try:
            return await self._do(self._tls.read, PIECE)
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""

    async def write(self, data: bytes) -> None:
        """Send all of it. Raises OSError."""
        self._tls.write(data)
        await self._flush()

    async def end(self) -> None:
        """Say that nothing more is sent."""
        with suppress(ssl.SSLError):  # the other side has not said so yet
            self._tls.unwrap()
        await self._flush()

    async def _do(self, work: Callable, *values: Any) -> Any:
        while True:
            try:
                done = work(*values)
            except ssl.SSLWantReadError:
                await self._flush()
                if received := await self._loop.sock_recv(self._raw, PIECE):
                    self._incoming.write(received)
                else:
                    self._incoming.write_eof()
            except ssl.SSLError:
                await self._flush()  # says why
                raise
            else:
                await self._flush()
                return done

    async def _flush(self) -> None:
        async with self._sending:
            if data := self._outgoing.read():
                await self._loop.sock_sendall(self._raw, data)
