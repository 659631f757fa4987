"""An index of packages on this computer, for a real uv: small wheels, of which one may be held up in the middle."""

import hashlib
import io
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

from tests.support.limits import HANG_TIMEOUT

VERSION = "1.0"
PIECE = 64 * 1024
BETWEEN_PIECES = 0.005  # seconds, of the held one: uv draws its bar 20 times a second, and not while it waits


@dataclass
class WheelIndex:
    """The index of packages on this computer. gate: closed, the second half of `held` does not come; asked: the number
    of requests for each file.
    """

    url: str
    held: str
    gate: threading.Event = field(default_factory=threading.Event)
    asked: Counter = field(default_factory=Counter)

    def make_environment(self, cache: Path) -> dict[str, str]:
        """Return the environment in which uv uses this index. cache: a folder of its own."""
        return {"UV_DEFAULT_INDEX": self.url, "UV_CACHE_DIR": str(cache), "UV_NO_CONFIG": "1"}


def make_wheel(name: str, size: int, needs: tuple[str, ...] = ()) -> tuple[bytes, bytes]:
    """A wheel with one module and a file of so many bytes, and its metadata."""
    module = name.replace("-", "_")
    info = f"{module}-{VERSION}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n"
    metadata += "".join(f"Requires-Dist: {other}\n" for other in needs)
    files = {
        f"{module}/__init__.py": b"",
        f"{module}/weights.bin": Random(name).randbytes(size),
        f"{info}/METADATA": metadata.encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,{len(data)}\n" for path, data in files.items()).encode()
    files[f"{info}/RECORD"] += f"{info}/RECORD,,\n".encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue(), metadata.encode()


@contextmanager
def serve_wheels(sizes: dict[str, int], held: str) -> Iterator[WheelIndex]:
    """An index with a package for each name: the last one needs all others."""
    *others, last = sizes
    wheels = {name: make_wheel(name, size, tuple(others) if name == last else ()) for name, size in sizes.items()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, _, name = self.path.strip("/").partition("/")
            name = name.removesuffix(".metadata").split("-1.0")[0].replace("_", "-").strip("/")
            if name not in wheels:
                return self.answer(b"", 404)
            wheel, metadata = wheels[name]
            if kind == "simple":
                return self.answer(make_page(name, wheel).encode(), kind="text/html")
            if self.path.endswith(".metadata"):
                return self.answer(metadata)
            if self.command == "GET":
                index.asked[name] += 1
            self.answer(wheel, gate=index.gate if name == index.held else None)

        do_HEAD = do_GET

        def answer(self, body: bytes, status: int = 200, kind: str = "application/octet-stream", gate=None) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "HEAD":
                return
            try:
                for start in range(0, len(body), PIECE):
                    if gate is not None:
                        gate.wait(HANG_TIMEOUT if start >= len(body) // 2 else BETWEEN_PIECES)
                    self.wfile.write(body[start : start + PIECE])
            except OSError:
                self.close_connection = True  # uv was ended

        def log_message(self, *_) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    index = WheelIndex(f"http://127.0.0.1:{server.server_port}/simple", held)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield index
    finally:
        index.gate.set()
        server.shutdown()
        server.server_close()


def make_page(name: str, wheel: bytes) -> str:
    """The page of one package."""
    file = f"{name.replace('-', '_')}-{VERSION}-py3-none-any.whl"
    digest = hashlib.sha256(wheel).hexdigest()
    return (
        f'<!DOCTYPE html><html><body><a href="/files/{file}#sha256={digest}" data-core-metadata="true">'
        f"{file}</a></body></html>"
    )
