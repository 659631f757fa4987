"""The network, which is not needed, and the port at which the studio opens. Nothing is asked of any other computer."""

import socket
from typing import Any

from sunmao.server.config import PORT
from sunmao.server.doctor.diagnosis import Diagnosis, make_ok


def check_network() -> Diagnosis:
    """Whether this computer is in a network: its own interfaces say so."""
    import psutil

    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [each.address for name in up for each in psutil.net_if_addrs().get(name, []) if _is_reachable(each)]
    return make_ok(
        "network",
        "doctor_network" if found else "doctor_no_network",
        {"address": ", ".join(sorted(found)[:3])} if found else {},
    )


def _is_reachable(address: Any) -> bool:
    return address.family == socket.AF_INET and not address.address.startswith(("127.", "169.254."))


def check_port() -> Diagnosis:
    """The studio's own port: free, or held by this studio or another program, so that the next one is taken."""
    with socket.socket() as tried:
        try:
            tried.bind(("127.0.0.1", PORT))
        except OSError:
            return make_ok("port", "doctor_port_taken", port=PORT)
    return make_ok("port", "doctor_port", port=PORT)
