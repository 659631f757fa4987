"""Types of microphones, and the words for them."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sunmao.errors import BadValue

SIMULATED, BROWSER, DEVICE, FILE = "simulated", "browser", "device", "file"
MAX_DEVICES = 256


@dataclass(frozen=True)
class MicrophoneType:
    """name: 'browser', 'device', 'simulated' or 'file'; text: of a device its number, or empty for the usual one; of a
    file its path.
    """

    name: str
    text: str = ""

    @property
    def shown(self) -> str:
        """Name for people and pages."""
        return self.text or self.name


def parse_microphone(name: Any) -> MicrophoneType:
    """The kind that a word means. Raises BadValue for what is none."""
    text = os.fspath(name) if isinstance(name, Path) else str(name).strip()
    if isinstance(name, bool) or not isinstance(name, (int, str, Path)) or not text or "\0" in text:
        raise BadValue("microphone_no_source", value=repr(name)[:60])
    if text.isascii() and text.isdigit() and int(text) < MAX_DEVICES:
        return MicrophoneType(DEVICE, str(int(text)))
    if text.lower() == DEVICE:
        return MicrophoneType(DEVICE)
    if text.lower() in (SIMULATED, BROWSER):
        return MicrophoneType(text.lower())
    if text.lstrip("-").isdigit() or "." not in text:
        raise BadValue("microphone_no_source", value=repr(name)[:60])
    return MicrophoneType(FILE, text)
