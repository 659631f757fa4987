"""Plan of the download of an installation: the packages that are missing, and how many bytes each of them has."""

import tomllib
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata

from sunmao.server.engine.engine_spec import normalize_name

ASKS_WITHIN = 10  # seconds for one size
ASKERS = 6


def read_plan(lock: bytes) -> dict[str, tuple[str, int]]:
    """The missing packages of a `pylock.toml`: {name: (address, bytes)}, 0 bytes where it does not say."""
    plan = {}
    for package in tomllib.loads(lock.decode()).get("packages", []):
        name = normalize_name(package["name"])
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        if files and not _is_installed(name, package.get("version")):
            plan[name] = files[0].get("url", ""), files[0].get("size", 0)
    return plan


def ask_sizes(plan: dict[str, tuple[str, int]], learn: Callable[[str, int], None]) -> None:
    """Tell the bytes of every package, asking the servers for what the plan does not know. Best effort."""

    def ask(item: tuple[str, tuple[str, int]]) -> None:
        name, (address, size) = item
        if size := size or ask_size(address):
            learn(name, size)

    with ThreadPoolExecutor(ASKERS) as pool:
        list(pool.map(ask, plan.items()))


def ask_size(address: str) -> int:
    """The bytes of a file on a server, 0 where it does not say."""
    if not address.startswith(("http://", "https://")):
        return 0
    try:
        request = urllib.request.Request(address, method="HEAD")
        with urllib.request.urlopen(request, timeout=ASKS_WITHIN) as answer:
            return int(answer.headers.get("Content-Length") or 0)
    except (OSError, ValueError):
        return 0


def _is_installed(name: str, version: str | None) -> bool:
    try:
        return metadata.version(name) == version
    except metadata.PackageNotFoundError:
        return False
