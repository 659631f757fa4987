"""Too much of everything, at a real studio: its memory stays, and the child goes on working."""

import json
import secrets
import socket
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psutil
import pytest

from tests.attacks.attacker import CHANGES, JSON, POLLING, UPGRADE, WEBSOCKET, Attacker
from tests.support.network.connection_flood import flood

MORE = 50 * 1024 * 1024  # bytes by which the studio's memory may grow
CLASS = 30  # pages
STRANGERS, ADDRESSES = 1000, 50
MASK = b"\x00\x00\x00\x00"


@contextmanager
def bounded(target):
    """Within, the studio's memory (its highest, looked at all the time) grows by no more than `MORE`; afterwards all
    works.
    """
    process = psutil.Process(target.studio.process.pid)
    target.near.works()
    before, most, over = process.memory_info().rss, [0], threading.Event()

    def look() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], process.memory_info().rss)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield most
        target.near.works()
    finally:
        over.set()
        looking.join()
    most[0] = (most[0] - before) // 2**20
    assert most[0] * 2**20 < MORE, f"{most[0]} MB more"


def many(door: Attacker, count: int, send: bytes) -> list[socket.socket]:
    """So many connections that have sent this much; those that the studio has closed already are among them."""
    opened = []
    for _ in range(count):
        raw = socket.create_connection((door.place.hostname, door.port), 60)
        try:
            raw.sendall(send)
        except OSError:
            pass
        opened.append(raw)
    return opened


def close(connections: list[socket.socket]) -> None:
    for each in connections:
        each.close()


@pytest.mark.fault("D16")
@pytest.mark.long
def test_silent_visitors_keep_nobody_out(target, door, row):
    """300 half a head, 2,000 nothing, some half of a TLS greeting, some a head without end."""
    with bounded(target) as most:
        silent = many(door, 300, b"GET / HT") + many(door, 100, b"\x16\x03\x01\x02")
        silent += many(door, 100, b"GET / HTTP/1.1\r\n" + b"X-Long: " + b"x" * 60_000 + b"\r\n")
        silent += many(door, 1500 if door is target.near else 300, b"")
        door.works()
        target.near.works()
        threads = psutil.Process(target.studio.process.pid).num_threads()
        close(silent)
    assert threads < 800
    row(
        saw="",
        kept=f"{len(silent):,} silent connections: {threads} threads, {most[0]} MB more; both doors saved and ran meanwhile",
    )


def ask_together(door: Attacker, path: str, count: int) -> float:
    """Let so many pupils ask at the same moment; returns the seconds of the one who waited longest."""

    def ask(_) -> float:
        began = time.perf_counter()
        assert door.ask("GET", path, door.own)[0] == 200
        return time.perf_counter() - began

    with ThreadPoolExecutor(count) as pupils:
        return max(pupils.map(ask, range(count)))


@pytest.mark.fault("G12")
def test_a_class_is_answered_beside_silent_connections(target, door, row):
    """600 that say nothing, half a head or half a greeting come while 30 pages with open sockets ask."""
    path = f"/api/projects/{target.near.make()}"
    pages = [Socket(door, None) for _ in range(CLASS)]
    alone, silent = ask_together(door, path, CLASS), []

    def come() -> None:
        for said in (b"", b"GET / HT", b"\x16\x03\x01\x02"):
            silent.extend(many(door, 200, said))

    with bounded(target) as most:
        coming = threading.Thread(target=come)
        coming.start()
        during = ask_together(door, path, CLASS)
        coming.join()
        after = ask_together(door, path, CLASS)
    threads = psutil.Process(target.studio.process.pid).num_threads()
    kept = sum(page.is_open() for page in pages)
    close([*silent, *(page.raw for page in pages)])
    # On a computer that is slow by itself, the class may wait as much longer.
    assert max(during, after) < max(2, 8 * alone)
    assert kept == CLASS and all(page.let_in for page in pages)
    row(
        saw="",
        kept=f"{len(silent)} silent connections, {CLASS} pages: answered in {during:.2f} s while they came, {after:.2f} s"
        f" then ({alone:.2f} s without them); {threads} threads, {most[0]} MB more",
    )


@pytest.mark.fault("H3")
@pytest.mark.skipif(not psutil.LINUX, reason="a loopback network with many addresses")
@pytest.mark.long
def test_strangers_of_every_kind_shut_no_tablet_out(target, row):
    """Silent, slow and refused ones, and such as read nothing, from 50 addresses: a tablet that has joined is answered
    each time, its socket stays, and another one can join.
    """
    far = target.far
    here = far.address.replace(far.place.hostname, "127.0.0.1")
    tablet = Attacker(here)
    alone = sorted(ask_together(tablet, "/api/projects", 1) for _ in range(20))
    process = psutil.Process(target.studio.process.pid)
    threads = process.num_threads()
    with bounded(target) as most:
        socket_of_tablet = Socket(tablet, None)
        with flood("127.0.0.1", far.port, STRANGERS, ADDRESSES) as strangers:
            during = sorted(ask_together(tablet, "/api/projects", 1) for _ in range(20))
            newcomer = Attacker(here, "127.0.0.200")
            joined = newcomer.ask("GET", "/", newcomer.own)[0]
            threads = process.num_threads() - threads
            stays = socket_of_tablet.is_open()
        socket_of_tablet.raw.close()
    # On a computer that is slow by itself, half of the answers may take as much longer.
    assert during[10] < max(0.3, 20 * alone[10])
    assert stays and joined == 200 and threads < 100 and strangers["opened"] >= STRANGERS
    row(
        saw="",
        kept=f"{strangers['opened']:,} connections of strangers: the tablet was answered in {during[10] * 1000:.0f} ms,"
        f" {alone[10] * 1000:.0f} ms without them; {threads} threads and {most[0]} MB more",
    )


@pytest.mark.fault("D16")
def test_bodies_of_strangers_are_not_taken_in(target, row):
    """Whoever was refused goes on sending: some is read so that the answer arrives, in small pieces, and not for long."""
    near = target.near
    head = f"POST /api/projects HTTP/1.1\r\nHost: {near.place.netloc}\r\nContent-Length: 100000000\r\n\r\n".encode()
    with bounded(target) as most:
        for stranger in (opened := many(near, 40, head)):
            stranger.settimeout(0.2)
            try:
                for _ in range(8):
                    stranger.sendall(b"x" * 1_000_000)
            except OSError:
                continue
        near.works()
        close(opened)
    row(saw="", kept=f"40 × 8 MB by strangers: {most[0]} MB more")


class Socket:
    """A websocket by hand, of the studio's own page. connects: whether it says so to Socket.IO, too."""

    def __init__(self, door: Attacker, connects: bool):
        self.raw = door.connect(20)
        head = "".join(f"{name}: {value}\r\n" for name, value in {**door.change, **UPGRADE}.items())
        self.raw.sendall(f"GET {WEBSOCKET} HTTP/1.1\r\n{head}\r\n".encode())
        self.let_in = self.raw.recv(2000).startswith(b"HTTP/1.1 101")
        if connects and self.let_in:
            self.send("40")
            while b"40{" not in self.raw.recv(2000):
                continue

    def is_open(self) -> bool:
        """Whether the studio has not ended it."""
        self.raw.setblocking(False)
        try:
            return bool(self.raw.recv(2000))
        except (BlockingIOError, ssl.SSLWantReadError):
            return True

    def send(self, *words: str) -> None:
        self.raw.sendall(b"".join(frame(word.encode()) for word in words))


def frame(data: bytes) -> bytes:
    """A masked text frame."""
    size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2, "big")
    return b"\x81" + size + MASK + data


@pytest.mark.fault("D16")
def test_sockets_and_events_without_end(target, row):
    near = target.near
    with bounded(target) as most:
        sockets = [Socket(near, False) for _ in range(150)]
        polling = [near.ask("GET", POLLING, near.own)[0] for _ in range(50)]
        assert not all(each.let_in for each in sockets) and 503 in polling
        refused = json.loads(near.ask("GET", POLLING, near.own)[2])["text"]
        near.works()
        close([each.raw for each in sockets])  # noticed at once
        while near.ask("GET", POLLING, near.own)[0] != 200:
            continue
        chatty = Socket(near, True)
        events = [
            f'42["{name}",{{"project":"x","run":"{number}","after":0}}]'
            for number in range(100)
            for name in ("open", "watch", "unwatch", "nonsense")
        ]
        for _ in range(25):
            chatty.send(*events)
        near.works()
        threads = psutil.Process(target.studio.process.pid).num_threads()
        chatty.raw.close()
    assert threads < 300
    row(saw=refused, kept=f"200 sockets and 10⁴ events: {threads} threads, {most[0]} MB more")


@pytest.mark.fault("D16")
@pytest.mark.parametrize("kind", ["parts", "carriage return"])
@pytest.mark.long
def test_forms_that_cost_much_to_read(target, kind, row):
    near = target.near
    project = near.make()
    boundary = secrets.token_hex(8)
    part = f'--{boundary}\r\nContent-Disposition: form-data; name="paths"\r\n\r\na\r\n'.encode()
    body = (
        part * 1_000_000
        if kind == "parts"
        else f'--{boundary}\r\nContent-Disposition: form-data; name="zip"; filename="a.zip"\r\n\r\n'.encode()
        + b"\r"
        + b"x" * 50_000_000
    )
    headers = {**near.change, "Content-Type": f"multipart/form-data; boundary={boundary}"}
    with bounded(target) as most:
        status, _, answer = near.ask("POST", f"/api/projects/{project}/datasets", headers, body)
        assert status in (400, 413), answer[:200]
    row(saw=json.loads(answer)["text"], kept=f"{len(body) // 10**6} MB form ({kind}): {status}, {most[0]} MB more")


WITHOUT_BODY = ("/stop", "/restore", "/duplicate", "/prepare")


@pytest.mark.fault("C5")
def test_every_upload_has_a_limit(target, every_rule, row):
    """Each address that changes something, with a body that says it has a hundred billion bytes: refused before it is
    read.
    """
    near = target.near
    project = near.make()
    took = refused = 0
    for path, methods in every_rule(project=project, run="1", shelf="1", path="a"):
        for method in set(methods) & set(CHANGES):
            for kind in (JSON, "multipart/form-data; boundary=x", "image/png"):
                status, _, body = near.ask(method, path, {**near.change, "Content-Type": kind}, b"{}", 10**11)
                assert (
                    status in (400, 404, 409, 413, 415, 422, 507) or path.endswith(WITHOUT_BODY) or method == "DELETE"
                ), (method, path, status, body[:200])
                took += 1
                refused += status == 413
    large = near.ask("POST", "/api/projects", near.change, b'{"title": "' + b"x" * 9_000_000 + b'"}')
    assert large[0] == 413 and refused >= 5
    near.works()
    row(saw=json.loads(large[2])["text"], kept=f"{took} requests of 10¹¹ bytes answered at once, {refused} of them 413")
