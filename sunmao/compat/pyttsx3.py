"""Lessons' `pyttsx3`: texts are said as `sunmao.sound.say` does, by the page or the computer."""

from typing import Any

from sunmao.sound.playing import say

__all__ = ["init", "speak"]
PROPERTIES = {"rate": 200, "volume": 1.0, "voice": "", "voices": []}  # words a minute, 0 to 1, an id, all ids


class SpeechEngine:
    """Says its texts one after the other, when `runAndWait` is called. How fast and how loud is the
    voice's own.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._properties: dict[str, Any] = dict(PROPERTIES)

    def say(self, text: Any, name: Any = None) -> None:
        """Keep a text that is to be said."""
        self._texts.append(str(text))

    def runAndWait(self) -> None:
        """Say what is kept, and wait until it has been said."""
        while self._texts:
            say(self._texts.pop(0))

    def stop(self) -> None:
        """Forget what is kept."""
        self._texts.clear()

    def getProperty(self, name: str) -> Any:
        """Return the value of a property: the one that was set, or the package's default; None of an unknown one."""
        return self._properties.get(name)

    def setProperty(self, name: str, value: Any) -> None:
        """Keep a property, which changes nothing here."""
        self._properties[name] = value


def init(driverName: str | None = None, debug: bool = False) -> SpeechEngine:
    """A voice; which driver is asked for does not matter."""
    return SpeechEngine()


def speak(text: str = "I will speak this text") -> None:
    """Say a text, and wait until it has been said."""
    say(str(text))
