"""Where sounds are heard: the pages of the studio, or the loudspeaker of the computer that runs the program."""

import time
from typing import Protocol

from sunmao.protocol.messages import SoundStarted
from sunmao.runtime import session

LATE = 1.0  # seconds after its time in which a page says that a sound is over


class Playing(Protocol):
    """A sound that has begun."""

    def is_over(self) -> bool:
        """Whether it has been heard to its end, or cannot be heard."""

    def stop(self) -> None:
        """End it now. Safe to call twice."""


class Speaker(Protocol):
    """Lets sounds be heard."""

    def start(self, sound: SoundStarted) -> Playing:
        """Begin with a sound, and return at once."""


class StudioSpeaker:
    """The pages of the studio: each that shows this run plays it, and says when it is over where somebody waits."""

    def start(self, sound: SoundStarted) -> Playing:
        """See `Speaker`."""
        return _PagePlaying(session.send_sound(sound), sound.seconds + LATE)


class _PagePlaying:
    def __init__(self, number: int, seconds: float):
        self._number, self._end = number, time.monotonic() + seconds

    def is_over(self) -> bool:
        """Whether a page has said so, or no page is there that could."""
        return session.take_reply(self._number) is not None or time.monotonic() >= self._end

    def stop(self) -> None:
        """The page knows by itself that the program is being stopped."""


_system: list[Speaker] = []


def choose_speaker() -> Speaker:
    """The speaker of this program."""
    if session.is_in_studio():
        return StudioSpeaker()
    if not _system:
        from sunmao.sound.system_speaker import SystemSpeaker

        _system.append(SystemSpeaker())
    return _system[0]
