"""The studio on other devices: the page of this computer lets them in, shows their address, and shuts the door again."""

from flask import Blueprint, current_app, jsonify, request

from sunmao.server.http.errors import HttpProblem
from sunmao.server.http.lan_switch import LanUnavailable
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.studio import get_studio

routes = Blueprint("network", __name__)


@routes.get("/api/network")
def network():
    """How another device reaches the studio: {open, here, addresses: [{url, qr}], fingerprint}; not open: {open: false,
    here}. here: whether this page may change it.
    """
    return jsonify(describe_network())


@routes.put("/api/network")
def switch_network():
    """{open}: lets other devices in, or no longer; answers like GET. 403: only the page of this computer may. 409: the
    system does not let it listen.
    """
    wanted = take_value(read_json(), "open", bool)
    switch = get_studio().config.network
    if not request.environ.get("sunmao.here"):
        raise HttpProblem(403, "only_here")
    if switch is None:
        raise HttpProblem(409, "network_shut", reason="–")
    try:
        if wanted:
            switch.open(current_app._get_current_object())
        else:
            switch.close()
    except LanUnavailable as error:
        raise HttpProblem(409, "network_shut", reason=error) from None
    return jsonify(describe_network())


def describe_network() -> dict:
    """What the page shows of it."""
    switch, here = get_studio().config.network, bool(request.environ.get("sunmao.here"))
    access = switch.access if switch else None
    if access is None:
        return {"open": False, "here": here}
    from sunmao.server.http.lan import make_qr_image

    addresses = [{"url": url, "qr": make_qr_image(url)} for url in access.addresses()]
    return {"open": True, "here": here, "addresses": addresses, "fingerprint": access.certificate.fingerprint}
