"""The live sockets under attack: strangers, wrong words, pages that flood, stall or vanish. All that steers goes on
meanwhile.
"""

import os
import time
from contextlib import contextmanager

import psutil
import pytest
import simple_websocket

from sunmao.protocol import frames
from sunmao.server.http.sessions import read_clock, sign
from tests.attacks.attacker import LIVE, UPGRADE, Attacker
from tests.attacks.test_floods import bounded, close, frame
from tests.support.limits import HANG_TIMEOUT
from tests.support.network.live_page import LivePage

MAX_SOCKETS, SPARE = 32, 8  # live sockets; those that are told why they may not stay
MEGABYTE = 1_000_000


def page(door: Attacker, signature: str = "") -> LivePage:
    """A live socket as a page opens it: with the key in a header, or with this signature in its address."""
    address = f"{door.place.scheme.replace('http', 'ws')}://{door.place.netloc}{LIVE}{signature}"
    names = ("Origin", "Cookie") if signature else ("Origin", "Cookie", "X-Sunmao-Key")
    return LivePage(address, {name: door.change[name] for name in names})


def until_closed(socket: LivePage) -> list:
    """Collect the messages that still come until the studio closes the socket."""
    found = []
    try:
        while True:
            found.append(socket.receive(HANG_TIMEOUT))
    except simple_websocket.ConnectionClosed:
        return found


@contextmanager
def stalled(door: Attacker, count: int):
    """So many sockets that took their first frame, or a part of it, and read no more."""
    opened: list = []
    try:
        for _ in range(count):
            assert asked_silently(door, opened).startswith(b"HTTP/1.1 101")
        yield opened
    finally:
        close(opened)


def asked_silently(door: Attacker, opened: list) -> bytes:
    """Open a socket that then says nothing and stays open, and return the beginning of the answer to it."""
    opened.append(raw := door.connect())
    head = "".join(f"{name}: {value}\r\n" for name, value in {**door.change, **UPGRADE}.items())
    raw.sendall(f"GET {LIVE} HTTP/1.1\r\n{head}\r\n".encode())
    return raw.recv(2000)


def until_free(door: Attacker) -> None:
    """Wait until the studio has noticed that the sockets of a test are gone."""
    while True:
        try:
            with stalled(door, MAX_SOCKETS + SPARE):
                return
        except AssertionError:
            time.sleep(0.1)


@pytest.mark.fault("D4")
def test_a_live_topic_is_told_to_those_who_have_the_key(target, door, row):
    """Cookie and Origin open no socket without the page's key, in a header or as the signature of its address."""
    bare = {**door.change, **UPGRADE}
    del bare["X-Sunmao-Key"]
    soon = read_clock() + 60
    good, foreign = sign(door.key, "/live", soon), sign(door.cookie.partition("=")[2], "/live", soon)
    wrong = [
        "",
        "&expires=&signature=",
        f"&expires={soon}&signature={foreign}",
        f"&expires={soon + 1}&signature={good}",
    ]
    assert {door.ask("GET", f"{LIVE}{words}", bare)[0] for words in wrong} == {401}
    assert door.ask("GET", "/live?topic=nothing", {**door.change, **UPGRADE})[0] == 404
    assert (
        door.ask("GET", LIVE, door.change)[0] == 400
        and door.ask("GET", f"{LIVE}&topic=x", {**door.change, **UPGRADE})[0] == 404
    )
    for let_in in (page(door), page(door, f"&expires={soon}&signature={good}")):
        assert len(let_in.receive(HANG_TIMEOUT)) == MEGABYTE
        let_in.close()
    socket = page(door)
    socket.send(b"\xff\x00")
    socket.close()
    row(saw="", kept=f"{len(wrong)} addresses without a good signature: 401, and no socket")


@pytest.mark.fault("D16")
def test_a_page_that_does_not_acknowledge_costs_one_frame(target, door, row):
    """One frame is on its way, whatever the topic has to tell; acknowledged, the next one comes."""
    with bounded(target) as most:
        sockets = [page(door) for _ in range(8)]
        for socket in sockets:
            assert len(socket.receive(HANG_TIMEOUT)) == MEGABYTE
        assert all(socket.receive(0.05) is None for socket in sockets)
        sockets[0].say(ack=True)
        assert len(sockets[0].receive(HANG_TIMEOUT)) == MEGABYTE
        target.near.works()
        for socket in sockets:
            socket.close()
    row(saw="", kept=f"8 pages that never acknowledge: one frame each, {most[0]} MB more")


@pytest.mark.fault("D16")
def test_more_live_sockets_than_there_may_be(target, row):
    """The 33rd is told why it cannot stay, none of 32 that read nothing holds anybody up, and vanished pages make room."""
    near = target.near
    until_free(near)
    with bounded(target) as most, stalled(near, MAX_SOCKETS):
        told = page(near)
        sentence = frames.decode_frame(told.receive(HANG_TIMEOUT))[0]["error"]
        told.say(ack=True)
        assert until_closed(told) == []
        told.close()
        silent = []
        while len(silent) < 3 * SPARE and (answer := asked_silently(near, silent)).startswith(b"HTTP/1.1 101"):
            continue
        assert answer.startswith(b"HTTP/1.1 503")
        close(silent)
        threads = psutil.Process(target.studio.process.pid).num_threads()
        near.works()
    until_free(near)
    assert threads < 300
    row(
        saw=sentence,
        kept=f"{MAX_SOCKETS} that read nothing: {threads} threads, {most[0]} MB more; they went, and there was room again",
    )


@pytest.mark.fault("D16")
def test_a_page_says_too_much(target, row):
    """A message without end, a million small ones, bytes that are no WebSocket's: the socket is closed, or its own page
    waits.
    """
    near = target.near
    until_free(near)
    with bounded(target) as most:
        socket = page(near)
        assert len(socket.receive(HANG_TIMEOUT)) == MEGABYTE
        with pytest.raises((simple_websocket.ConnectionClosed, OSError)):
            for _ in range(100):
                socket.send(os.urandom(MEGABYTE))
        with stalled(near, 3) as (endless, chatty, odd):
            endless.settimeout(2)
            chatty.settimeout(2)
            with pytest.raises(OSError):
                endless.sendall(b"\x82\xff" + (2**40).to_bytes(8, "big") + bytes(4) + bytes(20 * MEGABYTE))
            try:
                chatty.sendall(frame(b'{"send": {"x": 1}}') * 50_000)
            except OSError:
                pass  # nobody reads on its side, so nobody reads on ours
            odd.sendall(os.urandom(200_000))
            near.works()
    until_free(near)
    row(
        saw="",
        kept=f"100 MB in one message, 50,000 messages, noise: {most[0]} MB more; the child ran a program meanwhile",
    )
