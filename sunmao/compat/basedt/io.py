"""`BaseDT.io`: sound from this computer's microphone, or a made-up one where none can be heard, which is said."""

from importlib.util import find_spec

import numpy as np

from sunmao.core.validation import require_range, require_whole
from sunmao.runtime.notices import show_notice

__all__ = ["MicroPhone"]
LARGEST = 32767  # of a sample
TONE, LOUD = 440, 0.3  # of what is made up: hertz, share of the largest sample


class MicroPhone:
    """This computer's microphone."""

    def record_audio(
        self, time: float = 2, rate: int = 16000, channels: int = 1, chunk: int = 1024, normalize: bool = True
    ) -> np.ndarray:
        """Sound of so many seconds, a row of numbers: −1 … 1, without normalize whole ones. Where pyaudio is not
        installed, or without a microphone, it is a made-up tone.
        """
        seconds, rate = require_range("time", time, 0.1, 600), require_whole("rate", rate, 1000, 192_000)
        wave = _record(seconds, rate, channels, chunk)
        if wave is None:
            show_notice("dt_simulated_sound", level="warn")
            tone = np.sin(np.arange(int(rate * seconds)) * (2 * np.pi * TONE / rate))
            wave = np.repeat(tone * LARGEST * LOUD, channels).astype(np.int16)
        return wave / LARGEST if normalize else wave


def _record(seconds: float, rate: int, channels: int, chunk: int) -> np.ndarray | None:
    """Samples of the microphone, int16; None where there is none."""
    if find_spec("pyaudio") is None:
        return None
    import pyaudio

    system = pyaudio.PyAudio()
    try:
        stream = system.open(format=pyaudio.paInt16, channels=channels, rate=rate, input=True, frames_per_buffer=chunk)
        parts = [stream.read(chunk) for _ in range(int(rate / chunk * seconds))]
        stream.close()
    except OSError:
        return None
    finally:
        system.terminate()
    return np.frombuffer(b"".join(parts), np.int16)
