"""A camera on the network that behaves badly: a real server on the loopback interface, one path for each behavior."""

import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np

STREAM = "multipart/x-mixed-replace; boundary=frame"


def jpeg(level: int) -> bytes:
    """A gray picture, 64×48."""
    return cv2.imencode(".jpg", np.full((48, 64, 3), level, np.uint8))[1].tobytes()


def giant() -> bytes:
    """A small JPEG whose header says 30,000 × 30,000 pixels."""
    data = bytearray(jpeg(100))
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack(">HH", 30_000, 30_000)
    return bytes(data)


def part(data: bytes, length: bool = True, boundary: str = "frame") -> bytes:
    """One picture of a stream."""
    size = f"Content-Length: {len(data)}\r\n" if length else ""
    return f"--{boundary}\r\nContent-Type: image/jpeg\r\n{size}\r\n".encode() + data + b"\r\n"


class Camera(BaseHTTPRequestHandler):
    """Each path is a behavior: the methods below."""

    def do_GET(self):
        name = self.path.strip("/").partition("?")[0]
        self.server.asked.append(name)
        try:
            getattr(self, name)()
        except OSError:
            pass
        self.close_connection = True

    def log_message(self, *words):
        pass

    def _head(self, kind: str, status: int = 200, **more) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for key, value in more.items():
            self.send_header(key, value)
        self.end_headers()

    def _on(self) -> bool:
        return not self.server.over.wait(0.02)

    def good(self):
        self._head(STREAM)
        for number in range(10_000):
            self.wfile.write(part(jpeg(number % 200), length=bool(number % 2)))
            if not self._on():
                return

    def other_boundary(self):
        self._head(STREAM)
        for _ in range(10_000):
            self.wfile.write(part(jpeg(90), length=False, boundary="another"))
            if not self._on():
                return

    def dark(self):
        self._head(STREAM)
        while self._on():
            self.wfile.write(part(jpeg(3)))

    def one(self):
        self._head("image/jpeg")
        self.wfile.write(jpeg(150))

    def protected(self):
        if self.headers["Authorization"] != "Basic Y2hpbGQ6cHc=":
            return self._head("text/plain", 401)
        self.one()

    def moved(self):
        self._head("text/plain", 302, Location="/one")

    def circle(self):
        self._head("text/plain", 302, Location="/circle")

    def to_a_file(self):
        self._head("text/plain", 302, Location="file:///etc/passwd")

    def page(self):
        self._head("text/html")
        self.wfile.write(b"<html>Log in</html>")

    def no_boundary(self):
        self._head("multipart/x-mixed-replace")
        while self._on():
            self.wfile.write(jpeg(90) * 50)

    def endless_header(self):
        self._head(STREAM)
        self.wfile.write(b"--frame\r\n")
        while self._on():
            self.wfile.write(b"X-More: " + b"a" * 4000 + b"\r\n")

    def endless_head(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while self._on():
            self.wfile.write(b"X-More: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 10)

    def endless_picture(self):
        self._head(STREAM)
        self.wfile.write(b"--frame\r\n\r\n\xff\xd8\xff")
        while not self.server.over.is_set():
            self.wfile.write(b"\0" * 500_000)

    def slow(self):
        self._head(STREAM)
        for byte in part(jpeg(90)):
            self.wfile.write(bytes([byte]))
            if not self._on():
                return
            time.sleep(1)

    def silent(self):
        self.server.over.wait()

    def giant(self):
        self._head(STREAM)
        while self._on():
            self.wfile.write(part(giant()))

    def huge_length(self):
        self._head(STREAM)
        self.wfile.write(b"--frame\r\nContent-Length: 99999999999999999999\r\n\r\n")
        self.silent()

    def stops(self):
        self._head(STREAM)
        for _ in range(3):
            self.wfile.write(part(jpeg(90)))
        self.silent()

    def ends(self):
        self._head(STREAM)
        for _ in range(3):
            self.wfile.write(part(jpeg(90)))


class Server(ThreadingHTTPServer):
    """The camera at a free port. asked: the paths that somebody wanted; over: set at the end."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Camera)
        self.asked: list[str] = []
        self.over = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def address(self, behavior: str, before: str = "") -> str:
        return f"http://{before}127.0.0.1:{self.server_port}/{behavior}"

    def handle_error(self, *words):
        pass

    def end(self) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()
