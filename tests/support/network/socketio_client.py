"""A page's Socket.IO connection, spoken by hand over a real websocket."""

import json
from collections import deque

from simple_websocket import Client, ConnectionClosed

from tests.support.app_client import ListeningApp
from tests.support.limits import HANG_TIMEOUT


class Socket(Client):
    """A websocket whose Host header has the port, as browsers send it."""

    def handshake(self):
        """Shake hands, and keep what came together with the server's answer."""
        self.host = f"{self.host}:{self.port}"
        super().handshake()
        self._handle_events()


class SocketPage:
    """One connected page. events: what the server sent, as (name, data); said: what it says to connect."""

    def __init__(self, live: ListeningApp, origin: str | None = None, **said):
        own = {name: live.own[name] for name in ("Cookie", "X-Sunmao-Key")}
        headers = {**own, "Origin": origin or f"http://127.0.0.1:{live.port}"}
        self.socket = Socket(f"ws://127.0.0.1:{live.port}/socket.io/?EIO=4&transport=websocket", headers=headers)
        self.events, self._acks, self._asked = deque(), {}, 0
        assert self._receive().startswith("0")
        self.socket.send("40" + json.dumps(said))
        self.answer = self._receive()

    @property
    def accepted(self) -> bool:
        """Whether the server let this page in."""
        return self.answer.startswith("40")

    def ask(self, name: str, data: dict) -> dict:
        """Send an event and wait for its acknowledgement."""
        number, self._asked = self._asked, self._asked + 1
        self.socket.send(f"42{number}" + json.dumps([name, data]))
        while number not in self._acks:
            self.read()
        return self._acks.pop(number)

    def read(self) -> None:
        """Take the next message."""
        message = self._receive()
        if message.startswith("43"):
            digits = message[2 : message.index("[")]
            self._acks[int(digits)] = json.loads(message[2 + len(digits) :])[0]
        elif message.startswith("42"):
            self.events.append(tuple(json.loads(message[2:])))

    def until(self, wanted) -> list:
        """Read until `wanted(all events so far)` holds; returns them."""
        while not wanted(self.events):
            self.read()
        return list(self.events)

    def run_events(self) -> list[dict]:
        """The events of runs that came, in their order."""
        return [event for name, data in self.events if name == "events" for event in data["events"]]

    def close(self) -> None:
        """Leave."""
        self.socket.close()

    def _receive(self) -> str:
        while True:
            message = self.socket.receive(timeout=HANG_TIMEOUT)
            if message is None:
                raise ConnectionClosed()
            if message != "2":
                return message
            self.socket.send("3")
