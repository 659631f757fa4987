"""One thing that was looked at, and what mends it."""

from dataclasses import dataclass
from typing import Any

from sunmao.server.texts import get_text


@dataclass(frozen=True)
class Diagnosis:
    """One thing that was looked at. level: 'ok', 'warning' or 'error'; repair: a command or None; detail: names and
    numbers.
    """

    id: str
    ok: bool
    level: str
    text: dict
    detail: dict
    repair: str | None = None


def make_ok(identity: str, key: str, detail: dict | None = None, **words: Any) -> Diagnosis:
    """Something that works."""
    return Diagnosis(identity, True, "ok", get_text(key, **words), detail or {})


def make_problem(
    identity: str, key: str, detail: dict, *, level: str = "error", repair: str | None = None, **words: Any
) -> Diagnosis:
    """Something that does not."""
    return Diagnosis(identity, False, level, get_text(key, **words), detail, repair)


def format_size(count: int) -> str:
    """Bytes as gigabytes for people."""
    return f"{count / 1024**3:.1f} GB"
