"""Addresses of clusters: where, with which token, and the fingerprint of the certificate; and names for them."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from sunmao.core.atomic_files import write_private
from sunmao.core.regular_files import read_regular
from sunmao.core.strict import suggest_nearest
from sunmao.errors import ClusterError

FILE = "clusters.json"
FOLDER = "SUNMAO_CLUSTERS"  # the switch: another folder for the names
TRAIN_ON = "SUNMAO_TRAIN_ON"  # the switch: the name of the cluster on which a program's trainings take place
MAX_BYTES = 1024 * 1024
SECRET = re.compile(r"([\w-]{20,200})\.([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True)
class ClusterAddress:
    """host, port: of the gateway; token: what proves that one may; fingerprint: SHA-256 of its certificate, in
    hexadecimal digits: nobody else has signed it.

    Example:
        >>> address = ClusterAddress('10.0.0.5', 8530, 'a' * 43, '0' * 64)
        >>> parse_address(str(address)) == address
        True
    """

    host: str
    port: int
    token: str
    fingerprint: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"https://{host}:{self.port}/#{self.token}.{self.fingerprint}"


def parse_address(text: str) -> ClusterAddress:
    """The address that `sunmao cluster start` printed. Raises ClusterError for anything else."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    secret = SECRET.fullmatch(parts.fragment) if host else None
    if not (host and port and secret and parts.scheme == "https" and parts.path in ("", "/")):
        raise ClusterError("cluster_no_address", address=text.split("#")[0][:100])
    return ClusterAddress(host, port, secret[1], secret[2])


def find_cluster(where: str) -> ClusterAddress:
    """The cluster of a name, or of an address. Raises ClusterError, which says the names that there are."""
    if "://" in where:
        return parse_address(where)
    names = read_names()
    if where not in names:
        known = ", ".join(names) or "–"
        raise ClusterError("cluster_unknown", name=where[:60], names=known, guess=suggest_nearest(where, names))
    return parse_address(names[where])


def add_name(name: str, text: str) -> None:
    """Call a cluster `name` from now on, on this account. Raises ClusterError, OSError."""
    if "://" in name or not name.strip():
        raise ClusterError("cluster_bad_name", name=name[:60])
    data = json.dumps({**read_names(), name: str(parse_address(text))}, ensure_ascii=False, indent=1)
    write_private(_get_file(), data.encode())


def read_names() -> dict[str, str]:
    """The addresses by their names; empty where none is named, or the file cannot be read."""
    try:
        rows = json.loads(read_regular(_get_file(), MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(name): str(text) for name, text in rows.items()} if isinstance(rows, dict) else {}


def describe_place(name: str) -> dict[str, str]:
    """The environment of a program whose trainings take place on the cluster of this name; '': here."""
    switched = {FOLDER: os.environ[FOLDER]} if FOLDER in os.environ else {}
    return {TRAIN_ON: name, **switched} if name else {}


def _get_file() -> Path:
    return Path(os.environ.get(FOLDER) or platformdirs.user_config_dir("sunmao", appauthor=False)) / FILE
