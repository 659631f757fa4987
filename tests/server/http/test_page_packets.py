"""Socket packets that no page of ours sends are passed over or end the connection; the log has no traceback of them."""

import io
import json
import logging

import pytest
from simple_websocket import ConnectionClosed

from sunmao.server.http.page_packets import read_posted
from tests.support.app_client import serving
from tests.support.limits import HANG_TIMEOUT
from tests.support.network.socketio_client import SocketPage

DEEP = "[" * 20_000
PASSED_OVER = [
    *("4", "42", "42[]", "42{}", "42[5]", "42[[]]", "42[null]", f"42{DEEP}", f"4{DEEP}", "42[1e999,NaN]", "42[tru"),
    *('42["connect",{}]', '42["disconnect"]', '42["open",1,2,3]', '42["nobody"]', '42/other,["open",{}]'),
    *('451-["open",{"_placeholder":true,"num":0}]', "46", "44", "47", "4x", "42" + "1" * 500 + '["open"]', "2", "6"),
    b"",
    b"2[]",
]
ENDING = ["x", "7", "\u00b2", "b==="]


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    """One studio that listens, for these tests."""
    with serving(tmp_path_factory.mktemp("live")) as made:
        yield made


@pytest.fixture
def errors(caplog):
    """The errors in the log, but for those of requests: the server of an earlier test may still speak to its last
    clients.
    """
    caplog.set_level(logging.ERROR)
    errors = lambda each: each.levelno >= logging.ERROR and each.name != "sunmao.requests"  # noqa: E731
    return lambda: [each.getMessage() for each in filter(errors, caplog.records)]


@pytest.mark.slow
def test_what_means_nothing_is_passed_over(live, errors):
    page = SocketPage(live)
    for said in PASSED_OVER:
        page.socket.send(said)
        assert page.ask("unwatch", {}) == {"ok": True}, said
    page.close()
    assert not errors()


@pytest.mark.parametrize("said", ENDING)
def test_what_is_no_packet_ends_the_connection(live, errors, said):
    page = SocketPage(live)
    page.socket.send(said)
    with pytest.raises(ConnectionClosed):
        page.socket.receive(HANG_TIMEOUT)
    assert not errors()


def test_an_event_called_connect_lets_nobody_in(live):
    """Its handler would count the page once more, or forget it."""
    page = SocketPage(live)
    page.socket.send('421["disconnect"]')
    page.socket.send('422["connect",{"token":"wrong"}]')
    assert page.ask("unwatch", {}) == {"ok": True} and set(page._acks) == set()
    page.close()


@pytest.mark.parametrize("said", ["0[]", "2", "2probe", "6", "x"])
def test_a_polling_page_that_says_nonsense_is_answered(live, said):
    """Each of these once held a thread of the server for ever."""
    headers = {**live.own, "Origin": f"http://127.0.0.1:{live.port}"}
    place = "/socket.io/?EIO=4&transport=polling"
    sid = json.loads(live.ask("GET", place, headers)[2][1:])["sid"]
    assert live.ask("POST", f"{place}&sid={sid}", headers, said.encode())[0] == 400
    assert live.ask("POST", f"{place}&sid={sid}", headers, b"1")[0] == 200


@pytest.mark.parametrize(
    ("body", "length", "taken"),
    [
        (b"", "", False),
        (b'42["open",{}]\x1e3', "15", True),
        (b"3", "5", False),
        (b"3", "-1", False),
        (b"3", "\u00b2", False),
        (b"3", "1" * 20, False),
        (b"\xff", "1", False),
        (b"x", "1", False),
        (b"3\x1e" * 20 + b"3", "41", False),
    ],
)
def test_a_polling_page_posts_packets_and_nothing_else(body, length, taken):
    assert (read_posted({"CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(body)}, 64) == body) is taken
