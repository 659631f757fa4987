"""A connection that misbehaves: it loses, doubles, reorders and cuts what the studio tells its pages, or lets no
websocket through.
"""

import random
import re
import socket
import threading
from contextlib import suppress

from tests.support.network.raw_page import frame, frames

EXTENSIONS = re.compile(rb"Sec-WebSocket-Extensions:[^\r]*\r\n", re.I)
NEWS = (b'42["events"', b'42["run"', b'42["act"')


class Proxy:
    """Stands at `listener` before the studio at port `to`. websockets: False refuses them, as some schools' networks
    do.
    """

    def __init__(self, listener: socket.socket, to: int, *, websockets: bool, seed: int):
        self._listener, self._to, self._websockets = listener, to, websockets
        self._chance = random.Random(seed)
        self.deeds: dict[str, int] = {}
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self._serve, args=(self._listener.accept()[0],), daemon=True).start()

    def _serve(self, page: socket.socket) -> None:
        page.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        first = page.recv(65536)
        if b"transport=websocket" in first and not self._websockets:
            self._count("refused")
            page.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return page.close()
        studio = socket.create_connection(("127.0.0.1", self._to))
        # Packed frames could not be told apart.
        studio.sendall(EXTENSIONS.sub(b"", first))
        threading.Thread(target=self._pipe, args=(page, studio), daemon=True).start()
        if b"transport=websocket" in first:
            self._misbehave(studio, page)
        else:
            self._pipe(studio, page)

    def _pipe(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _misbehave(self, studio: socket.socket, page: socket.socket) -> None:
        file, held = studio.makefile("rb"), None
        with suppress(OSError):
            while (line := file.readline()) != b"\r\n":
                page.sendall(line)
            page.sendall(b"\r\n")
            for first, payload in frames(file):
                deed = (
                    self._chance.choice(["pass", "lose", "double", "hold", "cut", "fragment"])
                    if payload.startswith(NEWS)
                    else "pass"
                )
                self._count(deed)
                whole = frame(first, payload)
                if deed == "hold" and held is None:
                    held = whole
                    continue
                for piece in self._pieces(deed, first, payload, whole):
                    page.sendall(piece)
                if held is not None and payload.startswith(NEWS):
                    page.sendall(held)
                    held = None
        self._pipe(studio, page)

    def _pieces(self, deed: str, first: int, payload: bytes, whole: bytes) -> list[bytes]:
        if deed == "lose":
            return []
        if deed == "double":
            return [whole, whole]
        if deed == "cut":
            return [whole[at : at + 3] for at in range(0, 90, 3)] + [whole[90:]]
        if deed == "fragment":
            half = len(payload) // 2
            return [frame(first & 0x7F, payload[:half]), frame(0x80, payload[half:])]
        return [whole]

    def _count(self, deed: str) -> None:
        self.deeds[deed] = self.deeds.get(deed, 0) + 1
