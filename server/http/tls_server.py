"""The server for other devices: the same one behind TLS.

One event loop speaks TLS for all connections and hands each on through a pair of sockets: the threads of a websocket
read and write at the same time, which a TLS connection does not bear on every Python.
"""

import asyncio
import re
import socket
import ssl
import threading
from asyncio import sslproto
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress

from sunmao.server.http.wsgi_server import BODY_PATIENCE, HEAD_PATIENCE, PIECE, WsgiServer
from sunmao.server.texts import get_text

CONNECTIONS = 160  # TLS takes more memory than plain connections do
TLS_BUFFER = 64 * 1024  # bytes; asyncio's own 256 KB for each connection would be 40 MB for these
HANDSHAKE = b"\x16"  # the first byte of every TLS connection
PLAIN_BYTES = 8 * 1024
HOST = re.compile(rb"^host:[ \t]*([^\s]+)[ \t]*\r?$", re.I | re.M)


class TlsServer(WsgiServer):
    """Serves one application behind TLS. context: asked for at each connection; is_own: whether a Host header names
    this machine.
    """

    def __init__(
        self, listener: socket.socket, app, context: Callable[[], ssl.SSLContext], is_own: Callable[[str], bool]
    ):
        self._loop = asyncio.new_event_loop()
        sslproto.SSLProtocol.max_size = TLS_BUFFER
        super().__init__(listener, app, CONNECTIONS)
        self._context, self._is_own = context, is_own
        self.ssl_context = context()  # what tells werkzeug that requests come by https
        threading.Thread(target=self._loop.run_forever, name="tls", daemon=True).start()

    def finish_request(self, request, client_address):
        """Answer one connection, in its own thread: a visitor who says nothing holds up nobody else."""
        request.settimeout(HEAD_PATIENCE)
        try:
            first = request.recv(1, socket.MSG_PEEK)
        except OSError:
            return
        if first != HANDSHAKE:
            return self._answer_plain(request)
        near, far = socket.socketpair()
        carried = asyncio.run_coroutine_threadsafe(self._carry(request, far), self._loop)
        try:
            super().finish_request(near, client_address)
        finally:
            self.shutdown_request(near)
            # The last bytes are still on their way.
            with suppress(OSError, CancelledError, TimeoutError, EOFError):
                carried.result(BODY_PATIENCE)
            carried.cancel()

    def shutdown(self):
        """Take no more connections, and end those that are there."""
        super().shutdown()
        asyncio.run_coroutine_threadsafe(self._end_connections(), self._loop)

    async def _end_connections(self) -> None:
        carried = asyncio.all_tasks() - {asyncio.current_task()}
        for task in carried:
            task.cancel()
        await asyncio.gather(*carried, return_exceptions=True)
        asyncio.get_running_loop().stop()

    async def _carry(self, request: socket.socket, far: socket.socket) -> None:
        loop, outer = asyncio.get_running_loop(), asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(outer)
        inner, inward = await asyncio.open_connection(sock=far)
        try:
            request.setblocking(False)
            transport, _ = await loop.connect_accepted_socket(
                lambda: protocol,
                request,
                ssl=self._context(),
                ssl_handshake_timeout=HEAD_PATIENCE,
            )
            outward = asyncio.StreamWriter(transport, protocol, outer, loop)
            try:
                await asyncio.gather(pump(outer, inward), pump(inner, outward))
            except asyncio.CancelledError:
                transport.abort()
                raise
        finally:
            inward.close()

    def _answer_plain(self, request: socket.socket) -> None:
        """Somebody speaks plain HTTP: show the way to https, without what the address said besides, and never the page."""
        head = b""
        with suppress(OSError):
            while b"\n\r\n" not in head and len(head) < PLAIN_BYTES and (more := request.recv(PLAIN_BYTES)):
                head += more
            named = HOST.search(head)
            host = named[1].decode("latin-1").lower() if named else ""
            request.sendall(make_redirect(host if self._is_own(host) else None))


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Carry bytes until the end of one side, then end the other."""
    with suppress(OSError):
        while data := await reader.read(PIECE):
            writer.write(data)
            await writer.drain()
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


def make_redirect(host: str | None) -> bytes:
    """The whole answer to a plain request: a way to the same host by https where it is one of ours, and a sentence in
    both languages.
    """
    sentence = get_text("needs_https")
    body = (
        "<!doctype html><meta charset='utf-8'><title>Sunmao 榫卯</title>"
        f"<h1>{sentence['zh']}</h1><h1 lang='en'>{sentence['en']}</h1>"
    ).encode()
    status, way = ("307 Temporary Redirect", f"Location: https://{host}/\r\n") if host else ("400 Bad Request", "")
    head = (
        f"HTTP/1.1 {status}\r\n{way}Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode("latin-1") + body
