"""The resident memory of an idle studio, without torch."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.rows import Row, Size
from tests.support.studio import ApiClient, start_studio, stop_studio


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """One row: resident memory of the server and of everything that it started, after a page was opened. Nothing can be
    made smaller here.
    """
    with tempfile.TemporaryDirectory() as folder:
        studio = start_studio(Path(folder))
        try:
            visitor = ApiClient(studio)
            visitor.ask("GET", "/api/session")
            visitor.ask("GET", "/api/vocabulary?lang=zh")
            server = psutil.Process(studio.process.pid)
            sizes = [process.memory_info().rss / 2**20 for process in (server, *server.children(recursive=True))]
        finally:
            stop_studio(studio)
    note = "server " + " + children ".join(f"{size:.0f}" for size in sizes)
    yield Row("idle studio, resident", sum(sizes), "MB", "<= 100", note=note)
