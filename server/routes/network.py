"""The studio on other devices: the page of this computer lets them in, shows their address, and shuts the door again."""

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.session import DeviceName, NetworkAddress
from sunmao.server.datasets.classes.contributors import LONGEST, Contributor, record_new_name
from sunmao.server.errors import HttpProblem
from sunmao.server.http.auth_middleware import SESSION
from sunmao.server.http.lan_switch import LanSwitch, LanUnavailable
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.studio import get_studio

routes = Blueprint("network", __name__)


@routes.get("/api/network")
@answers(NetworkAddress)
def network() -> ResponseReturnValue:
    """Return the addresses at which another device reaches the studio: {open, here, addresses: [{url, qr}],
    fingerprint, devices: [{id, name, agent, address, began}]}; not open: {open: false, here}. here: whether this page
    may change it, and sees who is in.
    """
    return jsonify(describe_network())


@routes.put("/api/network")
@answers(NetworkAddress)
def switch_network() -> ResponseReturnValue:
    """{open}: lets other devices in, or no longer; answers like GET. 403: only the page of this computer may. 409: the
    system does not let it listen.
    """
    wanted = take_value(read_json(), "open", bool)
    switch = require_switch()
    try:
        if wanted:
            switch.open(current_app._get_current_object())  # type: ignore[attr-defined]  # of its proxy
        else:
            switch.close()
    except LanUnavailable as error:
        raise HttpProblem(409, "network_shut", reason=error) from None
    return jsonify(describe_network())


@routes.delete("/api/network/devices/<device>")
@answers(NetworkAddress)
def send_away(device: str) -> ResponseReturnValue:
    """Logs a device out; answers like GET. 403: only the page of this computer may. 404: it is gone already."""
    if not require_switch().send_away(device):
        raise HttpProblem(404, "device_gone")
    return jsonify(describe_network())


@routes.put("/api/network/name")
@answers(DeviceName)
def rename_device() -> ResponseReturnValue:
    """{name}: what the device that asks is called from now on, in the list of devices and with the pictures that it
    brings and has brought; answers {name}. 400: nothing is left of it, or it is too long.
    """
    name = " ".join(take_value(read_json(), "name", str).split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise HttpProblem(400, "device_name", limit=LONGEST)
    session = request.environ[SESSION]
    session.name = name
    for place in list(session.brought):
        record_new_name(place, Contributor(name, session.id))
        get_studio().datasets.mark_changed(place)
    return jsonify(name=name)


def require_switch() -> LanSwitch:
    """The door for other devices, for a page that may move it. Raises HttpProblem 403, 409."""
    if not request.environ.get("sunmao.here"):
        raise HttpProblem(403, "only_here")
    switch = get_studio().config.network
    if switch is None:
        raise HttpProblem(409, "network_shut", reason="–")
    return switch


def describe_network() -> dict:
    """Describe the access from the network for the page."""
    switch, here = get_studio().config.network, bool(request.environ.get("sunmao.here"))
    access = switch.access if switch else None
    if access is None:
        return {"open": False, "here": here}
    from sunmao.server.http.lan import make_qr_image

    addresses = [{"url": url, "qr": make_qr_image(url)} for url in access.addresses()]
    sessions = access.sessions.list() if here else []
    devices = [
        {"id": each.id, "name": each.name, "agent": each.agent, "address": each.address, "began": int(each.began)}
        for each in sessions
    ]
    return {
        "open": True,
        "here": here,
        "addresses": addresses,
        "fingerprint": access.certificate.fingerprint,
        "devices": devices,
    }
