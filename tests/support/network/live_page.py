"""A page of a live topic, as a client in Python: for tests and benchmarks."""

import json
import socket
import ssl
from contextlib import suppress

import simple_websocket

from sunmao.protocol import frames
from tests.support.limits import HANG_TIMEOUT
from tests.support.studio import ApiClient


class LivePage(simple_websocket.Client):
    """A live socket at `address` ('ws://…/live?topic=…')."""

    def __init__(self, address: str, headers: dict):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        super().__init__(address, headers=headers, receive_bytes=64 * 1024, ssl_context=context)

    def handshake(self) -> None:
        """As browsers do: the host with its port. What came together with the server's answer is kept."""
        self.host = f"{self.host}:{self.port}"
        super().handshake()
        self._handle_events()

    def close(self, reason=None, message=None) -> None:
        """Say good-bye; its thread has ended when this returns, so that nobody reads what belongs to the next
        connection.
        """
        with suppress(simple_websocket.ConnectionClosed, OSError):
            super(simple_websocket.Client, self).close(reason, message)
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        self.sock.close()

    def say(self, **said) -> None:
        """Send one object as text."""
        self.send(json.dumps(said))

    def frame(self, within: float = HANG_TIMEOUT) -> tuple[dict, bytes]:
        """The next frame, acknowledged. Raises TimeoutError."""
        data = self.receive(within)
        if data is None:
            raise TimeoutError("no frame")
        self.say(ack=True)
        return frames.decode_frame(data)


def live_page(visitor: ApiClient, topic: str, kind: type[LivePage] = LivePage) -> LivePage:
    """A page of the studio that watches a topic (as it stands in an address), as `kind`."""
    return kind(*page_of(visitor, topic))


def page_of(visitor: ApiClient, topic: str) -> tuple[str, dict]:
    """Return the address and the headers with which this visitor opens a `LivePage`."""
    address = visitor.base.replace("http", "ws", 1)
    return f"{address}/live?topic={topic}", {"Origin": visitor.base, **visitor.own}
