"""A cluster with a real Ray on this computer, as `sunmao cluster start` makes it."""

import re
import subprocess
from pathlib import Path

import psutil
import pytest

from sunmao.cluster.ray_jobs import require_ray
from sunmao.core.module_process import make_module_command
from sunmao.errors import ClusterError
from sunmao.server.processes.process_tree import find_descendants
from tests.support.limits import HANG_TIMEOUT

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
    """A cluster in a folder; each start of it is a process of its own."""

    def __init__(self, folder: Path):
        self.folder, self.address = folder, ""
        self.process: subprocess.Popen | None = None

    def start(self, port: int = 0) -> None:
        """Start it and wait for its address."""
        self.process = start_sunmao("cluster", "start", "--folder", str(self.folder), "--port", str(port))
        for line in self.process.stdout:
            if found := ADDRESS.match(line):
                self.address = found[0]
                return
        raise AssertionError(self.process.stderr.read())

    def find(self, word: str) -> list[psutil.Process]:
        """Its processes in whose command a word stands."""
        found = find_descendants([psutil.Process(self.process.pid)])
        return [each for each in found if any(word in part for part in each.cmdline())]

    def end(self) -> None:
        """End it, as Ctrl+C does."""
        self.process.terminate()
        self.process.communicate(timeout=HANG_TIMEOUT)


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
