"""Kinds of sources behind a child's word for a camera."""

import re
from contextlib import suppress
from dataclasses import dataclass
from operator import index
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sunmao.errors import BadValue

SIMULATED, BROWSER = "simulated", "browser"
MAX_DEVICES = 64
_ADDRESS = re.compile(r"(https?|rtsps?)://", re.IGNORECASE)
_SECRET = re.compile(r"(?<![^&;])(user\w*|usr|pass\w*|pwd|psw|token|auth|\w*key)=[^&;]*", re.IGNORECASE)
_OF_THE_WEB = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)  # one letter is a disk of Windows


@dataclass(frozen=True)
class SourceType:
    """name: 'device', 'file', 'address', 'browser' or 'simulated'; text: the source as text, such as '0'."""

    name: str
    text: str

    @property
    def shown(self) -> str:
        """The text without the passwords that an address may hold: what people and pages see, and what is logged."""
        if self.name != "address":
            return self.text
        parts = urlsplit(self.text)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2], query=_SECRET.sub(r"\1=…", parts.query)).geturl()


def parse_source(source: Any) -> SourceType:
    """The kind of source that a word means. Raises BadValue for what is none."""
    if isinstance(source, Path):
        source = str(source)
    if not isinstance(source, (bool, str)):
        with suppress(TypeError):
            source = index(source)  # also one of NumPy's whole numbers
    if isinstance(source, bool) or not isinstance(source, (int, str)) or not str(source).strip() or "\0" in str(source):
        raise BadValue("camera_no_source", value=repr(source))
    text = str(source).strip()
    if re.fullmatch(r"-?[0-9]+", text):
        if not 0 <= int(text) < MAX_DEVICES:
            raise BadValue("camera_no_source", value=repr(source))
        return SourceType("device", str(int(text)))
    if text.lower() in (SIMULATED, BROWSER):
        return SourceType(text.lower(), text.lower())
    if _ADDRESS.match(text) and _is_valid_address(text):
        return SourceType("address", text)
    if _OF_THE_WEB.match(text):
        raise BadValue("camera_no_source", value=repr(source))
    return SourceType("device" if text.startswith(("/dev/video", "/dev/v4l/")) else "file", text)


def _is_valid_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
