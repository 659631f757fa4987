"""Sounds in the studio: its pages play them."""

import time

from sunmao.protocol.messages import SoundStarted
from sunmao.runtime import session
from sunmao.sound.speaker import Playing

LATE = 1.0  # seconds after its time in which a page says that a sound is over


class StudioSpeaker:
    """Each page that shows this run plays a sound, and says when it is over where somebody waits."""

    def start(self, sound: SoundStarted) -> Playing:
        """See `Speaker`."""
        return _PagePlaying(session.send_sound(sound), sound.seconds + LATE)


class _PagePlaying:
    def __init__(self, number: int, seconds: float) -> None:
        self._number, self._end = number, time.monotonic() + seconds

    def is_over(self) -> bool:
        """Whether a page has said so, or no page is there that could."""
        return session.take_reply(self._number) is not None or time.monotonic() >= self._end

    def stop(self) -> None:
        """The page knows by itself that the program is being stopped."""
