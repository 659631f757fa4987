"""The microphone of the page: the studio's process for microphones has what pages send."""

import numpy as np

from sunmao.errors import MicrophoneDisconnected, MicrophoneMissing
from sunmao.runtime.page_stream import PageStream
from sunmao.sound.audio_clip import SAMPLE_RATE
from sunmao.sound.sources.source import KEPT

MAX_BYTES = int(2 * KEPT * SAMPLE_RATE) + 64 * 1024
FULL_SCALE = 32_768  # of 16 bits


class StudioSoundSource:
    """See `SoundSource`."""

    title, ended = "browser", False

    def __init__(self) -> None:
        missing = MicrophoneMissing("microphone_missing", name=self.title)
        self._stream = PageStream("sound", MAX_BYTES, missing, MicrophoneDisconnected, "microphone_closed")

    def open(self) -> None:
        """See `SoundSource.open`. Raises StopProgram when the program is asked to stop meanwhile."""
        self._stream.open()

    def next(self, within: float) -> np.ndarray | None:
        """See `SoundSource.next`. Where the page may not use its microphone, the person is asked, and it goes on with
        the first sound.
        """
        piece = self._stream.next(within)
        return None if piece is None else np.frombuffer(piece, "<i2").astype(np.float32) / FULL_SCALE

    def close(self) -> None:
        """See `SoundSource.close`."""
        self._stream.close()
