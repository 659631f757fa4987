"""The HTTP server: werkzeug's, one thread a connection, on a socket of our own, with limits for strangers."""

import json
import logging
import re
import selectors
import socket
import threading
import time
import traceback
from contextlib import suppress
from http.client import LineTooLong

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from sunmao.server.http.auth_middleware import HEADERS
from sunmao.server.http.errors import make_body
from sunmao.server.texts import get_text

log = logging.getLogger("sunmao.requests")

CONNECTIONS = 512  # a thread each; the oldest that has said nothing complete makes room for a new one
BACKLOG = 1024  # connections that wait to be accepted; where a system allows fewer it takes fewer
HEAD_BYTES = 96 * 1024
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


class BoundedHead:
    """What a visitor sends, with a limit on the lines before the body."""

    def __init__(self, stream):
        self._stream, self._left = stream, HEAD_BYTES

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def readline(self, size: int = -1) -> bytes:
        """The next line. Raises LineTooLong when all lines together are too long."""
        if self._left < 0:
            raise LineTooLong("head")
        line = self._stream.readline(size)
        self._left -= len(line)
        return line


class DiscardedBody:
    """What a visitor still sends after the answer: read and forgotten, so that the answer arrives; of a refused one
    only a little.
    """

    def __init__(self, handler, stream):
        self._handler, self._stream, self._left, self._end = handler, stream, None, 0.0

    def read(self, size: int) -> bytes:
        """Forget up to `size` bytes. Returns something while there is more."""
        if self._left is None:
            refused = self._handler.status in (401, 403, 405)
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

    timeout = HEAD_PATIENCE
    status = 0

    def setup(self):
        """Begin to read, with a limit."""
        # Else a small message waits until the page has acknowledged the one before: 40 ms.
        self.disable_nagle_algorithm = self.request.family in (socket.AF_INET, socket.AF_INET6)
        super().setup()
        self.stream = self.rfile
        self.rfile = BoundedHead(self.stream)

    def run_wsgi(self):
        """Answer. The body may be slower than the head; a websocket waits as long as its pings are answered."""
        self.server.mark_heard(self.client_address)
        # No time limit there: with one, simple_websocket would send only as much of a message as the socket takes at
        # once.
        self.connection.settimeout(None if "Upgrade" in self.headers else BODY_PATIENCE)
        super().run_wsgi()
        self.close_connection = True  # one request a connection, also after a websocket

    def make_environ(self):
        """The request for the application, which alone reads the body; werkzeug itself only empties what is left of it."""
        self.rfile = self.stream
        environ = super().make_environ()
        self.rfile = DiscardedBody(self, self.stream)
        return environ

    def finish(self):
        """Close the connection."""
        self.rfile = self.stream
        super().finish()

    def send_error(self, code, message=None, explain=None):
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

    def send_response(self, code, message=None):
        """Remember the status."""
        self.status = code
        super().send_response(code, message)

    def log_request(self, code="-", size="-"):
        """One line a request."""
        self.log("info", '"%s" %s %s', self.requestline, code, size)

    def log(self, type, message, *args):
        """One line, whatever a visitor wrote into it."""
        getattr(log, type)("%s %s", self.address_string(), clean_log_line(message % args))


def clean_log_line(line: str) -> str:
    """A line for the log: nothing of what an address asks, where the token stands, nothing that moves a terminal's
    cursor or begins a line of its own.
    """
    return QUERY.sub("?…", line).translate(CONTROLS)


class WsgiServer(ThreadedWSGIServer):
    """Serves one application at a listening socket, to `limit` connections at once."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, listener: socket.socket, app, limit: int = CONNECTIONS):
        host, port = listener.getsockname()[:2]
        super().__init__(host, port, app, handler=RequestHandler, fd=listener.fileno())
        listener.close()
        self._slots = threading.BoundedSemaphore(limit)
        self._silent: dict[tuple, socket.socket] = {}  # the oldest first
        self._lock = threading.Lock()
        self._hears, self._tells = socket.socketpair()  # what ends `serve_forever`
        self._over = threading.Event()
        self.timeout = 0

    def serve_forever(self, poll_interval: float = 0):
        """Answer connections until `shutdown`, which ends this at once; poll_interval: nothing is looked at meanwhile."""
        try:
            with selectors.DefaultSelector() as selector:
                for source in (self, self._hears):
                    selector.register(source, selectors.EVENT_READ)
                while all(key.fileobj is self for key, _ in selector.select()):
                    self.handle_request()
        finally:
            self.server_close()
            self._over.set()

    def shutdown(self):
        """End `serve_forever`, and wait until it has ended."""
        with suppress(OSError):  # it has ended before
            self._tells.send(b".")
        self._over.wait()
        self._hears.close()
        self._tells.close()

    def process_request(self, request, client_address):
        """Answer a connection in a thread of its own; when there are too many, the oldest silent one goes."""
        if not self._slots.acquire(blocking=False):
            self._send_oldest_away()
            if not self._slots.acquire(timeout=HEAD_PATIENCE):
                self.shutdown_request(request)
                return
        with self._lock:
            self._silent[client_address] = request
        super().process_request(request, client_address)

    def process_request_thread(self, request, client_address):
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.mark_heard(client_address)
            self._slots.release()

    def mark_heard(self, client_address) -> None:
        """This connection has sent a whole head (or is over): it is not sent away any more."""
        with self._lock:
            self._silent.pop(client_address, None)

    def _send_oldest_away(self) -> None:
        with self._lock:
            oldest = next(iter(self._silent), None)
            request = self._silent.pop(oldest) if oldest else None
        if request is not None:
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request, client_address):
        """A connection ended in a way that nobody foresaw: told in the log, not on the terminal."""
        self.log("error", "%s", traceback.format_exc())

    def log(self, type, message, *args):
        """What goes wrong in a request is several lines: a traceback."""
        getattr(log, type)("%s", QUERY.sub("?…", message % args if args else message))
