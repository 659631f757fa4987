"""The keys of the computer that shows the stage."""

from sunmao.boards.event_property import event_property
from sunmao.core.validation import require_choice
from sunmao.stage.event_source import EventSource
from sunmao.stage.key_names import KEYS


class Key(EventSource):
    """One key; `key` makes it."""

    happenings = {"when_pressed": "key", "when_released": "key_up"}
    when_pressed = event_property("Called when the key goes down; not again while it stays down.")
    when_released = event_property("Called when the key is let go.")

    @property
    def is_pressed(self) -> bool:
        """Whether it is down."""
        keys = self._scene.events.keys
        return bool(keys) if self._name == "any" else self._name in keys

    def __repr__(self) -> str:
        return f"key({self._name!r})"


def key(name: str) -> Key:
    """A key of the keyboard, heard while the stage is in front.

    Args:
        name: 'space', 'up', 'down', 'left', 'right', 'enter', a letter, a digit, or 'any'.

    Raises:
        BadValue: there is no such key.

    Example:
        @key('space').when_pressed
        def space_pressed():
            robot.say('jump')
    """
    return Key(require_choice("name", name, KEYS))
