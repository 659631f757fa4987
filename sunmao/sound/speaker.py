"""Outlets for sounds: the pages of the studio, or the loudspeaker of the computer that runs the program."""

from typing import Protocol

from sunmao.protocol.messages import SoundStarted


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
