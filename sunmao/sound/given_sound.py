"""Sound as a program gives it: a clip, a file, or numbers."""

from pathlib import Path
from typing import Any

import numpy as np

from sunmao.errors import BadValue
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import read_audio


def read_given_sound(sound: Any) -> tuple[AudioClip, str]:
    """(a sound, its file, or '') of an AudioClip, the path of a file, or numbers from −1 to 1 at 16 kHz, (n,).

    Raises: FileMissing, NotASound, BadValue.
    """
    if isinstance(sound, AudioClip):
        return sound, ""
    if isinstance(sound, (str, Path)):
        return read_audio(sound), Path(sound).as_posix()
    try:
        samples = np.asarray(sound, np.float32)
    except (TypeError, ValueError):
        samples = np.zeros((0, 0), np.float32)
    if samples.ndim != 1 or not len(samples) or not np.isfinite(samples).all():
        raise BadValue("sound_no_sound", value=repr(sound)[:60])
    return AudioClip(np.clip(samples, -1, 1)), ""
