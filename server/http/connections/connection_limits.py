"""Limits of connections, for each stage of one and for each address, and the list of who is connected.

What has authenticated is never sent away here. Everybody else is, when a stage is full: the oldest connection of the
address that has the most, and of addresses from which somebody has authenticated only when there are no others. Each
stage has room of its own, so what was refused takes none of those who have not asked yet.
"""

import asyncio
import socket
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto

from sunmao.locks.lock_order import make_rlock


class Stage(Enum):
    """Stage that a connection has reached. LONG_HEAD: its head is long and has not ended; ASKING: its head was read,
    and the application finds out who asks; REFUSED: that was answered, and goes on sending or does not read.
    """

    SILENT = auto()
    ENCRYPTED = auto()
    LONG_HEAD = auto()
    ASKING = auto()
    REFUSED = auto()
    AUTHENTICATED = auto()


@dataclass(frozen=True)
class Limit:
    """total: connections; per_address: of one address, unless somebody has authenticated from there."""

    total: int
    per_address: int


# SILENT costs a file and what was said so far, ENCRYPTED the memory of TLS (some 60 KB), LONG_HEAD that and the head,
# REFUSED often a thread. ASKING and AUTHENTICATED are as many as there are threads.
LIMITS = {
    Stage.SILENT: Limit(1024, 64),
    Stage.ENCRYPTED: Limit(192, 32),
    Stage.LONG_HEAD: Limit(64, 8),
    Stage.REFUSED: Limit(48, 8),
}


class Connection:
    """One visitor's connection. task: what the event loop does for it; session: whose it is, once that is known."""

    def __init__(self, raw: socket.socket, client_address: tuple) -> None:
        self.raw, self.client_address, self.address = raw, client_address, client_address[0]
        self.stage: Stage | None = None
        self.task: asyncio.Task | None = None
        self.session: object = None

    @property
    def is_authenticated(self) -> bool:
        """Whether it has shown that it belongs to a session."""
        return self.stage is Stage.AUTHENTICATED


class Connections:
    """All connections of one server. Safe to use from the event loop `loop` and from all threads."""

    def __init__(self, loop: asyncio.AbstractEventLoop, limits: dict[Stage, Limit] = LIMITS) -> None:
        self._loop, self._limits, self._lock = loop, limits, make_rlock()
        # Of each address, the oldest first.
        self._staged: dict[Stage, dict[str, dict[Connection, None]]] = {stage: {} for stage in Stage}
        self._counts = dict.fromkeys(Stage, 0)
        self._known: set[str] = set()

    def knows(self, address: str) -> bool:
        """Whether somebody has authenticated from there."""
        return address in self._known

    def count(self, stage: Stage) -> int:
        """Return the number of connections in a stage."""
        return self._counts[stage]

    def move(self, connection: Connection, stage: Stage) -> None:
        """Count a connection in a stage, and no more in the one before. Who is too many there is sent away."""
        with self._lock:
            if connection.raw.fileno() < 0:  # it is over, and its thread has not heard of that
                return
            self._take_out(connection)
            connection.stage = stage
            self._staged[stage].setdefault(connection.address, {})[connection] = None
            self._counts[stage] += 1
            if limit := self._limits.get(stage):
                own = self._staged[stage][connection.address]
                if len(own) > limit.per_address and connection.address not in self._known:
                    self.end(next(iter(own)))
                elif self._counts[stage] > limit.total:
                    self.end(self._choose(stage))

    def authenticate(self, connection: Connection, session: object = None) -> None:
        """This connection belongs to a session: it stays, and its address is served before those of strangers."""
        with self._lock:
            connection.session = session
            self._known.add(connection.address)
            self.move(connection, Stage.AUTHENTICATED)

    def end(self, connection: Connection) -> None:
        """Send somebody away at once, whatever is done for that connection just now."""
        with self._lock:
            self._take_out(connection)
            with suppress(OSError):  # it is over already
                connection.raw.shutdown(socket.SHUT_RDWR)
        if connection.task:
            with suppress(RuntimeError):  # so is the server
                self._loop.call_soon_threadsafe(connection.task.cancel)

    def end_session(self, session: object) -> int:
        """Send away everybody who belongs to a session, and serve their addresses no more before those of strangers,
        unless others are there. Returns how many connections that were.
        """
        with self._lock:
            staying = self._staged[Stage.AUTHENTICATED]
            found = [each for connections in staying.values() for each in connections if each.session == session]
            for connection in found:
                self.end(connection)
            self._known -= {each.address for each in found} - staying.keys()
        return len(found)

    def end_one(self) -> None:
        """Send away somebody who has not authenticated, where the system gives no more files."""
        with self._lock:
            for stage in (Stage.REFUSED, Stage.SILENT, Stage.ENCRYPTED, Stage.LONG_HEAD):
                if self._counts[stage]:
                    return self.end(self._choose(stage))

    def close(self, connection: Connection) -> None:
        """The connection is over."""
        with self._lock:
            self._take_out(connection)
            with suppress(OSError):
                connection.raw.shutdown(socket.SHUT_WR)
            connection.raw.close()

    def _choose(self, stage: Stage) -> Connection:
        staged = self._staged[stage]
        address = max(staged, key=lambda address: (address not in self._known, len(staged[address])))
        return next(iter(staged[address]))

    def _take_out(self, connection: Connection) -> None:
        if connection.stage is None:
            return
        staged = self._staged[connection.stage]
        del staged[connection.address][connection]
        if not staged[connection.address]:
            del staged[connection.address]
        self._counts[connection.stage] -= 1
        connection.stage = None
