"""The studio for other devices, when `--host` asks for it: which addresses this machine has, its certificate, the
address to open.
"""

import io
import ipaddress
import logging
import socket
import ssl
import tempfile
import time
from functools import lru_cache
from pathlib import Path

import psutil
import segno

from sunmao.locks.lock_order import make_lock
from sunmao.server.http import certificate
from sunmao.server.http.auth_middleware import LOOPBACK
from sunmao.server.http.sessions import SessionStore
from sunmao.server.texts import get_local_text

log = logging.getLogger(__name__)

FRESH = 3  # seconds for which the addresses of this machine are not asked for again
FILE = "network.pem"


class LanAccess:
    """The door for other devices: HTTPS at `listener`, with a token that all of them use, and sessions of its own.

    host: an address of this machine, or '0.0.0.0' or '::' for all; folder: where the certificate is kept.
    Where that cannot be written, the certificate is of this start only. Raises OSError when it cannot be either.
    """

    def __init__(self, host: str, listener: socket.socket, folder: Path) -> None:
        self.host, self.listener, self.port = host, listener, listener.getsockname()[1]
        self.sessions = SessionStore(reusable=True)
        self._lock = make_lock()
        self._temporary: tempfile.TemporaryDirectory | None = None  # goes with the studio
        try:
            self._take(certificate.get_certificate(folder / FILE, list_own_names()))
        except OSError:
            log.warning("the certificate cannot be kept", exc_info=True)
            self._temporary = tempfile.TemporaryDirectory(prefix="sunmao-")
            self._take(certificate.get_certificate(Path(self._temporary.name, FILE), list_own_names()))

    def _take(self, found: certificate.Certificate) -> None:
        self._context, self.certificate = certificate.make_server_context(found.file), found

    def context(self) -> ssl.SSLContext:
        """Return the TLS context that encrypts a new connection. A computer that moved to another network gets a new
        certificate.
        """
        with self._lock:
            names = list_own_names()
            if not self.certificate.covers(names):
                try:
                    self._take(certificate.get_certificate(self.certificate.file, names))
                except OSError:
                    log.exception("the certificate could not be renewed")
            return self._context

    def addresses(self) -> list[str]:
        """The addresses to open on another device, with the token, the likeliest first; empty without a network."""
        return [
            f"https://{format_for_url(address)}:{self.port}/?token={self.sessions.token}"
            for address in list_reachable(self.host)
        ]

    def describe(self) -> str:
        """Describe the access for the terminal: the addresses, the fingerprint, and the first address as a QR code."""
        addresses = self.addresses()
        if not addresses:
            return get_local_text("network_none")
        words = get_local_text("network_open", addresses="\n".join(addresses), fingerprint=self.certificate.fingerprint)
        return f"{words}\n{draw_qr_code(addresses[0])}"


def parse_host(host: str) -> str | None:
    """`host` without brackets when it is '0.0.0.0', '::' or an address of this machine, else None."""
    try:
        address = ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
    return str(address) if address.is_unspecified or str(address) in list_own_addresses() else None


def list_own_names() -> frozenset[str]:
    """Every name and address under which this machine may be called, as they stand in a URL; the answer is kept for a
    moment.
    """
    return _list_own_names(int(time.monotonic() // FRESH))


@lru_cache(maxsize=1)
def _list_own_names(moment: int) -> frozenset[str]:
    host = socket.gethostname().lower()
    return LOOPBACK | {host, host.split(".")[0] + ".local", *map(format_for_url, list_own_addresses())}


def list_own_addresses() -> list[str]:
    """The IPv4 and IPv6 addresses of this machine. Without those that make sense with a zone only: no browser takes
    them.
    """
    found = [
        each.address
        for card in psutil.net_if_addrs().values()
        for each in card
        if each.family in (socket.AF_INET, socket.AF_INET6)
    ]
    return [str(ipaddress.ip_address(address)) for address in dict.fromkeys(found) if "%" not in address]


def list_reachable(host: str) -> list[str]:
    """The addresses under which another device reaches a listener at `host`."""
    listening = ipaddress.ip_address(host)
    if not listening.is_unspecified:
        return [host]
    found = [address for address in list_own_addresses() if not ipaddress.ip_address(address).is_loopback]
    # `::` listens to both kinds.
    found = [address for address in found if listening.version == 6 or ":" not in address]
    best = find_outward_address()
    return sorted(
        found, key=lambda address: (address != best, ":" in address, ipaddress.ip_address(address).is_link_local)
    )


def find_outward_address() -> str | None:
    """The address with which this machine goes outside; None without a way. Nothing is sent for it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return None


def format_for_url(address: str) -> str:
    """An address as it stands in a URL."""
    return f"[{address}]" if ":" in address else address


def draw_qr_code(address: str) -> str:
    """A QR code in letters, for a terminal."""
    out = io.StringIO()
    segno.make(address, error="l").terminal(out, border=2, compact=True)
    return out.getvalue()


def make_qr_image(address: str) -> str:
    """A QR code as the address of a picture (SVG in a data URI)."""
    return segno.make(address, error="l").svg_data_uri(scale=4, border=2, light="#fff")
