"""The server for other devices: the same one behind TLS.

The event loop that reads heads speaks TLS for all connections and hands each on through a pair of sockets: the threads
of a websocket read and write at the same time, which a TLS connection does not bear on every Python. A handshake costs
processor time: those of addresses from which somebody has authenticated come first, by turns, and those of strangers
one after the other, by turns of their addresses.
"""

import asyncio
import re
import socket
import ssl
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from sunmao.server.errors import make_page
from sunmao.server.http.connections.connection_limits import Connection, Stage
from sunmao.server.http.connections.round_robin import RoundRobin
from sunmao.server.http.connections.tls_stream import HANDSHAKE, PIECE, TlsStream, holds_greeting
from sunmao.server.http.wsgi_server import BODY_PATIENCE, HEAD_PATIENCE, REFUSED_BYTES, REFUSED_PATIENCE, WsgiServer
from sunmao.server.texts import get_text

REQUESTS = 160  # TLS takes more memory than plain connections do
STRANGERS_PAUSE = 1 / 64  # seconds between two handshakes of strangers
GREETING = 4096  # bytes read at once before TLS
HOST = re.compile(rb"^host:[ \t]*([^\s]+)[ \t]*\r?$", re.I | re.M)


class TlsServer(WsgiServer):
    """Serves one application behind TLS. context: asked for at each connection; is_own: whether a Host header names
    this machine.
    """

    def __init__(
        self, listener: socket.socket, app: Any, context: Callable[[], ssl.SSLContext], is_own: Callable[[str], bool]
    ) -> None:
        super().__init__(listener, app, REQUESTS)
        self._context, self._is_own = context, is_own
        self._turns = {True: RoundRobin(), False: RoundRobin(STRANGERS_PAUSE)}  # of those who are known, and strangers
        self.ssl_context = context()  # what tells werkzeug that requests come by https

    def _list_coroutines(self) -> list[Coroutine]:
        return [*super()._list_coroutines(), *(turns.give_turns() for turns in self._turns.values())]

    async def _receive(self, connection: Connection) -> bool:
        async with asyncio.timeout(HEAD_PATIENCE):
            received = await self._read_greeting(connection.raw)
            await self._turns[self.connections.knows(connection.address)].wait_for_turn(connection.address)
            if received[0] != HANDSHAKE:
                return await self._answer_plain(connection, received)
            self.connections.move(connection, Stage.ENCRYPTED)
            stream = TlsStream(connection.raw, self._context(), received)
            await stream.do_handshake()
            head = await self._read_head(connection, stream.read)
            await self._free.acquire()
        near, far = self._make_pair()
        with far:
            far.setblocking(False)
            self._answer_in_thread(connection, near, head)
            await self._relay(connection, stream, far)
        return False

    async def _read_greeting(self, raw: socket.socket) -> bytes:
        """The first word of TLS, or what comes instead. Raises OSError."""
        received = b""
        while not holds_greeting(received):
            if not (more := await self.loop.sock_recv(raw, GREETING)):
                raise ConnectionError("no greeting")
            received += more
        return received

    def _make_pair(self) -> tuple[socket.socket, socket.socket]:
        """Both ends of what lies between a thread and TLS. Raises OSError, and then the thread is free."""
        try:
            return socket.socketpair()
        except OSError:
            self._free.release()
            raise

    async def _relay(self, connection: Connection, stream: TlsStream, far: socket.socket) -> None:
        """Carry what comes to the thread and its answer back, as long as each piece of the answer is read soon."""
        inward = asyncio.create_task(carry_in(stream, far))
        try:
            while data := await receive_answer(far):
                async with asyncio.timeout(BODY_PATIENCE if connection.is_authenticated else REFUSED_PATIENCE):
                    await stream.write(data)
                await asyncio.sleep(0)
        finally:
            inward.cancel()
            await asyncio.gather(inward, return_exceptions=True)
        if not connection.is_authenticated:
            self.connections.move(connection, Stage.REFUSED)
        async with asyncio.timeout(REFUSED_PATIENCE):
            await stream.end()
            await discard(connection.raw)

    async def _answer_plain(self, connection: Connection, received: bytes) -> bool:
        """Somebody speaks plain HTTP: show the way to https, without what the address said besides, and never the page."""
        head = await self._read_head(connection, lambda: self.loop.sock_recv(connection.raw, GREETING), received)
        named = HOST.search(head)
        host = named[1].decode("latin-1").lower() if named else ""
        async with asyncio.timeout(REFUSED_PATIENCE):
            await self.loop.sock_sendall(connection.raw, make_redirect(host if self._is_own(host) else None))
            self.connections.move(connection, Stage.REFUSED)
            await discard(connection.raw)
        return False


async def carry_in(stream: TlsStream, far: socket.socket) -> None:
    """Carry what a visitor sends to the end of it."""
    loop = asyncio.get_running_loop()
    with suppress(OSError):
        while data := await stream.read():
            await loop.sock_sendall(far, data)
            await asyncio.sleep(0)  # others want to be served as well
    with suppress(OSError):
        far.shutdown(socket.SHUT_WR)


async def receive_answer(far: socket.socket) -> bytes:
    """The next piece of an answer; empty at its end, also where the thread has left something unread."""
    try:
        return await asyncio.get_running_loop().sock_recv(far, PIECE)
    except ConnectionError:
        return b""


async def discard(raw: socket.socket) -> None:
    """Say that nothing more is sent, and read until the other side says so, so that the answer arrives. Raises OSError."""
    raw.shutdown(socket.SHUT_WR)
    left = REFUSED_BYTES
    while left > 0 and (more := await asyncio.get_running_loop().sock_recv(raw, PIECE)):
        left -= len(more)
        await asyncio.sleep(0)


def make_redirect(host: str | None) -> bytes:
    """The whole answer to a plain request: a way to the same host by https where it is one of ours, and a sentence in
    both languages.
    """
    body = make_page(get_text("needs_https")).encode()
    status, way = ("307 Temporary Redirect", f"Location: https://{host}/\r\n") if host else ("400 Bad Request", "")
    head = (
        f"HTTP/1.1 {status}\r\n{way}Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode("latin-1") + body
