"""The door for other devices is shut until the page of this computer opens it, and shut again by that page."""

import http.client
import json
import ssl
import time
import urllib.error
from urllib.parse import parse_qs, urlsplit

import pytest
import simple_websocket

from tests.support.limits import HANG_TIMEOUT
from tests.support.network.live_page import LivePage
from tests.support.studio import ApiClient, Studio, read_key, start_studio, stop_studio

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    running = start_studio(tmp_path_factory.mktemp("projects"))
    yield running
    stop_studio(running)


def reach(port: int) -> http.client.HTTPSConnection:
    """A device that trusts the certificate unseen."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return http.client.HTTPSConnection("127.0.0.1", port, timeout=HANG_TIMEOUT, context=context)


def ask(device: http.client.HTTPSConnection, method: str, path: str, body: object = None, **headers: str):
    data = None if body is None else json.dumps(body)
    device.request(method, path, data, {"Content-Type": "application/json", "X-Sunmao": "1", **headers})
    answer = device.getresponse()
    answer.read()
    return answer


def log_in(port: int, token: str, agent: str = "a tablet") -> dict[str, str]:
    """The headers of a device that has opened the address."""
    device = reach(port)
    device.request("GET", f"/?token={token}", headers={"User-Agent": agent})
    answer = device.getresponse()
    return {"Cookie": answer.headers["Set-Cookie"].split(";")[0], "X-Sunmao-Key": read_key(answer.read())}


def let_in(studio: Studio) -> tuple[int, str]:
    """Open the door: its port and token."""
    opened = ApiClient(studio).ask("PUT", "/api/network", {"open": True})
    assert opened["open"] and opened["fingerprint"] and opened["addresses"][0]["qr"].startswith("data:image/svg+xml")
    address = urlsplit(opened["addresses"][0]["url"])
    return address.port, parse_qs(address.query)["token"][0]


def test_the_door_is_opened_and_shut_on_this_computer_alone(studio):
    page = ApiClient(studio)
    assert page.ask("GET", "/api/network") == {"open": False, "here": True}
    port, token = let_in(studio)
    assert let_in(studio) == (port, token), "once is enough"
    device = reach(port)
    assert ask(device, "GET", "/api/projects").status == 401
    own = log_in(port, token)
    assert ask(device, "GET", "/api/projects", **own).status == 200
    assert ask(device, "PUT", "/api/network", {"open": False}, **own).status == 403, "only this computer may"
    assert page.ask("PUT", "/api/network", {"open": False}) == {"open": False, "here": True}
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(device, "GET", "/api/projects", **own)  # the connection that was there
    with pytest.raises(OSError):
        ask(reach(port), "GET", "/api/projects", **own)
    again, other = let_in(studio)
    assert other != token
    assert ask(reach(again), "GET", "/api/projects", **own).status == 401, "who was in is in no more"


def test_a_device_is_sent_away_and_the_others_stay(studio):
    page = ApiClient(studio)
    port, token = let_in(studio)
    staying, leaving = log_in(port, token, "the first"), log_in(port, token, "the second")
    listed = page.ask("GET", "/api/network")["devices"]
    assert [device["agent"] for device in listed[:2]] == ["the second", "the first"]
    assert listed[0]["address"] and abs(listed[0]["began"] - time.time()) < 3600
    assert json.loads(read(port, "/api/network", staying))["devices"] == [], "who is in, only this computer sees"
    origin = {"Origin": f"https://127.0.0.1:{port}"}
    sockets = [LivePage(f"wss://127.0.0.1:{port}/live?topic=devices", {**origin, **own}) for own in (staying, leaving)]
    for socket in sockets:
        socket.frame()
    path = f"/api/network/devices/{listed[0]['id']}"
    assert ask(reach(port), "DELETE", path, **staying).status == 403, "only this computer may"
    answer = page.ask("DELETE", path)
    assert listed[0]["id"] not in [device["id"] for device in answer["devices"]]
    with pytest.raises((simple_websocket.ConnectionClosed, OSError)):
        while True:
            sockets[1].frame()
    assert ask(reach(port), "GET", "/api/projects", **leaving).status == 401
    assert ask(reach(port), "GET", f"/?token={token}").status == 401, "it does not come back by the old address"
    assert ask(reach(port), "GET", "/api/projects", **staying).status == 200
    new = parse_qs(urlsplit(answer["addresses"][0]["url"]).query)["token"][0]
    assert new != token and log_in(port, new)
    assert sockets[0].connected, "who stays is not disturbed"
    sockets[0].close()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        page.ask("DELETE", path)


def read(port: int, path: str, own: dict[str, str]) -> bytes:
    device = reach(port)
    device.request("GET", path, headers=own)
    return device.getresponse().read()
