"""The microphone of the page: the studio's process for microphones has what pages send, over a connection of its own."""

import numpy as np

from sunmao.errors import MicrophoneDisconnected, MicrophoneMissing, SunmaoError, error_from_dict
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection
from sunmao.runtime import session
from sunmao.sound.audio_clip import SAMPLE_RATE
from sunmao.sound.sources.source import KEPT
from sunmao.texts import LANGUAGES

ANSWERS_WITHIN = 10.0  # seconds beyond what was asked for: the studio's part for microphones hangs then
LOOK_EVERY = 0.02
MOST_BYTES = int(2 * KEPT * SAMPLE_RATE) + 64 * 1024
FULL_SCALE = 32_768  # of 16 bits


class StudioSoundSource:
    """See `SoundSource`."""

    title, ended = "browser", False

    def __init__(self):
        self._wire: MessageConnection | None = None
        self._after = 0
        self._lock = make_lock(LockOrder.SENDER)

    def open(self) -> None:
        """See `SoundSource.open`. Raises StopProgram when the program is asked to stop meanwhile."""
        try:
            self._wire = session.connect_bridge("microphones")
        except (OSError, EOFError):
            raise MicrophoneDisconnected("bridge_gone") from None
        if self._wire is None:
            raise MicrophoneMissing("microphone_missing", name=self.title)
        self._after = self._request({"do": "open"}, ANSWERS_WITHIN)[0]["end"]

    def next(self, within: float) -> np.ndarray | None:
        """See `SoundSource.next`. Where the page may not use its microphone, the person is asked, and it goes on with
        the first sound.
        """
        piece, trouble = self._listen(within)
        return self._wait_for(trouble) if trouble else piece

    def close(self) -> None:
        """See `SoundSource.close`. The end of the connection says it."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.shut()
            wire.close()

    def _listen(self, within: float) -> tuple[np.ndarray | None, SunmaoError | None]:
        """What is new; else why nothing comes just now, where it may come again."""
        said, data = self._request({"do": "next", "after": self._after, "within": within}, within + ANSWERS_WITHIN)
        if "end" in said:
            self._after = said["end"]
            return np.frombuffer(data, "<i2").astype(np.float32) / FULL_SCALE, None
        return None, error_from_dict(said["error"]) if "error" in said else None

    def _wait_for(self, trouble: SunmaoError) -> np.ndarray | None:
        """Say what is missing and go on with the first sound. Raises `trouble` when the person ends it, and Stop."""
        came: list[np.ndarray] = []

        def there() -> bool:
            piece, _ = self._listen(LOOK_EVERY)
            if piece is not None:
                came.append(piece)
            return bool(came)

        if not session.ask_to_plug_in({lang: trouble.text(lang) for lang in LANGUAGES}, there):
            raise trouble
        return came[0]

    def _request(self, question: dict, within: float) -> tuple[dict, bytes]:
        """One question and its answer. An answer that is not waited for to its end would be taken for the next one's:
        the connection ends then.
        """
        with self._lock:
            wire = self._wire
            if wire is None:
                raise MicrophoneDisconnected("microphone_closed")
            try:
                wire.send_bytes(frames.encode_frame(question))
                while not wire.has_news(LOOK_EVERY):
                    session.check_stop()
                    within -= LOOK_EVERY
                    if within <= 0:
                        raise TimeoutError
                said, data = frames.decode_frame(wire.receive_bytes(MOST_BYTES))
            except (OSError, EOFError, ValueError):
                self.close()
                raise MicrophoneDisconnected("bridge_gone") from None
            except BaseException:
                self.close()
                raise
        if "error" in said and not said.get("waits"):
            raise error_from_dict(said["error"])
        return said, data
