"""The HTTP server: werkzeug's, one thread a connection, on a socket of our own, with limits."""

import logging
import re
import socket
import threading

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

log = logging.getLogger("sunmao.requests")

CONNECTIONS = 512  # a thread each; a silent one is given up after a while, so that some hundreds keep nobody out
HEAD_PATIENCE, BODY_PATIENCE = 10, 60  # seconds
TOKEN = re.compile(r"token=[^&\s\"]*")
CONTROLS = {code: f"\\x{code:02x}" for code in [*range(32), *range(127, 160)]} | {0x2028: "\\u2028", 0x2029: "\\u2029"}


def listen(host: str, port: int, tries: int = 20) -> socket.socket:
    """A listening socket at `port`, or at the next free one; after `tries` at any. Raises OSError."""
    for candidate in [*range(port, min(port + tries, 65536)), 0] if port else [0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # On Windows "reuse" would share a port with a stranger; elsewhere it only skips the wait after a restart.
        option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        listener.setsockopt(socket.SOL_SOCKET, option, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(128)
            return listener
        except OSError as error:
            listener.close()
            last = error
    raise last


class Handler(WSGIRequestHandler):
    """Logs each request as one line without its token; does not wait for silent visitors."""

    timeout = HEAD_PATIENCE
    disable_nagle_algorithm = True  # else a small message waits until the page has acknowledged the one before: 40 ms

    def run_wsgi(self):
        """Answer. The body may be slower than the head; a websocket waits as long as its pings are answered."""
        # No time limit there: with one, simple_websocket would send only as much of a message as the socket takes at once.
        self.connection.settimeout(None if "Upgrade" in self.headers else BODY_PATIENCE)
        super().run_wsgi()

    def log_request(self, code="-", size="-"):
        """One line a request."""
        self.log("info", '"%s" %s %s', self.requestline, code, size)

    def log(self, type, message, *args):
        """One line, whatever a visitor wrote into it."""
        getattr(log, type)("%s %s", self.address_string(), clean(message % args))


def clean(line: str) -> str:
    """A line for the log: no token, nothing that moves a terminal's cursor or begins a line of its own."""
    return TOKEN.sub("token=…", line).translate(CONTROLS)


class Server(ThreadedWSGIServer):
    """Serves one application at a listening socket; connections beyond `CONNECTIONS` are closed at once."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, listener: socket.socket, app):
        host, port = listener.getsockname()
        super().__init__(host, port, app, handler=Handler, fd=listener.fileno())
        listener.close()
        self.slots = threading.BoundedSemaphore(CONNECTIONS)

    def process_request(self, request, client_address):
        if not self.slots.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request, client_address):
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.slots.release()

    def log(self, type, message, *args):
        """What goes wrong in a request is several lines: a traceback."""
        getattr(log, type)("%s", TOKEN.sub("token=…", message % args if args else message))
