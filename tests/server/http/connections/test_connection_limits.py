"""The connections that are closed when there are too many, and those that never are."""

import asyncio
import socket
from collections.abc import Iterator

import pytest

from sunmao.server.http.connections.connection_limits import Connection, Connections, Limit, Stage

LIMITED = (Stage.SILENT, Stage.ENCRYPTED, Stage.LONG_HEAD, Stage.REFUSED)


class Visitors:
    """Visitors of one server, over real sockets. limits: the same for each stage that has one."""

    def __init__(self, most: int, each: int):
        self.loop = asyncio.new_event_loop()
        self.connections = Connections(self.loop, dict.fromkeys(LIMITED, Limit(most, each)))
        self._sockets: list[socket.socket] = []

    def come(self, address: str, stage: Stage = Stage.SILENT) -> Connection:
        near, far = socket.socketpair()
        self._sockets += [near, far]
        connection = Connection(near, (address, 1))
        self.connections.move(connection, stage)
        return connection

    def close(self) -> None:
        for each in self._sockets:
            each.close()
        self.loop.close()


@pytest.fixture
def visitors(request) -> Iterator[Visitors]:
    made = Visitors(*request.param)
    yield made
    made.close()


def was_sent_away(connection: Connection) -> bool:
    """Whether whoever reads from it hears its end."""
    connection.raw.setblocking(False)
    try:
        return connection.raw.recv(1) == b""
    except BlockingIOError:
        return False


def list_staying(connections: list[Connection]) -> list[int]:
    return [number for number, each in enumerate(connections) if not was_sent_away(each)]


@pytest.mark.parametrize("visitors", [(100, 3)], indirect=True)
@pytest.mark.parametrize("stage", LIMITED)
def test_a_stranger_has_so_many_connections_in_a_stage(visitors, stage):
    other = visitors.come("b", stage)
    own = [visitors.come("a", stage) for _ in range(5)]
    assert list_staying(own) == [2, 3, 4] and not was_sent_away(other)


@pytest.mark.parametrize("visitors", [(6, 5)], indirect=True)
def test_the_oldest_of_the_address_with_the_most_makes_room(visitors):
    one = [visitors.come("a") for _ in range(4)]
    few = [visitors.come(address) for address in "bcdefg"]
    assert list_staying(one) == [] and list_staying(few) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("visitors", [(6, 3)], indirect=True)
def test_a_class_behind_one_address_stays_before_strangers(visitors):
    """30 tablets may share one address: where somebody has authenticated, many may wait."""
    visitors.connections.authenticate(visitors.come("class"))
    strangers = [visitors.come(address) for address in "abc"]
    pupils = [visitors.come("class") for _ in range(6)]
    assert list_staying(strangers) == [] and list_staying(pupils) == [0, 1, 2, 3, 4, 5]
    visitors.come("class")
    assert list_staying(pupils) == [1, 2, 3, 4, 5], "among themselves the oldest goes"


@pytest.mark.parametrize("visitors", [(4, 2)], indirect=True)
def test_who_has_authenticated_is_never_sent_away(visitors):
    pupils = []
    for _ in range(4):
        pupils.append(visitors.come("class"))
        visitors.connections.authenticate(pupils[-1])
    for stage in Stage:
        for number in range(50):
            visitors.come(f"{number % 5}", stage)
    for _ in range(50):
        visitors.connections.end_one()
    assert list_staying(pupils) == [0, 1, 2, 3] and all(each.is_authenticated for each in pupils)


@pytest.mark.parametrize("visitors", [(4, 4)], indirect=True)
def test_who_was_refused_takes_no_room_of_others_and_goes_first(visitors):
    silent = [visitors.come("a") for _ in range(4)]
    refused = [visitors.come("b", Stage.REFUSED) for _ in range(6)]
    assert list_staying(silent) == [0, 1, 2, 3] and list_staying(refused) == [2, 3, 4, 5]
    for _ in range(4):
        visitors.connections.end_one()
    assert list_staying(silent) == [0, 1, 2, 3] and list_staying(refused) == []
    visitors.connections.end_one()
    assert list_staying(silent) == [1, 2, 3]


@pytest.mark.parametrize("visitors", [(4, 4)], indirect=True)
def test_a_session_is_sent_away_alone(visitors):
    mine, other = object(), object()
    found = [visitors.come(address) for address in "abcb"]
    for connection, session in zip(found, (mine, other, mine, mine), strict=True):
        visitors.connections.authenticate(connection, session)
    silent = visitors.come("a")
    assert visitors.connections.end_session(mine) == 3
    assert list_staying(found) == [1] and not was_sent_away(silent)
    assert [visitors.connections.knows(address) for address in "abc"] == [False, True, False]
    assert visitors.connections.end_session(mine) == 0


@pytest.mark.parametrize("visitors", [(4, 4)], indirect=True)
def test_what_is_over_counts_nowhere(visitors):
    """A thread may still have something to say of a connection that is closed already."""
    gone = visitors.come("a")
    visitors.connections.close(gone)
    visitors.connections.move(gone, Stage.REFUSED)
    visitors.connections.authenticate(gone, "session")
    assert visitors.connections.end_session("session") == 0
    staying = [visitors.come("a") for _ in range(4)]
    assert list_staying(staying) == [0, 1, 2, 3]
