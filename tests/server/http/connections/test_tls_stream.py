"""TLS on a connection whose bytes come as they like."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable

import pytest

from sunmao.server.http.certificate import get_certificate
from sunmao.server.http.connections.tls_stream import TlsStream, holds_greeting
from tests.support.event_loop import run_coroutine
from tests.support.network.connection_flood import Stranger

GREETING = b"\x16\x03\x01\x00\x03abc"


@pytest.mark.parametrize(
    ("data", "clear"),
    [
        (b"", False),
        (GREETING[:1], False),
        (GREETING[:5], False),
        (GREETING[:-1], False),
        (GREETING, True),
        (GREETING + b"more", True),
        (b"G", True),
        (b"GET / HTTP", True),
        (b"\x16\x03\x01\xff\xff", True),
    ],
)
def test_when_it_is_clear_what_was_said(data, clear):
    assert holds_greeting(data) is clear


@pytest.fixture(scope="module")
def context(tmp_path_factory) -> ssl.SSLContext:
    found = get_certificate(tmp_path_factory.mktemp("own") / "network.pem", frozenset({"localhost"}))
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(found.file)
    return made


class SlowStranger(Stranger):
    """One who says everything byte by byte."""

    async def say(self, data: bytes) -> None:
        for byte in data:
            await super().say(bytes([byte]))
            await asyncio.sleep(0)


def meet(
    context: ssl.SSLContext,
    serve: Callable[[TlsStream], Awaitable],
    visit: Callable[[Stranger], Awaitable],
    kind: type[Stranger] = Stranger,
    version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
) -> list:
    """Connect a client to a server over TLS and return the results of both sides."""

    async def meet_both() -> list:
        near, far = socket.socketpair()
        with near, far:
            near.setblocking(False)
            far.setblocking(False)

            async def come() -> object:
                with far:
                    return await visit(kind(far, "localhost", 1, version))

            return await asyncio.gather(serve(TlsStream(near, context, b"")), come(), return_exceptions=True)

    return run_coroutine(meet_both())


async def hear(stranger: Stranger, tls: ssl.SSLObject, count: int) -> bytes:
    """So many bytes of what is said to a stranger."""
    heard = b""
    while len(heard) < count:
        try:
            heard += tls.read(65536)
        except ssl.SSLWantReadError:
            stranger.comes.write(await stranger.hear())
    return heard


async def hear_all(stream: TlsStream) -> bytes:
    await stream.do_handshake()
    said = b""
    while more := await stream.read():
        said += more
    return said


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_bytes_come_one_by_one(context, version):
    async def serve(stream: TlsStream) -> bytes:
        await stream.do_handshake()
        said = await stream.read()
        await stream.write(b"good day")
        return said

    async def visit(stranger: Stranger) -> tuple[str | None, bytes]:
        tls = await stranger.greet()
        await stranger.say_secretly(tls, b"hello")
        return tls.version(), await hear(stranger, tls, 8)

    answer = (version.name.replace("_", "."), b"good day")
    assert meet(context, serve, visit, SlowStranger, version) == [b"hello", answer]


def test_both_say_much_at_once(context):
    """As a websocket's threads do."""
    words = bytes(range(256)) * 8192

    async def serve(stream: TlsStream) -> bytes:
        await stream.do_handshake()
        answer = asyncio.create_task(answer_in_pieces(stream))
        said = b""
        while len(said) < len(words):
            said += await stream.read()
        await answer
        return said

    async def answer_in_pieces(stream: TlsStream) -> None:
        for at in range(0, len(words), 65536):
            await stream.write(words[at : at + 65536])

    async def visit(stranger: Stranger) -> bytes:
        tls = await stranger.greet()
        saying = asyncio.create_task(stranger.say_secretly(tls, words))
        heard = await hear(stranger, tls, len(words))
        await saying
        return heard

    assert meet(context, serve, visit) == [words, words]


def test_noise_ends_it(context):
    async def visit(stranger: Stranger) -> None:
        await stranger.greet()
        await stranger.say(b"\x17\x03\x03\x00\x20" + bytes(32))

    found, _ = meet(context, hear_all, visit)
    assert isinstance(found, OSError)


def test_one_who_leaves_while_greeting(context):
    async def visit(stranger: Stranger) -> None:
        await stranger.greet(finish=False)

    found, _ = meet(context, hear_all, visit)
    assert isinstance(found, OSError)
