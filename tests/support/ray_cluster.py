"""A cluster with a real Ray on this computer, as `sunmao cluster start` makes it."""

import re
import subprocess
from pathlib import Path

import psutil
import pytest

from sunmao.cluster.cluster_address import parse_address
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.cluster.ray_jobs import require_ray
from sunmao.core.module_process import make_module_command
from sunmao.errors import ClusterError
from sunmao.server.cluster.node_addresses import LOOPBACK, is_private
from sunmao.server.http.lan import list_own_addresses
from sunmao.server.processes.process_tree import find_descendants
from tests.support.limits import HANG_TIMEOUT, poll_until

ADDRESS = re.compile(r"https://\S+")


def has_ray() -> bool:
    """Whether Ray is installed, which is no part of what the tests bring."""
    try:
        require_ray()
    except ClusterError:
        return False
    return True


needs_ray = pytest.mark.skipif(not has_ray(), reason="no Ray: pip install 'sunmao[cluster]'")


class RayCluster:
    """A cluster in a folder; each start of it is a process of its own. words: more of its command.

    join: the address with which others join, where they may.
    """

    def __init__(self, folder: Path, *words: str):
        self.folder, self.address, self.join = folder, "", ""
        self._words = words
        self.process: subprocess.Popen | None = None

    def start(self, port: int = 0) -> None:
        """Start it and wait for its address."""
        words = ("cluster", "start", "--folder", str(self.folder), "--port", str(port), *self._words)
        self.process = start_sunmao(*words)
        self.address = self._read_address()
        if "--nodes" in words:
            self.join = self._read_address()

    def _read_address(self) -> str:
        for line in self.process.stdout:
            if found := ADDRESS.match(line):
                return found[0]
        raise AssertionError(self.process.stderr.read())

    def find(self, word: str) -> list[psutil.Process]:
        """Its processes in whose command a word stands."""
        found = find_descendants([psutil.Process(self.process.pid)])
        return [each for each in found if any(word in part for part in each.cmdline())]

    def add_node(self, *words: str) -> subprocess.Popen:
        """Let another node of this computer join, and wait until it has. words: of its command."""
        node = start_sunmao("cluster", "join", self.join, *words)
        client = GatewayClient(parse_address(self.address))
        poll_until(lambda: node.poll() is not None or len(client.ask("/room")["nodes"]) > 1, "the second node")
        assert node.poll() is None, node.stderr.read()
        return node

    def end(self) -> None:
        """End it, as Ctrl+C does."""
        end_process(self.process)


def end_process(process: subprocess.Popen) -> None:
    """End a command of Sunmao, as Ctrl+C does."""
    process.terminate()
    process.communicate(timeout=HANG_TIMEOUT)


def find_private_address() -> str | None:
    """An address of this computer at which two nodes reach each other; None where it also has a public one."""
    own = [each for each in list_own_addresses() if ":" not in each and each != LOOPBACK]
    return own[0] if own and all(map(is_private, list_own_addresses())) else None


def start_sunmao(*words: str, folder: Path | None = None) -> subprocess.Popen:
    """Start a command of Sunmao in a folder; its output is in English and goes to pipes."""
    command, environment = make_module_command("sunmao.server", *words)
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**environment, "SUNMAO_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
