"""Nothing that a program or a stranger sends down the connection harms the studio."""

import socket
import threading
from multiprocessing import AuthenticationError

import psutil
import pytest

from sunmao.protocol.connection import connect
from sunmao.server.app.serve import raise_file_limit
from sunmao.server.processes.loopback_endpoint import CALLERS, LoopbackEndpoint
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process

# What a program writes past the library's own way, straight to the connection.
RAW = "import os, struct, time\nfrom sunmao.runtime import session\nos.write(session._session.outbox._wire._connection.fileno(), {data})\ntime.sleep({rest})\n"


@pytest.mark.fault("A20")
@pytest.mark.parametrize(
    "program",
    [
        "sends_rubbish",
        "sends_wrong_types",
        RAW.format(data="b'\\xff' * 12", rest=60),
        RAW.format(data="struct.pack('!iQ', -1, 2**40)", rest=60),
        RAW.format(data="struct.pack('!i', 9) + b'[{\"kind\":'", rest=60),
    ],
    ids=["pickle", "types", "negative", "terabyte", "half-json"],
)
def test_rubbish_ends_the_program(studio, program, row):
    before = psutil.Process().memory_info().rss
    told = studio.run(program).ends()
    assert (
        told.summary["state"] == "error"
        and told.summary["text"]["en"] == "It sent something unreadable and was stopped."
    )
    assert not list(studio.root.rglob("trapped")) and told.log() == told.events
    assert psutil.Process().memory_info().rss - before < 50 * 2**20
    row(saw=told.summary["text"], kept="nothing was unpickled or reserved; the log is whole")


@pytest.mark.fault("A20")
@pytest.mark.parametrize("rest", [0, 60], ids=["and-ends", "and-waits"])
def test_half_a_frame(studio, rest, row):
    told = studio.run("print('before')\n" + RAW.format(data="struct.pack('!i', 100) + b'[' * 50", rest=rest)).says(
        "before"
    )
    if rest:
        told.stop()
    told.ends()
    assert told.text() == "before\n" and told.log() == told.events
    row(saw=told.summary["text"] or told.summary["state"], kept="what it said before; Stop works")


@pytest.fixture
def door():
    made = LoopbackEndpoint()
    yield made
    made.close()


def knock(door):
    host, port = door.address.split(":")
    return socket.create_connection((host, int(port)))


def test_the_program_comes_through(door):
    wire = connect(door.address, door.key)
    assert door.wait(HANG_TIMEOUT) is not None
    with pytest.raises(OSError):
        knock(door)
    wire.close()


@pytest.mark.fault("D19")
@pytest.mark.parametrize("key", [b"wrong", b"", b"0" * 32])
def test_a_wrong_key_does_not(door, key, row):
    with pytest.raises(AuthenticationError):
        connect(door.address, key)
    assert not door.opened.is_set()
    connect(door.address, door.key).close()
    assert door.wait(HANG_TIMEOUT)
    row(saw="", kept="the program with the right key came through afterwards")


@pytest.mark.fault("D19")
def test_a_thousand_silent_callers_do_not_block_it(door, row):
    raise_file_limit()
    before = threading.active_count()
    silent = [knock(door) for _ in range(1000)]
    for each in silent[::3]:
        each.sendall(b"\0\0\0")  # part of a length
    wire = connect(door.address, door.key)
    assert door.wait(HANG_TIMEOUT)
    assert threading.active_count() - before < 2 * CALLERS
    wire.close()
    for each in silent:
        each.close()
    row(saw="", kept=f"the program came through; at most {CALLERS} callers were heard at once")


def test_nobody_comes(door):
    with pytest.raises(TimeoutError):
        door.wait(0.01)
