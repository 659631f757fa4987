"""The studio on other devices: the page shows their address."""

from flask import Blueprint, jsonify

from sunmao.server.studio import get_studio

routes = Blueprint("network", __name__)


@routes.get("/api/network")
def network():
    """How another device reaches the studio: {open, addresses: [{url, qr}], fingerprint}; not open: {open: false}
    alone.
    """
    network = get_studio().config.network
    if network is None:
        return jsonify(open=False)
    from sunmao.server.http.lan import make_qr_image

    addresses = [{"url": url, "qr": make_qr_image(url)} for url in network.addresses()]
    return jsonify(open=True, addresses=addresses, fingerprint=network.certificate.fingerprint)
