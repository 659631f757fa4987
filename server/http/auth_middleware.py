"""The gate before everything: who may ask what. The outermost WSGI layer, so that nothing is routed before it agreed.

It refuses foreign hosts and origins, visitors without this start's cookie, changes without our header, and gives every
answer the headers that keep the page to itself. Behind it every request is the child's own. The page of this computer
and the door for other devices (`lan.py`) each have a gate of their own, with a token and a cookie of their own.
"""

import json
from collections.abc import Callable
from urllib.parse import parse_qs

from werkzeug.datastructures import MultiDict
from werkzeug.http import parse_options_header
from werkzeug.sansio.http import parse_cookie

from sunmao.server.http.errors import make_body
from sunmao.server.http.tokens import SessionTokens, compare_secret
from sunmao.server.texts import get_text

READS = {"GET", "HEAD"}
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
PICTURES = {f"image/{kind}" for kind in ("jpeg", "png", "webp", "bmp", "gif", "tiff")}
BODIES = {"application/json", "multipart/form-data", "application/octet-stream"} | PICTURES
SOCKET = "/socket.io/"
LIVE = "/live"  # live topics, each a websocket
LOOPBACK = frozenset(("127.0.0.1", "localhost"))
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
    )
)
HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
]


class AuthMiddleware:
    """Wraps a WSGI application that is reached at `port`. names: under which names just now, as they stand in a URL."""

    def __init__(
        self,
        app,
        keys: SessionTokens,
        port: int,
        *,
        scheme: str = "http",
        names: Callable[[], frozenset[str]] = lambda: LOOPBACK,
    ):
        self.app, self.keys, self.scheme, self.names = app, keys, scheme, names
        self.place = "" if port == USUAL[scheme] else f":{port}"
        self.cookie_name = f"sunmao_{port}"

    def __call__(self, environ, start_response):
        def start(status, headers, exc_info=None):
            names = {name.lower() for name, _ in headers}
            own = [pair for pair in self.headers(environ) if pair[0].lower() not in names]
            return start_response(status, [*headers, *own], exc_info)

        environ["sunmao.here"] = self.scheme == "http"  # only this computer's own page comes without TLS
        refusal = self.refusal(environ)
        if refusal:
            return send_refusal(start, *refusal)
        if is_login(environ):
            return self.login(environ, start)
        if not self.has_session(environ):
            return send_unauthorized(environ, start)
        refusal = find_bad_change(environ)
        return send_refusal(start, *refusal) if refusal else self.app(environ, start)

    def refusal(self, environ) -> tuple[int, str] | None:
        """Why a request is foreign, as (status, text key); None when it comes from this computer's own address."""
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

    def headers(self, environ) -> list[tuple[str, str]]:
        """The headers of every answer: nothing from outside, nothing inside another page."""
        host = environ.get("HTTP_HOST", "").lower()
        # 'self' means sockets too, but not to older browsers. A policy cannot name an IPv6 address.
        sockets = f" {self.scheme.replace('http', 'ws')}://{host}" if self.is_own(host) and "[" not in host else ""
        return [("Content-Security-Policy", f"{POLICY}; connect-src 'self'{sockets}"), *HEADERS]

    def has_session(self, environ) -> bool:
        """Whether the request carries the cookie of this start."""
        return any(compare_secret(value, self.keys.cookie) for value in read_cookies(environ).getlist(self.cookie_name))

    def login(self, environ, start):
        """Trade the token of the printed address for the cookie."""
        try:
            tokens = parse_qs(environ.get("QUERY_STRING", ""), max_num_fields=10).get("token", [])
        except ValueError:  # more fields than that
            tokens = []
        if len(tokens) != 1 or not compare_secret(tokens[0], self.keys.token):
            return send_unauthorized(environ, start)
        cookie = f"{self.cookie_name}={self.keys.cookie}; Path=/; HttpOnly; SameSite=Strict" + (
            "; Secure" if self.scheme == "https" else ""
        )
        headers = [("Set-Cookie", cookie), ("Cache-Control", "no-store"), ("Content-Type", "text/html; charset=utf-8")]
        if environ.get("HTTP_SEC_FETCH_SITE") == "cross-site":
            # After a click elsewhere a browser keeps strict cookies out of the whole redirect chain; a refresh begins a
            # new one.
            start("200 OK", headers)
            return [
                b'<!doctype html><meta http-equiv="refresh" content="0;url=/"><link rel="icon" href="data:,"><title>Sunmao</title>'
            ]
        start("303 See Other", [*headers, ("Location", "/"), ("Content-Length", "0")])
        return [b""]


def read_cookies(environ) -> MultiDict[str, str]:
    """The cookies of a request. Bytes that are no UTF-8 are replaced: cookies ignore ports, so another program of this
    computer may have set them.
    """
    return parse_cookie(environ.get("HTTP_COOKIE", "").encode("latin-1").decode("utf-8", "replace"))


def requires_origin(environ) -> bool:
    """Browsers always name the origin of a websocket and of a polling POST."""
    if environ.get("PATH_INFO") == LIVE:
        return True
    if not environ.get("PATH_INFO", "").startswith(SOCKET):
        return False
    return environ["REQUEST_METHOD"] not in READS or "HTTP_UPGRADE" in environ


def is_page_visit(environ) -> bool:
    """Whether a browser opens the page itself (the only thing that a link elsewhere may do)."""
    top = environ.get("HTTP_SEC_FETCH_MODE") == "navigate" and environ.get("HTTP_SEC_FETCH_DEST") == "document"
    return top and environ["REQUEST_METHOD"] == "GET" and environ.get("PATH_INFO") == "/"


def is_login(environ) -> bool:
    query = environ.get("QUERY_STRING", "")
    return environ["REQUEST_METHOD"] == "GET" and environ.get("PATH_INFO") == "/" and ("token=" in query)


def find_bad_change(environ) -> tuple[int, str] | None:
    """Why a change is not taken: a foreign form cannot send our header, nor this type of body."""
    if environ["REQUEST_METHOD"] not in CHANGES or environ.get("PATH_INFO", "").startswith(SOCKET):
        return None
    if environ.get("HTTP_X_SUNMAO") != "1":
        return 403, "needs_header"
    empty = environ.get("CONTENT_LENGTH") in (None, "", "0") and "HTTP_TRANSFER_ENCODING" not in environ
    kind = parse_options_header(environ.get("CONTENT_TYPE", ""))[0].lower()
    return None if empty or kind in BODIES else (415, "needs_json")


def send_refusal(start, status: int, key: str):
    """The answer to a request that is not routed."""
    return send_response(start, status, json.dumps(make_body(status, get_text(key))), "application/json")


def send_unauthorized(environ, start):
    """401: as a page when the page was asked for, else as JSON."""
    if environ.get("PATH_INFO") != "/":
        return send_refusal(start, 401, "open_new_address")
    sentence = get_text("open_new_address")
    page = (
        "<!doctype html><meta charset='utf-8'><title>Sunmao 榫卯</title>"
        f"<h1>{sentence['zh']}</h1><h1 lang='en'>{sentence['en']}</h1>"
    )
    return send_response(start, 401, page, "text/html; charset=utf-8")


def send_response(start, status: int, content: str, kind: str):
    data = content.encode()
    start(
        f"{status} Refused", [("Content-Type", kind), ("Content-Length", str(len(data))), ("Cache-Control", "no-store")]
    )
    return [data]
