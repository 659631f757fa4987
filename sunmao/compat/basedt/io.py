"""`BaseDT.io`: sound from this computer's microphone, where a library for it is installed."""

from importlib.util import find_spec

import numpy as np

from sunmao.core.validation import require_range
from sunmao.errors import BackendMissing, BoardMissing

__all__ = ["MicroPhone"]
LARGEST = 32767  # of a sample


class MicroPhone:
    """This computer's microphone."""

    def record_audio(
        self, time=2, rate: int = 16000, channels: int = 1, chunk: int = 1024, normalize: bool = True
    ) -> np.ndarray:
        """Sound of so many seconds, a row of numbers: −1 … 1, without normalize whole ones.

        Raises: BackendMissing where pyaudio is not installed; BoardMissing where there is no microphone.
        """
        if find_spec("pyaudio") is None:
            raise BackendMissing("dt_no_sound")
        import pyaudio

        seconds = require_range("time", time, 0.1, 600)
        system = pyaudio.PyAudio()
        try:
            stream = system.open(
                format=pyaudio.paInt16, channels=channels, rate=rate, input=True, frames_per_buffer=chunk
            )
            parts = [stream.read(chunk) for _ in range(int(rate / chunk * seconds))]
            stream.close()
        except OSError:
            raise BoardMissing("dt_no_microphone") from None
        finally:
            system.terminate()
        wave = np.frombuffer(b"".join(parts), np.int16)
        return wave / LARGEST if normalize else wave
