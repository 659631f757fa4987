"""The gate before everything: who may ask what. The outermost WSGI layer, so that nothing is routed before it agreed.

It refuses foreign hosts and origins, visitors without a session (`sessions.py`: a cookie, and but for the bare page the
key that only the page holds), changes without our header, and gives every answer the headers that keep the page to
itself. Behind it every request is the child's own. The page of this computer and the door for other devices (`lan.py`)
each have a gate of their own, with a token and sessions of their own.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from werkzeug.datastructures import MultiDict
from werkzeug.http import parse_options_header
from werkzeug.sansio.http import parse_cookie

from sunmao.server.errors import make_body, make_page
from sunmao.server.http.sessions import Session, SessionStore, compare_secret
from sunmao.server.texts import get_text

READS = {"GET", "HEAD"}
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
PICTURES = {f"image/{kind}" for kind in ("jpeg", "png", "webp", "bmp", "gif", "tiff")}
BODIES = {"application/json", "multipart/form-data", "application/octet-stream", "audio/wav"} | PICTURES
SOCKET = "/socket.io/"
LIVE = "/live"  # live topics, each a websocket
LOOPBACK = frozenset(("127.0.0.1", "localhost"))
SESSION = "sunmao.session"  # of the environment of a request: the Session whose request it is
NEW_KEY = "sunmao.new_key"  # likewise: the key that the page is handed, after a login
SIGNED = re.compile(r"(?:^|&)expires=(\d+)&signature=([\w-]+)(?:&|$)")
AGENT_LETTERS = 300  # of a browser's name
USUAL = {"http": 80, "https": 443}  # ports that no browser names
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # Blockly puts <style> elements into the document
        "style-src-attr 'none'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types default sunmao-icons",  # static/src/lib/security/trusted_types.ts
    )
)
DENIED = ("bluetooth", "display-capture", "geolocation", "hid", "midi", "payment", "serial", "usb")
PERMISSIONS = ", ".join(
    ["camera=(self)", "fullscreen=(self)", "microphone=(self)", *(f"{feature}=()" for feature in DENIED)]
)
HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", PERMISSIONS),
]


class AuthMiddleware:
    """Wraps a WSGI application that is reached at `port`. names: under which names just now, as they stand in a URL."""

    def __init__(
        self,
        app: Any,
        sessions: SessionStore,
        port: int,
        *,
        scheme: str = "http",
        names: Callable[[], frozenset[str]] = lambda: LOOPBACK,
    ) -> None:
        self.app, self.sessions, self.scheme, self.names = app, sessions, scheme, names
        self.place = "" if port == USUAL[scheme] else f":{port}"
        self.cookie_name = f"sunmao_{port}"

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            names = {name.lower() for name, _ in headers}
            own = [pair for pair in self.headers(environ) if pair[0].lower() not in names]
            return start_response(status, [*headers, *own], exc_info)

        environ["sunmao.here"] = self.scheme == "http"  # only this computer's own page comes without TLS
        refusal = self.refusal(environ)
        if refusal:
            return send_refusal(start, *refusal)
        session = self.sessions.find(read_cookies(environ).getlist(self.cookie_name))
        if is_login(environ):
            return self.login(environ, start, session)
        if session is None or not (is_public(environ) or proves_key(environ, session)):
            return self.send_unauthorized(environ, start)
        admit(environ, session)
        refusal = find_bad_change(environ)
        return send_refusal(start, *refusal) if refusal else self.app(environ, start)

    def refusal(self, environ: dict[str, Any]) -> tuple[int, str] | None:
        """Return the reason to refuse a foreign request, as (status, text key); None when it comes from this computer's
        own address.
        """
        host = environ.get("HTTP_HOST", "").lower()
        if not self.is_own(host):
            return 403, "foreign_host"
        origin = environ.get("HTTP_ORIGIN")
        if origin is None and requires_origin(environ):
            return 403, "foreign_host"
        if origin is not None and origin != f"{self.scheme}://{host}":
            return 403, "foreign_host"
        if environ.get("HTTP_SEC_FETCH_SITE", "none") not in ("none", "same-origin") and not is_page_visit(environ):
            return 403, "foreign_host"
        return None if environ["REQUEST_METHOD"] in READS | CHANGES else (405, "not_allowed_here")

    def is_own(self, host: str) -> bool:
        """Whether a Host header (in small letters) names this machine and this port."""
        return host.endswith(self.place) and host.removesuffix(self.place) in self.names()

    def headers(self, environ: dict[str, Any]) -> list[tuple[str, str]]:
        """The headers of every answer: nothing from outside, nothing inside another page."""
        host = environ.get("HTTP_HOST", "").lower()
        # 'self' means sockets too, but not to older browsers. A policy cannot name an IPv6 address.
        sockets = f" {self.scheme.replace('http', 'ws')}://{host}" if self.is_own(host) and "[" not in host else ""
        return [("Content-Security-Policy", f"{POLICY}; connect-src 'self'{sockets}"), *HEADERS]

    def login(self, environ: dict[str, Any], start: Callable, known: Session | None) -> Iterable[bytes]:
        """Trade the token of the printed address for a session: the cookie in the answer's head, the key in the page.

        A browser that is logged in already may bring a token that was used: its tabs remember the address.
        """
        token = read_query_value(environ, "token")
        early = "HTTP_SEC_PURPOSE" in environ  # a browser that fetches what nobody has opened yet
        session = None
        if token and not early:
            agent = environ.get("HTTP_USER_AGENT", "")[:AGENT_LETTERS]
            session = self.sessions.log_in(token, known, environ.get("REMOTE_ADDR", ""), agent)
        if session is None and known is None:
            return self.send_unauthorized(environ, start)
        if session is None:
            start("303 See Other", [("Location", "/"), ("Content-Length", "0"), ("Cache-Control", "no-store")])
            return [b""]
        cookie = f"{self.cookie_name}={session.cookie}; Path=/; HttpOnly; SameSite=Strict" + (
            "; Secure" if self.scheme == "https" else ""
        )

        def start_logged_in(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            kept = [pair for pair in headers if pair[0].lower() not in ("cache-control", "etag", "last-modified")]
            return start(status, [*kept, ("Cache-Control", "no-store"), ("Set-Cookie", cookie)], exc_info)

        admit(environ, session)
        environ[NEW_KEY] = session.key
        return self.app(environ, start_logged_in)

    def send_unauthorized(self, environ: dict[str, Any], start: Callable) -> Iterable[bytes]:
        """401: as a page when the page was asked for, else as JSON."""
        key = "open_new_address" if self.scheme == "http" else "scan_again"
        if environ.get("PATH_INFO") != "/":
            return send_refusal(start, 401, key)
        return send_response(start, 401, make_page(get_text(key)), "text/html; charset=utf-8")


def read_query_value(environ: dict[str, Any], name: str) -> str:
    """Read the value of `name` in the query; empty where the query has none, or several."""
    try:
        values = parse_qs(environ.get("QUERY_STRING", ""), max_num_fields=10).get(name, [])
    except ValueError:  # more fields than that
        return ""
    return values[0] if len(values) == 1 else ""


def read_cookies(environ: dict[str, Any]) -> MultiDict[str, str]:
    """The cookies of a request. Bytes that are no UTF-8 are replaced: cookies ignore ports, so another program of this
    computer may have set them.
    """
    return parse_cookie(environ.get("HTTP_COOKIE", "").encode("latin-1").decode("utf-8", "replace"))


def requires_origin(environ: dict[str, Any]) -> bool:
    """Browsers always name the origin of a websocket and of a polling POST."""
    if environ.get("PATH_INFO") == LIVE:
        return True
    if not environ.get("PATH_INFO", "").startswith(SOCKET):
        return False
    return environ["REQUEST_METHOD"] not in READS or "HTTP_UPGRADE" in environ


def is_page_visit(environ: dict[str, Any]) -> bool:
    """Whether a browser opens the page itself (the only thing that a link elsewhere may do)."""
    top = environ.get("HTTP_SEC_FETCH_MODE") == "navigate" and environ.get("HTTP_SEC_FETCH_DEST") == "document"
    return top and environ["REQUEST_METHOD"] == "GET" and environ.get("PATH_INFO") == "/"


def is_login(environ: dict[str, Any]) -> bool:
    query = environ.get("QUERY_STRING", "")
    return environ["REQUEST_METHOD"] == "GET" and environ.get("PATH_INFO") == "/" and ("token=" in query)


def admit(environ: dict[str, Any], session: Session) -> None:
    """Note whose request it is. Our own server keeps the connection then, whoever else wants room."""
    environ[SESSION] = session
    if mark := environ.get("sunmao.mark_authenticated"):
        mark()


def is_public(environ: dict[str, Any]) -> bool:
    """Whether a request is for the page itself or its parts, which hold nothing of anybody: there the cookie is enough."""
    path = environ.get("PATH_INFO", "")
    return environ["REQUEST_METHOD"] in READS and (path == "/" or path.startswith("/assets/"))


def proves_key(environ: dict[str, Any], session: Session) -> bool:
    """Whether a request brings the page's key: in a header, or as the signature of the address that is read."""
    if compare_secret(environ.get("HTTP_X_SUNMAO_KEY"), session.key):
        return True
    signed = SIGNED.search(environ.get("QUERY_STRING", ""))
    path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
    return signed is not None and environ["REQUEST_METHOD"] in READS and session.verify(path, *signed.groups())


def find_bad_change(environ: dict[str, Any]) -> tuple[int, str] | None:
    """Find the reason to refuse a change, as (status, text key): a foreign form cannot send our header, nor this type
    of body.
    """
    if environ["REQUEST_METHOD"] not in CHANGES or environ.get("PATH_INFO", "").startswith(SOCKET):
        return None
    if environ.get("HTTP_X_SUNMAO") != "1":
        return 403, "needs_header"
    empty = environ.get("CONTENT_LENGTH") in (None, "", "0") and "HTTP_TRANSFER_ENCODING" not in environ
    kind = parse_options_header(environ.get("CONTENT_TYPE", ""))[0].lower()
    return None if empty or kind in BODIES else (415, "needs_json")


def send_refusal(start: Callable, status: int, key: str) -> list[bytes]:
    """The answer to a request that is not routed."""
    return send_response(start, status, json.dumps(make_body(status, get_text(key))), "application/json")


def send_response(start: Callable, status: int, content: str, kind: str) -> list[bytes]:
    data = content.encode()
    start(
        f"{status} Refused", [("Content-Type", kind), ("Content-Length", str(len(data))), ("Cache-Control", "no-store")]
    )
    return [data]
