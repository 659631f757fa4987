"""The HTTP server: werkzeug's, one thread a request, on a socket of our own, with limits for strangers.

One event loop accepts connections and reads their heads. A visitor gets a thread when the head is whole, so that those
who say nothing, or too little, cost none and nobody waits for them.
"""

import asyncio
import io
import json
import logging
import re
import socket
import threading
import time
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from http.client import LineTooLong
from typing import Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from sunmao.server.errors import make_body
from sunmao.server.http.auth_middleware import HEADERS
from sunmao.server.http.connections.connection_limits import Connection, Connections, Stage
from sunmao.server.texts import get_text

log = logging.getLogger("sunmao.requests")

REQUESTS = 512  # a thread each
BACKLOG = 4096  # connections that wait to be accepted; where a system allows fewer it takes fewer
TOGETHER = 64  # connections that are accepted before anything else is done
RECOVERY = 0.05  # seconds without accepting, after the system had no file for a connection
HEAD_BYTES, SHORT_HEAD = 96 * 1024, 8 * 1024
HEAD_END = re.compile(rb"\n\r?\n")
HEAD_PATIENCE, BODY_PATIENCE = 10, 60  # seconds
REFUSED_BYTES, REFUSED_PATIENCE = (
    1024 * 1024,
    2,
)  # what is still read of somebody who was refused, so that the answer arrives
PIECE = 64 * 1024
QUERY = re.compile(r"\?[^\s\"]*|token=\S*")
CONTROLS = {code: f"\\x{code:02x}" for code in [*range(32), *range(127, 160)]} | {0x2028: "\\u2028", 0x2029: "\\u2029"}


def listen(host: str, port: int, tries: int = 20) -> socket.socket:
    """A listening socket at `port`, or at the next free one; after `tries` at any. Raises OSError."""
    for candidate in [*range(port, min(port + tries, 65536)), 0] if port else [0]:
        listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
        if host == "::":
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        # On Windows "reuse" would share a port with a stranger; elsewhere it only skips the wait after a restart.
        option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        listener.setsockopt(socket.SOL_SOCKET, option, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(BACKLOG)
            return listener
        except OSError as error:
            listener.close()
            last = error
    raise last


class Received(io.RawIOBase):
    """Stream of the bytes that a visitor sends: first what was received already, then what comes."""

    def __init__(self, received: io.BytesIO, stream: io.RawIOBase) -> None:
        self._received, self._stream = received, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Fill a buffer with what is next; as `io.RawIOBase` has it."""
        return self._received.readinto(buffer) or self._stream.readinto(buffer)

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()
        super().close()


class BoundedHead:
    """Stream of what was received of a visitor, with a limit on the lines before the body."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._left = stream, HEAD_BYTES

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def readline(self, size: int = -1) -> bytes:
        """The next line. Raises LineTooLong when all lines together are too long."""
        if self._left < 0:
            raise LineTooLong("head")
        line = self._stream.readline(size)
        self._left -= len(line)
        return line


class DiscardedBody:
    """Stream of what a visitor still sends after the answer: read and forgotten, so that the answer arrives; of a
    refused one only a little.
    """

    def __init__(self, handler: Any, stream: Any) -> None:
        self._handler, self._stream, self._end = handler, stream, 0.0
        self._left: int | None = None

    def read(self, size: int) -> bytes:
        """Forget up to `size` bytes. Returns something while there is more."""
        if self._left is None:
            refused = self._handler.mark_refused() or self._handler.status in (401, 403, 405)
            self._left = REFUSED_BYTES if refused else 10 * 1024**3
            self._end = time.monotonic() + (REFUSED_PATIENCE if refused else 10 * BODY_PATIENCE)
            self._handler.connection.settimeout(REFUSED_PATIENCE if refused else BODY_PATIENCE)
        seen = 0
        while seen < size and self._left > 0 and time.monotonic() < self._end:
            got = len(self._stream.read1(PIECE))
            seen, self._left = seen + got, self._left - got
            if not got:
                break
        return b"." if seen else b""


class RequestHandler(WSGIRequestHandler):
    """Logs each request as one line without its token; does not wait for silent visitors."""

    server: "WsgiServer"
    rfile: Any  # a `BoundedHead`, then the body, then a `DiscardedBody`
    timeout = REFUSED_PATIENCE
    rbufsize = 0
    status = 0

    def __init__(self, request: socket.socket, server: "WsgiServer", visitor: Connection, head: bytes) -> None:
        self._visitor, self._head = visitor, head
        super().__init__(request, visitor.client_address, server)

    def setup(self) -> None:
        """Begin to read: the head from what was received, so that no thread waits for the rest of one."""
        super().setup()
        head = io.BytesIO(self._head)
        self.stream = io.BufferedReader(Received(head, self.rfile))
        self.rfile = BoundedHead(head)

    def run_wsgi(self) -> None:
        """Answer."""
        super().run_wsgi()
        self.close_connection = True  # one request a connection, also after a websocket

    def make_environ(self) -> dict[str, Any]:
        """The request for the application, which alone reads the body; werkzeug itself only empties what is left of it."""
        self.rfile = self.stream
        environ = super().make_environ()
        environ["sunmao.mark_authenticated"] = self.mark_authenticated
        self.rfile = DiscardedBody(self, self.stream)
        return environ

    def mark_authenticated(self) -> None:
        """The visitor belongs to the `sunmao.session` of the environment. Its body may be slower than the head, and
        a websocket waits as long as its pings are answered.
        """
        self.server.connections.authenticate(self._visitor, self.environ.get("sunmao.session"))
        # No time limit there: with one, simple_websocket would send only as much of a message as the socket takes at
        # once.
        self.connection.settimeout(None if "Upgrade" in self.headers else BODY_PATIENCE)

    def mark_refused(self) -> bool:
        """The visitor was answered and goes on sending: others come first, unless it has authenticated. Returns whether
        it has not.
        """
        if not self._visitor.is_authenticated:
            self.server.connections.move(self._visitor, Stage.REFUSED)
        return not self._visitor.is_authenticated

    def finish(self) -> None:
        """Close the connection."""
        self.rfile = self.stream
        super().finish()

    def send_error(self, code: Any, message: Any = None, explain: Any = None) -> None:
        """Refuse what is no request, or has too long a head, in the one shape of errors."""
        data = json.dumps(make_body(code, get_text("not_understood"))).encode()
        self.log_error("code %d, message %s", code, message or "")
        self.request_version = "HTTP/1.0"  # of noise it would be 0.9, whose answers have no head
        self.send_response(code, "Refused")
        for name, value in (*HEADERS, ("Content-Type", "application/json"), ("Content-Length", str(len(data)))):
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_response(self, code: Any, message: Any = None) -> None:
        """Remember the status."""
        self.status = code
        super().send_response(code, message)

    def version_string(self) -> str:
        """Return the value of the header `Server`: no versions, which would tell a stranger what to try."""
        return "Sunmao"

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """One line a request."""
        self.log("info", '"%s" %s %s', self.requestline, code, size)

    def log(self, type: str, message: Any, *args: Any) -> None:
        """One line, whatever a visitor wrote into it."""
        getattr(log, type)("%s %s", self.address_string(), clean_log_line(message % args))


def clean_log_line(line: str) -> str:
    """A line for the log: nothing of what an address asks, where the token stands, nothing that moves a terminal's
    cursor or begins a line of its own.
    """
    return QUERY.sub("?…", line).translate(CONTROLS)


async def read_head(read: Callable[[], Awaitable[bytes]], on_long: Callable[[], None], received: bytes = b"") -> bytes:
    """All up to the end of a request's head, and what came with it; what is no head, or too long a one, as far as it
    came. read: gives what comes next; on_long: called when it is not short; received: what came before. Raises OSError,
    also when nothing comes.
    """
    head, seen = bytearray(received), 0
    while not HEAD_END.search(head, max(0, seen - 3)) and len(head) <= HEAD_BYTES:
        if seen <= SHORT_HEAD < len(head):
            on_long()
        seen = len(head)
        if not (more := await read()):
            break
        head += more
    if not head:
        raise ConnectionError("nothing was said")
    return bytes(head)


class WsgiServer(ThreadedWSGIServer):
    """Serves one application at a listening socket. requests: how many are answered at once, with a thread each."""

    block_on_close = False

    def __init__(self, listener: socket.socket, app: Any, requests: int = REQUESTS) -> None:
        host, port = listener.getsockname()[:2]
        super().__init__(host, port, app, handler=RequestHandler, fd=listener.fileno())
        listener.close()
        self.socket.setblocking(False)
        self.loop = asyncio.new_event_loop()
        self.connections = Connections(self.loop)
        self._free, self._end, self._over = asyncio.Semaphore(requests), asyncio.Event(), threading.Event()

    def serve_forever(self, poll_interval: float = 0) -> None:
        """Answer connections until `shutdown`, which ends this at once; poll_interval: nothing is looked at meanwhile."""
        try:
            with asyncio.Runner(loop_factory=lambda: self.loop) as runner:
                runner.run(self._serve())
        finally:
            self.server_close()
            self._over.set()

    def shutdown(self) -> None:
        """End `serve_forever`, and wait until it has ended."""
        with suppress(RuntimeError):  # it has ended before
            self.loop.call_soon_threadsafe(self._end.set)
        self._over.wait()

    def end_connections(self, session: object) -> int:
        """Send away everybody whose requests carry this `sunmao.session`, websockets too. Returns how many connections
        that were.
        """
        return self.connections.end_session(session)

    async def _serve(self) -> None:
        works = [asyncio.create_task(work) for work in self._list_coroutines()]
        await self._end.wait()
        for work in works:  # and the runner ends what is left: every connection that no thread has
            work.cancel()

    def _list_coroutines(self) -> list[Coroutine]:
        """List the coroutines that run until the server's end."""
        return [self._accept()]

    async def _accept(self) -> None:
        while True:
            try:
                for _ in range(TOGETHER):
                    raw, client_address = await self.loop.sock_accept(self.socket)
                    self._begin(Connection(raw, client_address))
            except ConnectionError:
                pass  # who left at once
            except OSError:  # there are no more files
                self.connections.end_one()
                await asyncio.sleep(RECOVERY)
            await asyncio.sleep(0)

    def _begin(self, connection: Connection) -> None:
        connection.raw.setblocking(False)
        with suppress(OSError):  # else a small message waits until the page has acknowledged the one before: 40 ms
            connection.raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.task = self.loop.create_task(self._handle_connection(connection))
        connection.task.add_done_callback(lambda task: self._finish_connection(connection, task))
        self.connections.move(connection, Stage.SILENT)

    def _finish_connection(self, connection: Connection, task: asyncio.Task) -> None:
        if task.cancelled() or not task.result():
            self.connections.close(connection)

    async def _handle_connection(self, connection: Connection) -> bool:
        """All that is done for one connection in the event loop. Returns whether a thread has it then."""
        try:
            return await self._receive(connection)
        except OSError:  # the visitor has gone, or has said too little for too long
            return False
        except Exception:
            self.handle_error(connection.raw, connection.client_address)
            return False

    async def _receive(self, connection: Connection) -> bool:
        """Read a head and let a thread answer it. Returns whether it does; raises OSError."""
        async with asyncio.timeout(HEAD_PATIENCE):
            head = await self._read_head(connection, lambda: self.loop.sock_recv(connection.raw, SHORT_HEAD))
            await self._free.acquire()
        self._answer_in_thread(connection, connection.raw, head)
        return True

    def _read_head(
        self, connection: Connection, read: Callable[[], Awaitable[bytes]], received: bytes = b""
    ) -> Awaitable[bytes]:
        return read_head(read, lambda: self.connections.move(connection, Stage.LONG_HEAD), received)

    def _answer_in_thread(self, connection: Connection, request: socket.socket, head: bytes) -> None:
        self.connections.move(connection, Stage.ASKING)
        try:
            work, name = (connection, request, head), f"request {self.port}"
            threading.Thread(target=self._answer, args=work, name=name, daemon=True).start()
        except RuntimeError:  # the system gives no more threads
            self._free.release()
            raise

    def _answer(self, connection: Connection, request: socket.socket, head: bytes) -> None:
        try:
            RequestHandler(request, self, connection, head)
        except Exception:
            self.handle_error(request, connection.client_address)
        finally:
            if request is connection.raw:
                self.connections.close(connection)
            else:
                self.shutdown_request(request)
            with suppress(RuntimeError):  # the server is over
                self.loop.call_soon_threadsafe(self._free.release)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection ended in a way that nobody foresaw: told in the log, not on the terminal."""
        self.log("error", "%s", traceback.format_exc())

    def log(self, type: str, message: Any, *args: Any) -> None:
        """Log a message without the queries of addresses; one about an error in a request has several lines: a
        traceback.
        """
        getattr(log, type)("%s", QUERY.sub("?…", message % args if args else message))
