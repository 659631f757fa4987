"""A camera that the studio holds: pages and this program see the same pictures, which come over a connection of their
own.
"""

import numpy as np

from sunmao.cameras.sources.source import Frame
from sunmao.cameras.sources.source_types import SourceType
from sunmao.errors import CameraDisconnected, CameraMissing, SunmaoError, error_from_dict
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection
from sunmao.runtime import session
from sunmao.texts import LANGUAGES

ANSWERS_WITHIN = 10.0  # seconds beyond what was asked for: the studio's part for cameras hangs then
OPENS_WITHIN = 60.0  # the browser asks a person first
LOOK_EVERY = 0.02
HEAD = 64 * 1024  # bytes around a picture


class StudioSource:
    """A source as the studio's process for cameras knows it. topic: where a page sees the same pictures."""

    fps = 30.0

    def __init__(self, kind: SourceType, width: int = 640, height: int = 480) -> None:
        self._kind = kind
        self.title, self.ended, self.topic = kind.shown, False, ""
        self._size = width, height
        self._wire: MessageConnection | None = None
        self._lock = make_lock(LockOrder.SENDER)

    def open(self) -> None:
        """See `CameraSource.open`. Raises StopProgram when the program is asked to stop meanwhile."""
        try:
            self._wire = session.connect_bridge("cameras")
        except (OSError, EOFError):
            raise CameraDisconnected("bridge_gone") from None
        if self._wire is None:
            raise CameraMissing("camera_missing", name=self.title)
        width, height = self._size
        said, _ = self._request(
            {"do": "open", "source": self._kind.text, "width": width, "height": height}, OPENS_WITHIN
        )
        self.topic = said.get("topic", "")

    def next(self, after: int, within: float) -> Frame | None:
        """See `CameraSource.next`."""
        frame, trouble = self._look(after, within)
        return self._wait_for(after, trouble) if trouble else frame

    def _look(self, after: int, within: float) -> tuple[Frame | None, SunmaoError | None]:
        """The next picture; else why none comes just now, where one may come again."""
        if self.ended or self._wire is None:
            return None, None
        said, data = self._request({"do": "next", "after": after, "within": within}, within + ANSWERS_WITHIN)
        if "n" in said:
            width, height = said["width"], said["height"]
            return Frame(said["n"], said["t"], np.frombuffer(data, np.uint8).reshape(height, width, 3)), None
        self.ended = bool(said.get("ended"))
        return None, error_from_dict(said["error"]) if "error" in said else None

    def _wait_for(self, after: int, trouble: SunmaoError) -> Frame | None:
        """Say what is missing and go on with the first picture that comes. Raises `trouble` when the child ends it, and
        Stop.
        """
        came: list[Frame | None] = []

        def there() -> bool:
            frame, _ = self._look(after, LOOK_EVERY)
            if frame is not None or self.ended:
                came.append(frame)
            return bool(came)

        if not session.ask_to_plug_in({lang: trouble.text(lang) for lang in LANGUAGES}, there):
            raise trouble
        return came[0]

    def close(self) -> None:
        """See `CameraSource.close`. The end of the connection says it."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.shut()
            wire.close()

    def _request(self, question: dict, within: float) -> tuple[dict, bytes]:
        """One question and its answer. An answer that is not waited for to its end would be taken for the next one's:
        the connection ends then.
        """
        with self._lock:
            wire = self._wire
            if wire is None:
                raise CameraDisconnected("camera_closed")
            try:
                wire.send_bytes(frames.encode_frame(question))
                self._wait_for_answer(wire, within)
                width, height = self._size
                said, data = frames.decode_frame(wire.receive_bytes(width * height * 3 + HEAD))
            except (OSError, EOFError, ValueError):
                self.close()
                raise CameraDisconnected("bridge_gone") from None
            except BaseException:
                self.close()
                raise
        if "error" in said and not said.get("waits"):
            raise error_from_dict(said["error"])
        return said, data

    def _wait_for_answer(self, wire: MessageConnection, within: float) -> None:
        """Wait for the answer, in short pieces, so that Stop is heard. Raises StopProgram, or TimeoutError, which is an
        OSError.
        """
        while not wire.has_news(LOOK_EVERY):
            session.check_stop()
            within -= LOOK_EVERY
            if within <= 0:
                raise TimeoutError
