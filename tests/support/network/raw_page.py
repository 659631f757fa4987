"""A page's connection as bytes on a socket, so that a test decides when, and whether, it reads."""

import json
import socket
import struct

from tests.support.studio import ApiClient


def frames(file):
    """The websocket frames that come from a server: (first byte, payload); ends with the connection."""
    while len(head := file.read(2)) == 2:
        size = head[1] & 127
        if size > 125:
            size = struct.unpack("!H" if size == 126 else "!Q", file.read(2 if size == 126 else 8))[0]
        yield head[0], file.read(size)


def frame(first: int, payload: bytes, masked: bool = False) -> bytes:
    """One websocket frame."""
    size, mask = len(payload), 128 if masked else 0
    head = (
        bytes([first, mask | size])
        if size < 126
        else struct.pack("!BBH", first, mask | 126, size)
        if size < 65536
        else struct.pack("!BBQ", first, mask | 127, size)
    )
    return head + (bytes(4) if masked else b"") + payload


class RawPage:
    """A page that watches a run and reads only when it is told to."""

    def __init__(self, visitor: ApiClient, project: str, run: str, buffer: int | None = None):
        host = visitor.base.removeprefix("http://")
        name, port = host.split(":")
        own = "".join(f"{name}: {value}\r\n" for name, value in visitor.own.items())
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.connect((name, int(port)))
        head = f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nOrigin: {visitor.base}\r\n{own}"
        self.socket.sendall(
            (
                head
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
            ).encode()
        )
        self.file = self.socket.makefile("rb")
        while self.file.readline() != b"\r\n":
            continue
        self.send("40")
        self.send("42" + json.dumps(["watch", {"project": project, "run": run, "after": 0}]))

    def send(self, text: str) -> None:
        """Send one message."""
        self.socket.sendall(frame(0x81, text.encode(), masked=True))

    def events(self):
        """Read, and yield the events of runs as they come."""
        for _, payload in frames(self.file):
            if payload == b"2":
                self.send("3")
            elif payload.startswith(b'42["events"'):
                yield from json.loads(payload[2:])[1]["events"]

    def close(self) -> None:
        """Leave without a word."""
        self.file.close()
        self.socket.close()
