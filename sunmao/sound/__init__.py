"""Sound: pieces of it, sound files, and telling classes of sounds apart."""

from importlib import import_module
from typing import Any

_LAZY = {
    "SoundClassification": "sunmao.hearing.sound_classification",
    "SoundResult": "sunmao.tasks.sound_classification.results",
    "AudioClip": "sunmao.sound.audio_clip",
    "Microphone": "sunmao.sound.microphone",
    "play": "sunmao.sound.playing",
    "play_tone": "sunmao.sound.playing",
    "read_audio": "sunmao.sound.audio_files",
    "record_sound": "sunmao.sound.microphone",
    "say": "sunmao.sound.playing",
    "sound_level": "sunmao.sound.microphone",
    "write_wav": "sunmao.sound.audio_files",
}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.sound' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
