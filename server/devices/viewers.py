"""Interface and service of a view that one page watches in a helper process: frames as it asks for them, and the
messages that it sends itself.
"""

import threading
from typing import Protocol

from sunmao.errors import SunmaoError
from sunmao.protocol import frames
from sunmao.server.devices.worker_server import Client
from sunmao.texts import LANGUAGES

LOOK_EVERY = 0.5  # seconds


class Viewer(Protocol):
    """Interface of a view that one page watches."""

    def next(self, within: float) -> bytes | None:
        """The next frame for the page; None: nothing new within so many seconds. Raises StreamEnded."""

    def handle_message(self, said: dict, data: bytes) -> None:
        """Handle a message from the page."""

    def close(self) -> None:
        """It watches no more."""


class StreamEnded(Exception):
    """Nothing comes any more. frame: what is said of it."""

    def __init__(self, error: SunmaoError | None = None) -> None:
        said = {"error": {lang: error.text(lang) for lang in LANGUAGES}, "key": error.key} if error else {}
        self.frame = frames.encode_frame({**said, "closed": True})


def serve_viewer(client: Client, viewer: Viewer) -> None:
    """Send the page's side a frame each time it asks for the next, and take its messages, until it leaves."""
    asked, over = threading.Event(), threading.Event()

    def send() -> None:
        try:
            while asked.wait() and not over.is_set():
                if (frame := viewer.next(LOOK_EVERY)) is not None:
                    asked.clear()
                    client.send_frame(frame)
        except StreamEnded as end:
            client.send_frame(end.frame)
        except OSError:
            pass  # the page has gone

    sending = threading.Thread(target=send, name="viewer", daemon=True)
    sending.start()
    try:
        while True:
            said, data = client.receive()
            if said.get("do") == "next":
                asked.set()
            else:
                viewer.handle_message(said, data)
    finally:
        over.set()
        asked.set()
        viewer.close()
        sending.join(2 * LOOK_EVERY)
