"""Nothing that a program or a stranger sends down the connection harms the studio."""

import socket
import time
from multiprocessing import AuthenticationError

import pytest
from sunmao.server.door import Door
from sunmao.wire import connect


@pytest.mark.parametrize("program", ["sends_rubbish", "sends_wrong_types"])
def test_rubbish_ends_the_program(studio, program):
    told = studio.run(program).ends()
    assert told.summary["state"] == "error" and told.summary["text"]["en"] == "It sent something unreadable and was stopped."
    assert not list(studio.root.rglob("trapped")) and told.log() == told.events


def test_a_frame_that_claims_too_much(studio):
    source = "import os, time\nfrom sunmao import link\nos.write(link._link.outbox._wire._connection.fileno(), b'\\xff' * 12)\ntime.sleep(60)\n"
    told = studio.run(source).ends()
    assert told.summary["state"] == "error"


@pytest.fixture
def door():
    made = Door()
    yield made
    made.close()


def knock(door):
    host, port = door.address.split(":")
    return socket.create_connection((host, int(port)))


def test_the_program_comes_through(door):
    wire = connect(door.address, door.key)
    assert door.wait(30) is not None
    with pytest.raises(OSError):
        knock(door)
    wire.close()


def test_a_wrong_key_does_not(door):
    with pytest.raises(AuthenticationError):
        connect(door.address, b"wrong")
    assert not door.opened.is_set()
    connect(door.address, door.key).close()
    assert door.wait(30)


def test_three_hundred_silent_callers_do_not_block_it(door):
    silent = [knock(door) for _ in range(300)]
    wire = connect(door.address, door.key)
    assert door.wait(30)
    wire.close()
    for each in silent:
        each.close()


def test_nobody_comes(door):
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        door.wait(0.01)
    assert time.monotonic() - began < 30
