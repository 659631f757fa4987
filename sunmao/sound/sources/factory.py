"""The source that belongs to a kind of microphone. Each is imported when it is wanted."""

from sunmao.sound.sources.source import SoundSource
from sunmao.sound.sources.source_types import BROWSER, FILE, SIMULATED, MicrophoneType


def make_source(kind: MicrophoneType) -> SoundSource:
    """The source itself, not yet open."""
    if kind.name == BROWSER:
        from sunmao.sound.sources.studio import StudioSoundSource

        return StudioSoundSource()
    if kind.name in (SIMULATED, FILE):
        from sunmao.sound.sources.clip_source import ClipSource, FileSoundSource

        return FileSoundSource(kind.text) if kind.name == FILE else ClipSource()
    from sunmao.sound.sources.sound_device import SoundDeviceSource

    return SoundDeviceSource(kind.text)
