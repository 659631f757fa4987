"""Live topics: what is new goes to a page by a WebSocket of its own, `GET /live?topic=…`, apart from all that steers.

Every frame (`sunmao.protocol.frames`) that the server sends is acknowledged with {"ack": true} before the next one
follows: one is on its way, then only the newest, and a page that stops reading costs one frame. What the page says
comes as {"send": {…}} or as bytes (a picture).
"""

import json
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from sunmao.locks.lock_order import make_lock
from sunmao.protocol import frames
from sunmao.server.errors import HttpProblem
from sunmao.server.http.auth_middleware import LIVE, read_query_value, send_refusal
from sunmao.server.http.websocket import NotAWebSocket, WebSocket
from sunmao.server.texts import get_text

log = logging.getLogger(__name__)

SOCKETS = 32  # two threads each
SPARE = 8  # beside them, to be told that there is no room: a page's script cannot read why it was refused
LAST_WORD = 5  # seconds for the page to read why it ends
SMALL = 64 * 1024  # bytes of what a page says
LONGEST = 2000  # letters of a topic's name


class TopicSource(Protocol):
    """Interface of the source of a topic's frames for one page."""

    def newest(self) -> bytes | None:
        """The newest frame that was not given yet; a topic that loses nothing gives what has come together. Raises
        Problem at the end.
        """

    def handle_message(self, message: dict | bytes) -> None:
        """Handle a message from the page. Raises HttpProblem to end it with a sentence."""

    def close(self) -> None:
        """The page has gone."""


@dataclass(frozen=True)
class Topic:
    """open(studio, rest, wake) → Source: `rest` is what stands behind the name and a colon; `wake()` when there is
    something new.
    """

    open: Callable[[Any, str, Callable[[], None]], TopicSource]
    most: int


_topics: dict[str, Topic] = {}


def register_topic(
    name: str, open: Callable[[Any, str, Callable[[], None]], TopicSource], *, most: int = SMALL
) -> None:
    """Offer a topic. most: bytes of one message of a page."""
    _topics[name] = Topic(open, most)


class LiveTopics:
    """The application with the live sockets of one studio in front of it; the gate stands before both."""

    def __init__(self, app: Any, studio: Any) -> None:
        self._app, self._studio = app, studio
        self._free, self._lock = (
            {True: SOCKETS, False: SPARE},
            make_lock(),
        )  # places to stay, and to be told that there is none

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != LIVE:
            return self._app(environ, start_response)
        name, _, rest = get_topic(environ).partition(":")
        found = _topics.get(name)
        if found is None or environ["REQUEST_METHOD"] != "GET":
            return send_refusal(start_response, 404, "not_found")
        stays = self._acquire_slot()
        if stays is None:
            return send_refusal(start_response, 503, "too_many_pages")
        try:
            socket = WebSocket(environ, found.most)
        except NotAWebSocket:
            self._release_slot(stays)
            return send_refusal(start_response, 400, "not_understood")
        try:
            self._serve(socket, found, rest, stays)
        except OSError:
            pass  # the page has gone
        except Exception:
            log.exception("a live topic ended: %s", name)
        finally:
            socket.end()
            self._release_slot(stays)
        raise ConnectionError  # werkzeug writes no answer then

    def _serve(self, socket: WebSocket, topic: Topic, rest: str, stays: bool) -> None:
        if not stays:
            return close_with_reason(socket, {"error": get_text("too_many_pages")})  # the page tries again
        try:
            source = topic.open(self._studio, rest, socket.news.set)
            try:
                stream_topic(socket, source)
            finally:
                source.close()
        except HttpProblem as problem:
            close_with_reason(socket, {"error": problem.text, "closed": True})

    def _acquire_slot(self) -> bool | None:
        """Whether a page may stay; None when there is no room even to tell it why not."""
        with self._lock:
            stays = next((stays for stays, free in self._free.items() if free), None)
            if stays is not None:
                self._free[stays] -= 1
        return stays

    def _release_slot(self, stays: bool) -> None:
        with self._lock:
            self._free[stays] += 1


def get_topic(environ: dict[str, Any]) -> str:
    """The name of the topic that a request asks for; empty without one."""
    name = read_query_value(environ, "topic")
    return name if len(name) <= LONGEST else ""


def receive_message(socket: WebSocket, seconds: float) -> str | bytes:
    """Receive the next message of the page, within so many seconds; empty for nothing."""
    end = time.monotonic() + seconds
    while socket.connected and (left := end - time.monotonic()) > 0:
        for message in socket.take_messages():
            return message
        socket.news.wait(left)
        socket.news.clear()
    return ""


def stream_topic(socket: WebSocket, source: TopicSource) -> None:
    """Send what the source has, one frame at a time, and hear the page, until either has ended."""
    free = True
    socket.news.set()
    while socket.connected:
        socket.news.wait()
        socket.news.clear()
        for message in socket.take_messages():
            said = message if isinstance(message, bytes) else parse_message(message)
            if isinstance(said, bytes):
                source.handle_message(said)
            elif "ack" in said:
                free = True
            elif isinstance(said.get("send"), dict):
                source.handle_message(said["send"])
        if free and (frame := source.newest()) is not None:
            free = False
            socket.send(frame)


def close_with_reason(socket: WebSocket, header: dict) -> None:
    """Say why it ends, and wait until the page has read that: closed at once, it might be lost on its way."""
    socket.send(frames.encode_frame(header))
    receive_message(socket, LAST_WORD)


def parse_message(message: str | bytes) -> dict:
    """The object that a text message holds; empty for everything else."""
    try:
        said = json.loads(message) if isinstance(message, str) else {}
    except (ValueError, RecursionError):
        said = {}
    return said if isinstance(said, dict) else {}
