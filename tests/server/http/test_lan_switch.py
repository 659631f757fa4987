"""The door for other devices is shut until the page of this computer opens it, and shut again by that page."""

import http.client
import json
import ssl
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.limits import HANG_TIMEOUT
from tests.support.studio import ApiClient, Studio, start_studio, stop_studio

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
    cookie = ask(device, "GET", f"/?token={token}").headers["Set-Cookie"].split(";")[0]
    assert ask(device, "GET", "/api/projects", Cookie=cookie).status == 200
    assert ask(device, "PUT", "/api/network", {"open": False}, Cookie=cookie).status == 403, "only this computer may"
    assert page.ask("PUT", "/api/network", {"open": False}) == {"open": False, "here": True}
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(device, "GET", "/api/projects", Cookie=cookie)  # the connection that was there
    with pytest.raises(OSError):
        ask(reach(port), "GET", "/api/projects", Cookie=cookie)
    again, other = let_in(studio)
    assert other != token
    assert ask(reach(again), "GET", "/api/projects", Cookie=cookie).status == 401, "who was in is in no more"
