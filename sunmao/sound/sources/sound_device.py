"""A microphone of this computer, by the package sounddevice (PortAudio), which is optional."""

import queue
import sys
from math import ceil, gcd
from typing import Any

import numpy as np

from sunmao.errors import MicrophoneDisconnected, MicrophoneMissing
from sunmao.sound.audio_clip import SAMPLE_RATE
from sunmao.sound.resampling import ZEROS, resample
from sunmao.sound.sources.source import KEPT, SOONEST

MAX_RATE = 384_000  # Hz
GONE_AFTER = 2.0  # seconds without a piece: its cable is out
INSTALL = f"{sys.executable} -m pip install sounddevice"


class SoundDeviceSource:
    """Microphone number 0, 1 …, or the usual one. Whatever its rate and channels are, the mean of at most two channels
    comes at 16 kHz.
    """

    ended = False

    def __init__(self, number: str) -> None:
        self._number = int(number) if number else None
        self.title = number or "device"
        self._pieces: queue.Queue[np.ndarray] = queue.Queue(int(KEPT / SOONEST))
        self._stream: Any = None  # a sounddevice.InputStream
        self._rate, self._waited = SAMPLE_RATE, 0.0
        self._before = np.zeros(0, np.float32)

    def open(self) -> None:
        """See `SoundSource.open`."""
        try:
            import sounddevice
        except (ImportError, OSError):  # the package, or on Linux the library that it wants
            raise MicrophoneMissing("microphone_package", command=INSTALL) from None
        try:
            found = sounddevice.query_devices(self._number, "input")
            self._rate = int(found["default_samplerate"])
            if not 0 < self._rate <= MAX_RATE:
                raise MicrophoneMissing("microphone_rate", name=found["name"], rate=self._rate / 1000)
            self._stream = sounddevice.InputStream(
                samplerate=self._rate,
                blocksize=self._round_up(SOONEST * self._rate),
                device=self._number,
                channels=max(1, min(2, int(found["max_input_channels"]))),
                dtype="float32",
                callback=self._put,
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError):
            raise MicrophoneMissing("microphone_missing", name=self.title) from None

    def next(self, within: float) -> np.ndarray | None:
        """See `SoundSource.next`."""
        try:
            piece = self._pieces.get(timeout=within)
        except queue.Empty:
            self._waited += within
            if self._waited > GONE_AFTER:
                raise MicrophoneDisconnected("microphone_gone", name=self.title) from None
            return None
        self._waited = 0.0
        return self._convert(piece)

    def close(self) -> None:
        """See `SoundSource.close`."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()

    def _put(self, data: Any, frames: int, moment: Any, status: Any) -> None:
        """Take the next piece, in PortAudio's thread; the oldest makes room."""
        if self._pieces.full():
            self._pieces.get_nowait()
        self._pieces.put_nowait(data.mean(axis=1))

    def _convert(self, piece: np.ndarray) -> np.ndarray:
        """The piece before last and this one at 16 kHz, whose edges are what really came before and behind."""
        if self._rate == SAMPLE_RATE:
            return piece
        edge = self._round_up(2 * ZEROS * max(1.0, self._rate / SAMPLE_RATE))
        known = np.concatenate([self._before, piece])
        first = edge if len(self._before) else 0
        self._before = known[-2 * edge :]
        scale = SAMPLE_RATE / self._rate
        return resample(known, self._rate, SAMPLE_RATE)[round(first * scale) : round((len(known) - edge) * scale)]

    def _round_up(self, count: float) -> int:
        """The next number of samples that is a whole number of samples at 16 kHz as well."""
        step = self._rate // gcd(self._rate, SAMPLE_RATE)
        return ceil(count / step) * step
