"""Both servers, plain and behind TLS, with a small application: who is answered, who waits, who is sent away."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse

import psutil
import pytest

from sunmao.server.http import tls_server, wsgi_server
from sunmao.server.http.certificate import get_certificate
from sunmao.server.http.connections.connection_limits import LIMITS, Stage
from sunmao.server.http.tls_server import TlsServer
from sunmao.server.http.websocket import WebSocket
from sunmao.server.http.wsgi_server import HEAD_BYTES, RequestHandler, WsgiServer, listen
from tests.attacks import attacker
from tests.support.limits import HANG_TIMEOUT, poll_until

LARGE = 4 * 1024 * 1024
FITS = 200_000  # bytes that the systems of both sides keep


UPGRADE = "".join(f"{name}: {value}\r\n" for name, value in attacker.UPGRADE.items())


class Application:
    """Answers a request that names its session with its own body, `/large/100` with 100 bytes; holds a websocket until the
    page leaves. asked: counts who has come.
    """

    def __init__(self):
        self.asked = threading.Semaphore(0)

    def __call__(self, environ, start_response):
        session = environ.get("HTTP_COOKIE")
        if session:
            environ["sunmao.session"] = session
            environ["sunmao.mark_authenticated"]()
        if "HTTP_UPGRADE" in environ:
            self.hold(environ)
        self.asked.release()
        size = environ["PATH_INFO"].removeprefix("/large/")
        if size.isdigit():
            body = bytes(int(size))
        else:
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])) if session else b"who are you?"
        start_response("200 OK" if session else "401 Refused", [("Content-Length", str(len(body)))])
        return [body]

    def hold(self, environ: dict) -> None:
        """A websocket, until its end."""
        opened = WebSocket(environ, 100)
        self.asked.release()
        while opened.connected:
            opened.news.wait()
            opened.news.clear()
        opened.end()
        raise ConnectionError  # werkzeug writes no answer then


class Running:
    """A server that serves, and its visitors."""

    def __init__(self, server: WsgiServer, app: Application):
        self.server, self.app = server, app

    def connect_plainly(self, source: str = "127.0.0.1") -> socket.socket:
        raw = socket.socket()
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        raw.settimeout(HANG_TIMEOUT)
        raw.bind((source, 0))
        raw.connect(("127.0.0.1", self.server.port))
        return raw

    def connect(self) -> socket.socket:
        raw = self.connect_plainly()
        return raw if self.server.ssl_context is None else make_client_context().wrap_socket(raw)

    def open_websocket(self, session: str) -> socket.socket:
        raw = self.connect()
        raw.sendall(f"GET / HTTP/1.1\r\nHost: x\r\nCookie: {session}\r\n{UPGRADE}\r\n".encode())
        assert raw.recv(1000).startswith(b"HTTP/1.1 101")
        return raw

    def ask(self, path: str = "/", session: str = "", length: int = 0, body: bytes = b"") -> socket.socket:
        """A connection on which a request was sent."""
        raw = self.connect()
        raw.sendall(make_head(path, session, length or len(body)) + body)
        return raw

    @property
    def threads(self) -> int:
        """Threads that answer just now."""
        return sum(thread.name == f"request {self.server.port}" for thread in threading.enumerate())


def make_client_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def make_greeting() -> bytes:
    """The first word of TLS."""
    goes = ssl.MemoryBIO()
    with pytest.raises(ssl.SSLWantReadError):
        make_client_context().wrap_bio(ssl.MemoryBIO(), goes).do_handshake()
    return goes.read()


def make_head(path: str = "/", session: str = "", length: int = 0) -> bytes:
    cookie = f"Cookie: {session}\r\n" if session else ""
    return f"POST {path} HTTP/1.1\r\nHost: x\r\n{cookie}Content-Length: {length}\r\n\r\n".encode()


def read(raw: socket.socket) -> tuple[int, bytes]:
    """The answer: status and body."""
    with raw:
        answer = HTTPResponse(raw)
        answer.begin()
        return answer.status, answer.read()


def is_ended(raw: socket.socket) -> bool:
    """Whether the server ends a connection without another word."""
    try:
        return raw.recv(1000) == b""
    except OSError:
        return True


@contextmanager
def serve(server: WsgiServer, app: Application) -> Iterator[Running]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    running = Running(server, app)
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()


@pytest.fixture
def tls_context(tmp_path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(get_certificate(tmp_path / "network.pem", frozenset({"localhost"})).file)
    return context


@pytest.fixture(params=["plain", "tls"])
def running(request, tls_context) -> Iterator[Running]:
    app, listener = Application(), listen("127.0.0.1", 0)
    if request.param == "plain":
        server = WsgiServer(listener, app)
    else:
        server = TlsServer(listener, app, lambda: tls_context, lambda host: True)
    with serve(server, app) as made:
        yield made


@pytest.mark.skipif(not psutil.LINUX, reason="a loopback network with many addresses")
def test_a_known_address_does_not_wait_behind_strangers(tls_context, monkeypatch):
    """Nor does it matter how long they wait for the turn of their handshakes."""
    monkeypatch.setattr(tls_server, "STRANGERS_PAUSE", HANG_TIMEOUT)
    app = Application()
    server = TlsServer(listen("127.0.0.1", 0), app, lambda: tls_context, lambda host: True)
    with serve(server, app) as running:
        assert read(running.ask(session="a"))[0] == 200  # the one turn of a stranger
        strangers = [running.connect_plainly(f"127.0.0.{number}") for number in range(2, 12)]
        for raw in strangers:
            raw.sendall(make_greeting())
        for _ in range(3):
            assert read(running.ask(session="a", body=b"hello")) == (200, b"hello")
        for raw in strangers:
            raw.setblocking(False)
            with pytest.raises(BlockingIOError):  # neither answered nor sent away
                raw.recv(1)
            raw.close()


def test_a_request_comes_in_pieces(running):
    raw = running.connect()
    whole = make_head(session="a", length=5) + b"hello"
    for at in range(0, len(whole), 7):
        raw.sendall(whole[at : at + 7])
    assert read(raw) == (200, b"hello")


def test_much_goes_both_ways(running):
    body = bytes(range(256)) * (LARGE // 256)
    assert read(running.ask(session="a", body=body)) == (200, body)
    assert read(running.ask(f"/large/{LARGE}", "a")) == (200, bytes(LARGE))


def test_half_a_head_costs_no_thread(running):
    silent = [running.connect() for _ in range(20)]
    for raw in silent:
        raw.sendall(b"GET / HT")
    assert read(running.ask(session="a", body=b"hello")) == (200, b"hello")
    poll_until(lambda: running.threads == 0, "the end of the answering thread")
    silent[0].sendall(b"TP/1.1\r\n\r\n")
    assert read(silent[0])[0] == 401
    for raw in silent:
        raw.close()


@pytest.mark.parametrize("begin", [b"GET /", b"GET / HTTP/1.1\r\nx: "])
def test_a_head_without_end_is_answered_and_not_waited_for(running, begin):
    raw = running.connect()
    raw.sendall(begin + b"x" * (HEAD_BYTES + 1 - len(begin)))
    assert read(raw)[0] in (414, 431)
    poll_until(lambda: running.threads == 0, "the end of the thread")


@pytest.mark.slow
def test_who_was_refused_and_goes_on_sending_has_few_threads(running, monkeypatch):
    monkeypatch.setattr(wsgi_server, "REFUSED_PATIENCE", HANG_TIMEOUT)
    monkeypatch.setattr(RequestHandler, "timeout", HANG_TIMEOUT)
    most = LIMITS[Stage.REFUSED].per_address
    refused = [running.ask(length=10**6, body=b"x") for _ in range(3 * most)]
    for _ in refused:
        running.app.asked.acquire()
    poll_until(lambda: running.threads <= most, "the end of those who are too many")
    assert read(refused[-1]) == (401, b"who are you?")
    for raw in refused:
        raw.close()


def test_what_a_session_still_sends_after_its_answer_is_taken(running, monkeypatch):
    monkeypatch.setattr(wsgi_server, "REFUSED_BYTES", 1000)  # of a stranger only so little
    raw = running.ask("/large/100", "a", body=bytes(LARGE))
    assert read(raw) == (200, bytes(100))


def test_a_session_is_sent_away_and_no_other(running):
    mine, other = (running.ask(session=session, length=5, body=b"he") for session in ("a", "b"))
    for _ in range(2):
        running.app.asked.acquire()
    mine_open, other_open = running.open_websocket("a"), running.open_websocket("b")
    assert running.server.end_connections("a") == 2
    assert is_ended(mine) and is_ended(mine_open)
    other.sendall(b"llo")
    assert read(other) == (200, b"hello")
    poll_until(lambda: running.threads == 1, "the end of the other threads")
    other_open.close()
    poll_until(lambda: running.threads == 0, "the end of the threads")
    assert running.server.end_connections("a") == 0


def test_who_reads_no_answer_is_sent_away_unless_authenticated(running, monkeypatch):
    for module in (wsgi_server, tls_server):
        monkeypatch.setattr(module, "REFUSED_PATIENCE", 0.1)
    monkeypatch.setattr(RequestHandler, "timeout", 0.1)
    pupil = running.ask(f"/large/{LARGE}", "a")
    strangers = [running.ask(f"/large/{LARGE}") for _ in range(5)]
    for _ in range(6):
        running.app.asked.acquire()
    poll_until(lambda: running.threads == 1, "the end of the strangers' threads")
    assert read(pupil) == (200, bytes(LARGE))
    for raw in strangers:
        raw.close()


def test_an_answer_that_is_read_late_is_whole(running, monkeypatch):
    """The end of TLS is waited for only shortly; what was sent before arrives nevertheless."""
    monkeypatch.setattr(tls_server, "REFUSED_PATIENCE", 0.01)
    raw = running.ask(f"/large/{FITS}", "a")
    running.app.asked.acquire()
    poll_until(lambda: not running.server.connections.count(Stage.AUTHENTICATED), "the end of the connection")
    assert read(raw) == (200, bytes(FITS))


def test_a_server_that_ends_sends_silent_ones_away(running):
    silent = running.connect()
    silent.sendall(b"GET / HT")
    assert read(running.ask(session="a", body=b"hello"))[0] == 200
    running.server.shutdown()
    assert is_ended(silent)
    silent.close()
