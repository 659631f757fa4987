"""One thing that was looked at, and what mends it."""

from dataclasses import dataclass

from sunmao.server.texts import text


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. level: 'ok', 'warning' or 'error'; repair: a command or None; detail: names and numbers."""

    id: str
    ok: bool
    level: str
    text: dict
    detail: dict
    repair: str | None = None


def fine(identity: str, key: str, detail: dict | None = None, **words) -> Finding:
    """Something that works."""
    return Finding(identity, True, "ok", text(key, **words), detail or {})


def wrong(identity: str, key: str, detail: dict, *, level: str = "error", repair: str | None = None, **words) -> Finding:
    """Something that does not."""
    return Finding(identity, False, level, text(key, **words), detail, repair)


def size(count: int) -> str:
    """Bytes as gigabytes for people."""
    return f"{count / 1024**3:.1f} GB"
