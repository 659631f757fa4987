"""Validation of the packets that pages send on the socket, before Socket.IO and engine.io read them.

To them an event called 'connect' is a connection, and what they cannot read is an error of theirs, with a traceback in
the log. What no page of ours says is passed over, or ends the connection.
"""

import io
import re
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

from engineio import json
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from socketio import packet

from sunmao.server.http.auth_middleware import SOCKET, send_refusal

TAKEN = (packet.CONNECT, packet.DISCONNECT, packet.EVENT, packet.ACK)  # nothing of ours is binary
RESERVED = ("connect", "disconnect")
MAX_TOGETHER = 16  # packets of one request, as engine.io has it
KINDS = re.compile(r"[0-6]")  # what a packet of engine.io begins with
# Those of a polling page. After any other, engine.io closes its connection and waits for ever until it polls once more.
POSTED = re.compile(r"[1345]")


class PagePacket(packet.Packet):
    """A packet of Socket.IO; one that cannot be read, or means nothing here, is an event of nobody."""

    def __init__(self, *values: Any, encoded_packet: str | bytes | None = None, **more: Any) -> None:
        # An empty packet would not be decoded at all.
        super().__init__(*values, encoded_packet="-" if encoded_packet in ("", b"") else encoded_packet, **more)

    def decode(self, encoded_packet: str | bytes) -> int:
        """Read it: at most one argument of an event, nothing of the kinds that carry bytes. Returns 0 attachments."""
        try:
            attachments = super().decode(encoded_packet)
        except (ValueError, TypeError, RecursionError):
            attachments, self.packet_type = 0, None
        if attachments or self.packet_type not in TAKEN or (self.packet_type == packet.EVENT and not self._is_ours()):
            self.packet_type, self.namespace, self.id, self.data = packet.EVENT, None, None, [""]
        elif self.packet_type == packet.EVENT:
            self.data = self.data[:2]
        return 0

    def _is_ours(self) -> bool:
        said = self.data
        return isinstance(said, list) and said != [] and isinstance(said[0], str) and said[0] not in RESERVED


class PageWebSocket(SimpleWebSocketWSGI):
    """A websocket of engine.io that ends at the first thing that is no packet."""

    def wait(self) -> str | bytes | None:
        """The next packet; None at the end."""
        said = super().wait()
        return None if isinstance(said, str) and not KINDS.match(said) else said


def load_json(text: str, **options: Any) -> Any:
    """The value of JSON. Raises ValueError, also where it is too deep."""
    try:
        return json.loads(text, **options)
    except RecursionError:
        raise ValueError("too deep") from None


PAGE_JSON = SimpleNamespace(dumps=json.dumps, loads=load_json)


def check_posted_packets(app: Any, most: int) -> Callable[[dict[str, Any], Callable], Iterable[bytes]]:
    """The application, reached only by those packets of a polling page that engine.io can read, of `most` bytes."""

    def inner(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "POST" and environ.get("PATH_INFO", "").startswith(SOCKET):
            data = read_posted(environ, most)
            if data is None:
                return send_refusal(start_response, 400, "not_understood")
            environ = {**environ, "wsgi.input": io.BytesIO(data), "CONTENT_LENGTH": str(len(data))}
        return app(environ, start_response)

    return inner


def read_posted(environ: dict[str, Any], most: int) -> bytes | None:
    """The body of a request, if it holds packets; None for anything else."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit() and len(length) < 10 and int(length) <= most):
        return None
    data = environ["wsgi.input"].read(int(length))
    try:
        packets = data.decode().split("\x1e")
    except UnicodeDecodeError:
        return None
    fits = len(data) == int(length) and len(packets) <= MAX_TOGETHER and all(map(POSTED.match, packets))
    return data if fits else None
