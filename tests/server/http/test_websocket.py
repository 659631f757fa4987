"""The server's end of a WebSocket: a message that is not read costs no copy of itself, and arrives whole."""

import os
import socket
import threading
import tracemalloc

import pytest
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, BytesMessage, Request

from sunmao.server.http import websocket
from sunmao.server.http.websocket import WebSocket
from tests.support.limits import HANG_TIMEOUT

LARGE = os.urandom(4_000_000)


@pytest.fixture
def ends():
    """The server's WebSocket, the page's socket, and what the page makes of its bytes."""
    server, page = socket.socketpair()
    page.settimeout(HANG_TIMEOUT)
    client = WSConnection(ConnectionType.CLIENT)
    request = client.send(Request(host="x", target="/")).decode()
    headers = dict(line.split(": ", 1) for line in request.split("\r\n")[1:] if line)
    environ = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    opened = WebSocket({"REQUEST_METHOD": "GET", "PATH_INFO": "/", "werkzeug.socket": server, **environ}, 100)
    client.receive_data(page.recv(10_000))
    assert isinstance(next(client.events()), AcceptConnection)
    yield opened, page, client
    page.close()
    opened.end()


def read_message(page: socket.socket, client: WSConnection) -> bytes:
    """The next whole message."""
    parts = []
    while data := page.recv(1 << 20):
        client.receive_data(data)
        for event in client.events():
            assert isinstance(event, BytesMessage)
            parts.append(bytes(event.data))
            if event.message_finished:
                return b"".join(parts)
    raise AssertionError("the server closed the connection")


@pytest.mark.parametrize("size", [0, 1, websocket.PIECE, websocket.PIECE + 1, len(LARGE)])
def test_a_message_arrives_whole(ends, size):
    opened, page, client = ends
    sending = threading.Thread(target=opened.send, args=[LARGE[:size]])
    sending.start()
    assert read_message(page, client) == LARGE[:size]
    sending.join()


def test_a_message_that_is_not_read_costs_no_copy(ends):
    opened, page, client = ends
    tracemalloc.start()
    try:
        sending = threading.Thread(target=opened.send, args=[LARGE])
        sending.start()
        page.recv(1, socket.MSG_PEEK)
        sending.join(0.2)
        assert sending.is_alive()
        assert tracemalloc.get_traced_memory()[1] < len(LARGE) / 4
        assert read_message(page, client) == LARGE
        sending.join()
    finally:
        tracemalloc.stop()


def test_a_page_that_reads_too_slowly_is_left(ends, monkeypatch):
    opened, page, client = ends
    monkeypatch.setattr(websocket, "PATIENCE", 0)
    with pytest.raises(OSError):
        opened.send(LARGE)
