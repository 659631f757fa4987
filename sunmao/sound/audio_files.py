"""Sound files: read as 16 kHz mono, and written."""

import io
import os
import wave
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.data_acquisition import is_acquisition
from sunmao.core.regular_files import IrregularFile, read_regular
from sunmao.core.strict import suggest_nearest
from sunmao.errors import FileMissing, NotASound
from sunmao.sound.acquired_sound import parse_acquired_sound
from sunmao.sound.audio_clip import SAMPLE_RATE, AudioClip
from sunmao.sound.resampling import resample
from sunmao.sound.webm_audio import MAGIC, convert_webm

ENDINGS = (".wav", ".flac", ".ogg", ".opus", ".mp3", ".webm")
AUDIO_BYTES = 64 * 2**20
MAX_MINUTES = 10
MAX_CHANNELS = 2
RATES = (4_000, 96_000)  # Hz


def read_audio(source: str | os.PathLike | bytes, name: str = "") -> AudioClip:
    """The sound in a wav, flac, ogg, mp3, webm or Edge Impulse file (JSON, CBOR), the mean of its channels, at 16
    kHz.

    source: a path, or the bytes of a file; name: what a sentence calls these.

    Raises: FileMissing (with the nearest name), NotASound: no sound, damaged, of other sensors, empty, of more than 64
    MB, 10 minutes, 2 channels or 96 kHz.
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

    if is_acquisition(data):
        mono, rate = parse_acquired_sound(data, name)
        _require_limits(1, rate, len(mono), name)
        return _make_clip(mono, rate, name)
    with _open(data, name) as file:
        rate = file.samplerate
        try:
            parts = [part.mean(axis=1) for part in file.blocks(10 * rate, dtype="float32", always_2d=True)]
        except (soundfile.SoundFileError, RuntimeError):
            raise NotASound("not_a_sound", name=name) from None
    return _make_clip(np.concatenate([np.zeros(0, np.float32), *parts]), rate, name)


def _make_clip(mono: np.ndarray, rate: int, name: str) -> AudioClip:
    if not len(mono):
        raise NotASound("sound_empty", name=name)
    finite = np.nan_to_num(mono, nan=0.0, posinf=1.0, neginf=-1.0)
    return AudioClip(np.clip(resample(finite, rate, SAMPLE_RATE), -1, 1), SAMPLE_RATE)


def measure_audio(data: bytes, name: str = "") -> float:
    """Measure the duration of a file in seconds, by its head. Raises NotASound, as `read_audio`."""
    if is_acquisition(data):
        return _decode(data, name).duration
    with _open(data, name) as file:
        seconds = file.frames / file.samplerate
    if not seconds:
        raise NotASound("sound_empty", name=name)
    return seconds


def _open(data: bytes, name: str) -> Any:
    """The file, within its limits. Raises NotASound."""
    import soundfile

    if not data:
        raise NotASound("sound_empty", name=name)
    try:
        file = soundfile.SoundFile(io.BytesIO(convert_webm(data) if data.startswith(MAGIC) else data))
    except (ValueError, soundfile.SoundFileError, RuntimeError):
        raise NotASound("not_a_sound", name=name) from None
    _require_limits(file.channels, file.samplerate, file.frames, name)
    return file


def _require_limits(channels: int, rate: int, frames: int, name: str) -> None:
    low, high = RATES
    if channels > MAX_CHANNELS:
        raise NotASound("sound_channels", name=name, count=channels, most=MAX_CHANNELS)
    if not low <= rate <= high:
        raise NotASound("sound_rate", name=name, rate=rate / 1000, low=low // 1000, high=high // 1000)
    minutes = frames / rate / 60
    if minutes > MAX_MINUTES:
        raise NotASound("sound_long", name=name, minutes=f"{minutes:.0f}", most=MAX_MINUTES)


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
