"""Sound files: read as 16 kHz mono, and written."""

import io
import os
import wave
from pathlib import Path

import numpy as np

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.regular_files import IrregularFile, read_regular
from sunmao.core.strict import suggest_nearest
from sunmao.errors import FileMissing, NotASound
from sunmao.sound.audio_clip import SAMPLE_RATE, AudioClip
from sunmao.sound.resampling import resample

ENDINGS = (".wav", ".flac", ".ogg", ".opus", ".mp3")
AUDIO_BYTES = 64 * 2**20
MOST_MINUTES = 10
MOST_CHANNELS = 2
RATES = (4_000, 96_000)  # Hz


def read_audio(source: str | os.PathLike | bytes, name: str = "") -> AudioClip:
    """The sound in a wav, flac, ogg or mp3 file, the mean of its channels, at 16 kHz.

    source: a path, or the bytes of a file; name: what a sentence calls these.

    Raises: FileMissing (with the nearest name), NotASound: no sound, damaged, empty, of more than 64 MB, 10 minutes, 2
    channels or 96 kHz.
    """
    if isinstance(source, bytes):
        return _decode(source, name)
    path = Path(source)
    try:
        data = read_regular(path, AUDIO_BYTES, follow_link=True)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        if isinstance(error, IrregularFile) and error.reason == "size":
            raise NotASound("sound_large", name=path.name, most=AUDIO_BYTES // 2**20) from None
        names = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
        guess = suggest_nearest(path.name, names)
        raise FileMissing("sound_file_missing", path=path.as_posix(), guess=guess) from None
    return _decode(data, path.name)


def _decode(data: bytes, name: str) -> AudioClip:
    import soundfile

    if not data:
        raise NotASound("sound_empty", name=name)
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            _require_limits(file, name)
            rate = file.samplerate
            parts = [part.mean(axis=1) for part in file.blocks(10 * rate, dtype="float32", always_2d=True)]
    except (soundfile.SoundFileError, RuntimeError):
        raise NotASound("not_a_sound", name=name) from None
    if not any(map(len, parts)):
        raise NotASound("sound_empty", name=name)
    mono = np.nan_to_num(np.concatenate(parts), nan=0.0, posinf=1.0, neginf=-1.0)
    return AudioClip(np.clip(resample(mono, rate, SAMPLE_RATE), -1, 1), SAMPLE_RATE)


def measure_audio(data: bytes, name: str = "") -> float:
    """How many seconds a file is long, by its head. Raises NotASound, as `read_audio`."""
    import soundfile

    if not data:
        raise NotASound("sound_empty", name=name)
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            _require_limits(file, name)
            seconds = file.frames / file.samplerate
    except (soundfile.SoundFileError, RuntimeError):
        raise NotASound("not_a_sound", name=name) from None
    if not seconds:
        raise NotASound("sound_empty", name=name)
    return seconds


def _require_limits(file, name: str) -> None:
    low, high = RATES
    if file.channels > MOST_CHANNELS:
        raise NotASound("sound_channels", name=name, count=file.channels, most=MOST_CHANNELS)
    if not low <= file.samplerate <= high:
        raise NotASound("sound_rate", name=name, rate=file.samplerate / 1000, low=low // 1000, high=high // 1000)
    minutes = file.frames / file.samplerate / 60
    if minutes > MOST_MINUTES:
        raise NotASound("sound_long", name=name, minutes=f"{minutes:.0f}", most=MOST_MINUTES)


def write_wav(path: str | os.PathLike, clip: AudioClip) -> None:
    """Write a clip as a wav file of 16 bits, whole or not at all, with the folders above it. Raises OSError."""
    write_with_parents(Path(path), encode_wav(clip))


def encode_wav(clip: AudioClip) -> bytes:
    """The bytes of a wav file of 16 bits, mono."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.sample_rate)
        file.writeframes((np.clip(clip.samples, -1, 1) * 32767).round().astype("<i2").tobytes())
    return buffer.getvalue()
