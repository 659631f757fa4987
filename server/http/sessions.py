"""Sessions of the browsers that are logged in at one listener, each with a cookie and a page key, for one start of the
studio.

A cookie alone proves nothing: a browser sends it to every port of a host (RFC 6265, section 8.5), and SameSite ignores
ports, so that a server of another account reads it. The page key stands in the storage of the page's origin, which
ends at the port. A request proves it by a header; where a browser sends none of ours (pictures, downloads, WebSockets),
by an address that is signed with it for some minutes (HMAC, RFC 2104).
"""

import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest, digest
from typing import Any

from sunmao.locks.lock_order import make_lock

SESSIONS = 256  # browsers of one listener; with one more, the one that was seen longest ago has to log in again
SIGNED_SECONDS = 30 * 60  # for which an address is signed at the most
SIGNATURE_BYTES = 16
SLACK = 60  # seconds by which the clock of a page may be ahead


def make_secret() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


@dataclass(eq=False)
class Session:
    """One browser that is logged in. address: from where; agent: what it calls itself; name: what its user calls it,
    at first its number; began, seen: in seconds since 1970; brought: to what it has brought samples.
    """

    address: str = ""
    agent: str = ""
    name: str = ""
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    cookie: str = field(default_factory=make_secret, repr=False)
    key: str = field(default_factory=make_secret, repr=False)
    began: float = field(default_factory=time.time)
    seen: float = field(default_factory=time.time)
    brought: set = field(default_factory=set, repr=False)

    def verify(self, path: str, expires: str, signature: str) -> bool:
        """Whether the page has signed this path, not long ago."""
        if not (expires.isascii() and expires.isdigit() and len(expires) < 16):
            return False
        in_time = 0 <= int(expires) - read_clock() <= SIGNED_SECONDS + SLACK
        return in_time and compare_secret(signature, sign(self.key, path, int(expires)))


def sign(key: str, path: str, expires: int) -> str:
    """Sign an address with the page key, which proves that whoever made it has the key. path: decoded, without the
    query; expires: by `read_clock`.
    """
    made = digest(key.encode(), f"{expires} {path}".encode("utf-8", "surrogatepass"), "sha256")
    return urlsafe_b64encode(made[:SIGNATURE_BYTES]).rstrip(b"=").decode()


def read_clock() -> int:
    """The seconds by which signed addresses end: they go on evenly, also when the computer's clock is set."""
    return int(time.monotonic())


def compare_secret(given: Any, secret: str) -> bool:
    """Whether a visitor's value is the secret, in a time that tells nothing about it."""
    return isinstance(given, str) and compare_digest(given.encode("utf-8", "replace"), secret.encode())


class SessionStore:
    """The sessions of one listener, and the token that begins one. reusable: whether it begins many (a class that scans
    one code); else it works once, and `renew_token` makes the next one.
    """

    def __init__(self, *, reusable: bool = False) -> None:
        self._reusable, self._token = reusable, make_secret()
        self._sessions: dict[bytes, Session] = {}  # by the hash of the cookie, so that no look-up compares secrets
        self._lock = make_lock()
        self._logins = 0
        self.on_login: Callable[[], None] = lambda: None

    @property
    def token(self) -> str:
        """The token in the address that logs in; empty when it was used up."""
        return self._token

    def renew_token(self) -> str:
        """Another token; the one before opens nothing any more."""
        with self._lock:
            self._token = make_secret()
            return self._token

    def log_in(self, token: str, known: Session | None = None, address: str = "", agent: str = "") -> Session | None:
        """The session of a browser that brings the token: `known` where it is logged in already, so that its other tabs
        stay so. None for another token.
        """
        with self._lock:
            if not self._token or not compare_secret(token, self._token):
                return None
            if not self._reusable:
                self._token = ""
            session = known or self._add(self._make(address, agent))
        self.on_login()
        return session

    def find(self, cookies: Iterable[str]) -> Session | None:
        """The session that one of these cookies belongs to, seen now."""
        for cookie in cookies:
            if session := self._sessions.get(hash_cookie(cookie)):
                session.seen = time.time()
                return session
        return None

    def list(self) -> list[Session]:
        """All sessions, the newest first."""
        with self._lock:
            return sorted(self._sessions.values(), key=lambda session: -session.began)

    def end(self, id: str) -> Session | None:
        """Log a browser out; what it holds is worth nothing then. None where there is no such session."""
        with self._lock:
            found = next((session for session in self._sessions.values() if session.id == id), None)
            if found:
                del self._sessions[hash_cookie(found.cookie)]
            return found

    def _make(self, address: str, agent: str) -> Session:
        """A new session; where many share one address, it is told apart by its number."""
        self._logins += 1
        return Session(address, agent, str(self._logins) if self._reusable else "")

    def _add(self, session: Session) -> Session:
        if len(self._sessions) >= SESSIONS:
            oldest = min(self._sessions.values(), key=lambda each: each.seen)
            del self._sessions[hash_cookie(oldest.cookie)]
        self._sessions[hash_cookie(session.cookie)] = session
        return session


def hash_cookie(cookie: str) -> bytes:
    return sha256(cookie.encode("utf-8", "replace")).digest()
