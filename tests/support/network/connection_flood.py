"""Strangers who fill a port with connections of every kind, from many addresses of the loopback network (Linux).

`python -m tests.support.network.connection_flood HOST PORT COUNT ADDRESSES` keeps so many open, and opens each anew a
second after it was ended, until its standard input ends; it says "all there" once each was open, and at the end as JSON
how many were opened and how much processor time it took itself.
"""

import asyncio
import json
import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCES = "127.0.0.{}"  # from the second on: the first is everybody's
RETURN = 1  # seconds until somebody who was sent away comes again
DRIP = 1  # seconds between two bytes
BUFFER = 4096  # bytes that the system of somebody takes who reads nothing
HEAD = "{method} / HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {length}\r\n\r\n"


@dataclass
class Stranger:
    """One connection of a stranger, whose socket does not block."""

    raw: socket.socket
    host: str
    port: int
    version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3

    def make_head(self, method: str = "GET", length: int = 0) -> bytes:
        """A whole head, without a cookie."""
        return HEAD.format(method=method, host=self.host, port=self.port, length=length).encode()

    async def say(self, data: bytes) -> None:
        await asyncio.get_running_loop().sock_sendall(self.raw, data)

    async def greet(self, finish: bool = True) -> ssl.SSLObject:
        """Say the first word of TLS, and the second."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.maximum_version = self.version
        self.comes, self.goes = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(self.comes, self.goes)
        while True:
            try:
                tls.do_handshake()
            except ssl.SSLWantReadError:
                await self.say(self.goes.read())
                if not finish:
                    return tls
                self.comes.write(await self.hear())
            else:
                await self.say(self.goes.read())
                return tls

    async def hear(self) -> bytes:
        data = await asyncio.get_running_loop().sock_recv(self.raw, 65536)
        if not data:
            raise ConnectionError("sent away")
        return data

    async def say_secretly(self, tls: ssl.SSLObject, data: bytes) -> None:
        tls.write(data)
        await self.say(self.goes.read())

    async def wait_for_end(self) -> None:
        """Read nothing; look now and then whether the connection was ended."""
        while not has_ended(self.raw):
            await asyncio.sleep(RETURN)


def has_ended(raw: socket.socket) -> bool:
    """Whether the other side has ended a connection, found out without reading what it has said."""
    return bool(raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != 1)  # 1: TCP_ESTABLISHED


async def say_nothing(stranger: Stranger) -> None:
    """Come and say nothing."""


async def say_half_a_greeting(stranger: Stranger) -> None:
    """The first bytes of TLS."""
    await stranger.say(b"\x16\x03\x01\x02")


async def leave_the_greeting(stranger: Stranger) -> None:
    """The whole first word of TLS, and then nothing."""
    await stranger.greet(finish=False)


async def say_no_head(stranger: Stranger) -> None:
    """TLS, and no request."""
    await stranger.greet()


async def say_half_a_head(stranger: Stranger) -> None:
    """A long head that never ends."""
    tls = await stranger.greet()
    await stranger.say_secretly(tls, b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 60_000)


async def drip_a_head(stranger: Stranger) -> None:
    """A head, a byte at a time."""
    tls = await stranger.greet()
    for byte in stranger.make_head():
        await stranger.say_secretly(tls, bytes([byte]))
        await asyncio.sleep(DRIP)


async def read_no_answer(stranger: Stranger) -> None:
    """A whole head; the refusal is never read."""
    tls = await stranger.greet()
    await stranger.say_secretly(tls, stranger.make_head())


async def drip_a_body(stranger: Stranger) -> None:
    """A whole head; what was refused comes a byte at a time."""
    tls = await stranger.greet()
    await stranger.say_secretly(tls, stranger.make_head("POST", 10**6))
    for _ in range(10**6):
        await stranger.say_secretly(tls, b"x")
        await asyncio.sleep(DRIP)


async def end_one_half(stranger: Stranger) -> None:
    """A whole head, and the end of what is said; the answer is never read."""
    await read_no_answer(stranger)
    stranger.raw.shutdown(socket.SHUT_WR)


async def break_off_with_noise(stranger: Stranger) -> None:
    """An older TLS, and then records that are none of it."""
    stranger.version = ssl.TLSVersion.TLSv1_2
    await stranger.greet()
    await stranger.say(b"\x16\x03\x03\x00\x20" + os.urandom(32) + b"\x17\x03\x03\x00\x20" + os.urandom(32))


async def speak_plainly(stranger: Stranger) -> None:
    """HTTP without TLS."""
    await stranger.say(stranger.make_head())


async def say_noise(stranger: Stranger) -> None:
    """Bytes that are nothing."""
    await stranger.say(os.urandom(2000))


KINDS: tuple[Callable[[Stranger], Awaitable[None]], ...] = (
    say_nothing,
    say_half_a_greeting,
    leave_the_greeting,
    say_no_head,
    say_half_a_head,
    drip_a_head,
    read_no_answer,
    drip_a_body,
    end_one_half,
    break_off_with_noise,
    speak_plainly,
    say_noise,
)


class Flood:
    """All of them."""

    def __init__(self, host: str, port: int, count: int, addresses: int):
        self._host, self._port, self._count, self._addresses = host, port, count, addresses
        self.opened, self._came = 0, 0
        self.all_there = asyncio.Event()

    async def come(self, number: int) -> None:
        """One of them, again and again."""
        kind, first = KINDS[number // self._addresses % len(KINDS)], True
        while True:
            with socket.socket() as raw:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
                raw.setsockopt(socket.IPPROTO_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT: the port is chosen with the peer
                raw.bind((SOURCES.format(2 + number % self._addresses), 0))
                raw.setblocking(False)
                stranger = Stranger(raw, self._host, self._port)
                with suppress(OSError, ssl.SSLError):
                    await asyncio.get_running_loop().sock_connect(raw, (self._host, self._port))
                    self.opened, self._came = self.opened + 1, self._came + first
                    if self._came == self._count:
                        self.all_there.set()
                    first = False
                    await kind(stranger)
                    await stranger.wait_for_end()
            await asyncio.sleep(RETURN)

    async def last(self) -> None:
        """Keep them there until standard input ends."""
        coming = [asyncio.create_task(self.come(number)) for number in range(self._count)]
        await self.all_there.wait()
        print("all there", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        for task in coming:
            task.cancel()
        print(json.dumps({"opened": self.opened, "processor": time.process_time()}), flush=True)


@contextmanager
def flood(host: str, port: int, count: int, addresses: int) -> Iterator[dict]:
    """Within, the strangers are there. Yields what is filled afterwards: `opened`, `processor` (seconds of theirs)."""
    command = [sys.executable, "-m", __name__, host, str(port), str(count), str(addresses)]
    told: dict = {}
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout and process.stdout.readline() == "all there\n"
        try:
            yield told
        finally:
            process.stdin.close()
            told.update(json.loads(process.stdout.readline()))


if __name__ == "__main__":
    asyncio.run(Flood(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])).last())
