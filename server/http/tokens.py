"""The secrets of one start of the server: a new start knows none of the old ones."""

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest


def _make_token() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class SessionTokens:
    """token opens the page (it stands in the printed address); cookie and socket are what the page holds then."""

    token: str = field(default_factory=_make_token, repr=False)
    cookie: str = field(default_factory=_make_token, repr=False)
    socket: str = field(default_factory=_make_token, repr=False)


def compare_secret(given, secret: str) -> bool:
    """Whether a visitor's value is the secret, in a time that tells nothing about it."""
    return isinstance(given, str) and compare_digest(given.encode("utf-8", "replace"), secret.encode())
