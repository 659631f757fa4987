"""The wire between a program and the studio: both prove the key and the version, and nothing is half read."""

import json
import os
import socket
import threading
from multiprocessing import AuthenticationError

import pytest

from sunmao.errors import ProtocolMismatch
from sunmao.protocol import messages
from sunmao.protocol.connection import (
    ADDRESS_VARIABLE,
    KEY_VARIABLE,
    MessageConnection,
    TruncatedMessage,
    connect,
    connect_to_studio,
)
from sunmao.protocol.messages import StopRequest

KEY = b"secret"


@pytest.fixture
def ends():
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = socket.create_connection(server.getsockname())
        accepted = server.accept()[0]
    pair = MessageConnection(client), MessageConnection(accepted)
    yield pair
    for end in pair:
        end.close()


def _meet(calls, greets) -> list:
    """Both at once; what each raised."""
    raised: list = [None, None]

    def run(place: int, act) -> None:
        try:
            act()
        except Exception as error:
            raised[place] = error

    other = threading.Thread(target=run, args=(1, greets))
    other.start()
    run(0, calls)
    other.join()
    return raised


def test_both_know_the_key(ends):
    assert _meet(lambda: ends[0].call(KEY), lambda: ends[1].greet(KEY)) == [None, None]
    ends[0].send([StopRequest(), StopRequest()])
    assert ends[1].receive() == [StopRequest(), StopRequest()]


def test_another_key_is_somebody_else(ends):
    def greet():
        try:
            ends[1].greet(KEY)
        finally:
            ends[1].shut()

    raised = _meet(lambda: ends[0].call(b"other"), greet)
    assert isinstance(raised[1], AuthenticationError) and isinstance(
        raised[0], (AuthenticationError, OSError, EOFError)
    )


@pytest.mark.parametrize("said", [b'{"protocol": 0}', b"{}", b"[]", b"no json", b"[" * 5000])
def test_another_version_is_said(ends, said):
    ends[0].send_bytes(said)
    with pytest.raises(ProtocolMismatch) as caught:
        ends[1]._require_same_version()
    assert caught.value.params == {"ours": messages.PROTOCOL_VERSION, "theirs": 0}


def test_the_same_version(ends):
    ends[0].send_version()
    ends[1]._require_same_version()
    ends[0].send_version()
    assert json.loads(ends[1].receive_bytes(100)) == {"protocol": messages.PROTOCOL_VERSION}


def test_too_much_is_not_sent(ends, monkeypatch):
    monkeypatch.setattr(messages, "MAX_BYTES", 10)
    with pytest.raises(ValueError, match="too many for one batch"):
        ends[0].send([StopRequest()])
    assert not ends[1].has_news()


def test_what_is_no_batch(ends):
    ends[0].send_bytes(b"no json")
    assert ends[1].has_news(1)
    with pytest.raises(ValueError):
        ends[1].receive()


def test_more_than_is_taken_ends_the_reading(ends):
    ends[0].send_bytes(bytes(101))
    with pytest.raises(OSError) as caught:
        ends[1].receive_bytes(100)
    assert not isinstance(caught.value, EOFError)


def test_the_end_and_an_end_in_the_middle(ends):
    raw = socket.socket(fileno=os.dup(ends[0].list_descriptors()[0])) if os.name != "nt" else None
    if raw is not None:
        raw.sendall((100).to_bytes(4, "big") + b"only this")
        raw.close()
    ends[0].shut()
    ends[0].close()
    ends[0].close()
    with pytest.raises(TruncatedMessage if raw is not None else EOFError):
        ends[1].receive()


def test_the_end_is_no_truncated_message(ends):
    ends[0].close()
    with pytest.raises(EOFError) as caught:
        ends[1].receive()
    assert not isinstance(caught.value, TruncatedMessage)


def test_who_is_called_by_an_address():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"

        def greet():
            accepted = MessageConnection(server.accept()[0])
            accepted.greet(KEY)
            accepted.send([StopRequest()])
            accepted.close()

        wires = []
        assert _meet(lambda: wires.append(connect(address, KEY)), greet) == [None, None]
        assert wires[0].receive() == [StopRequest()]
        wires[0].close()
    with pytest.raises(OSError):
        connect(address, KEY)


def test_what_the_environment_says_is_taken_out_of_it(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv(ADDRESS_VARIABLE, f"127.0.0.1:{server.getsockname()[1]}")
        monkeypatch.setenv(KEY_VARIABLE, KEY.hex())
        wires = []
        raised = _meet(
            lambda: wires.append(connect_to_studio()),
            lambda: wires.append(MessageConnection(server.accept()[0])) or wires[0].greet(KEY),
        )
        assert raised == [None, None] and ADDRESS_VARIABLE not in os.environ and KEY_VARIABLE not in os.environ
        for wire in wires:
            wire.close()
