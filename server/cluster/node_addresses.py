"""At which addresses Ray may listen: its ports are not encrypted, so nobody outside may reach them."""

import ipaddress
import socket

import psutil

from sunmao.errors import ClusterError
from sunmao.server.http.lan import list_own_addresses

LOOPBACK = "127.0.0.1"


def require_private(address: str) -> str:
    """An IPv4 address of this computer at which other nodes reach Ray. Raises ClusterError where it is not private, not
    of this computer, or where this computer has a public address as well: Ray listens at all of them.
    """
    own = list_own_addresses()
    if address not in own or ":" in address or not is_private(address):
        usable = ", ".join(each for each in own if ":" not in each and is_private(each)) or "–"
        raise ClusterError("cluster_public_address", address=address[:60], addresses=usable)
    if address != LOOPBACK and (public := [each for each in own if not is_private(each)]):
        raise ClusterError("cluster_public_machine", addresses=", ".join(public))
    return address


def is_private(address: str) -> bool:
    """Whether an address is of a private network or of this computer alone."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return not found.is_unspecified and (found.is_private or found.is_loopback)


def find_open_port(processes: list[psutil.Process], nodes: str) -> str | None:
    """Address and port at which one of the processes may be reached from where it must not be; None: there is none.
    nodes: the address of `require_private`.
    """
    for process in processes:
        try:
            listening = [each for each in process.net_connections("inet") if each.status == psutil.CONN_LISTEN]
        except psutil.Error:
            continue
        for each in listening:
            address = ipaddress.ip_address(each.laddr.ip)
            mapped = getattr(address, "ipv4_mapped", None) or address
            # With other nodes Ray listens at every address, all of which `require_private` has looked at.
            if not mapped.is_loopback and (nodes == LOOPBACK or not (mapped.is_private or mapped.is_unspecified)):
                return f"{each.laddr.ip}:{each.laddr.port}"
    return None


def find_free_port(address: str) -> int:
    """A port at which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]
