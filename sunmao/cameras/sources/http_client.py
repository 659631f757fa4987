"""Asks a camera on the network for its pictures, and reads no more of the answer than there may be."""

import base64
import http.client
import socket
import ssl
from collections.abc import Callable
from typing import Self
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

MAX_PICTURE = 8 * 1024 * 1024  # bytes of one JPEG
MAX_TURNS = 3  # addresses that an address may lead to
SILENCE = 5.0  # seconds
BLOCK = 64 * 1024


class ResponseTooLarge(Exception):
    """The other side sends more than a camera does."""


class HttpResponse:
    """Response to one request. kind: the media type; boundary: what divides the parts, or empty."""

    def __init__(self, connection: http.client.HTTPConnection, response: http.client.HTTPResponse) -> None:
        self._connection, self._response = connection, response
        self.kind = response.headers.get_content_type()
        self.boundary = (
            str(response.headers.get_param("boundary") or "").strip('"') if self.kind.startswith("multipart/") else ""
        )

    def read(self) -> bytes:
        """The next bytes as they come; empty at the end."""
        return self._response.read1(BLOCK)

    def whole(self) -> bytes:
        """All of it. Raises ResponseTooLarge."""
        data = self._response.read(MAX_PICTURE + 1)
        if len(data) > MAX_PICTURE:
            raise ResponseTooLarge
        return data

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._response.close()
        self._connection.close()


def send_request(address: str, hold: Callable[[socket.socket], None]) -> HttpResponse:
    """Ask for what is at an http(s) address. hold: gets the socket before anything is asked, so that another thread may
    end it.

    Raises: OSError, HTTPException, ValueError or ResponseTooLarge.
    """
    for _ in range(1 + MAX_TURNS):
        parts = urlsplit(address)
        connection = _make_connection(parts)
        try:
            connection.connect()
            hold(connection.sock)
            connection.request("GET", _get_path(parts), headers=_make_headers(parts))
            response = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        if response.status == 200:
            return HttpResponse(connection, response)
        connection.close()
        if response.status not in (301, 302, 303, 307, 308):
            raise OSError(None, f"HTTP {response.status}")
        address = urljoin(address, response.headers.get("Location", ""))
        if urlsplit(address).scheme not in ("http", "https"):
            raise ValueError(address)
    raise ResponseTooLarge


def _make_connection(parts: SplitResult) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme.lower() == "https":
        return http.client.HTTPSConnection(host, parts.port, timeout=SILENCE, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, parts.port, timeout=SILENCE)


def _get_path(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _make_headers(parts: SplitResult) -> dict:
    headers = {
        "User-Agent": "sunmao",
        "Accept": "multipart/x-mixed-replace, image/jpeg, image/*",
        "Connection": "close",
    }
    if parts.username is not None:
        word = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = "Basic " + base64.b64encode(word.encode("utf-8")).decode("ascii")
    return headers
