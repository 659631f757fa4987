"""Ray's processes of this computer: started, watched, ended. With Ray's own token, which no other account can read."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from sunmao.cluster.ray_jobs import RayJobs, require_ray
from sunmao.core.atomic_files import write_with_parents
from sunmao.errors import ClusterError, ClusterUnreachable
from sunmao.server.cluster.node_addresses import LOOPBACK, find_free_port, find_open_port
from sunmao.server.processes.process_tree import (
    MARK,
    find_descendants,
    find_marked,
    get_start_time,
    kill_orphaned_run,
)

BEGIN = 600  # seconds in which Ray must answer; on a busy computer it takes minutes
LOOK = 0.2  # seconds
LOG_LINES = 3
WAITS = 10**9  # seconds for which a job may wait for room; Ray itself would give it up after fifteen minutes


class RayNode:
    """Ray on this computer.

    Args:
        folder: where the numbers of its processes are kept, so that the next start ends what a killed one left.
        token: of Ray, the same on all nodes. nodes: its address. processors: cores for trainings, None for all.
        head: 'address:port' of the head that it joins; None: it is the head.

    dashboard: where the head answers.
    """

    def __init__(
        self, folder: Path, token: str, nodes: str, processors: int | None = None, head: str | None = None
    ) -> None:
        require_ray()
        self._token, self._nodes, self._processors = token, nodes, processors
        self._record = Path(folder) / ("ray_head.txt" if head is None else "ray_node.txt")
        self._mark = f"cluster-{secrets.token_hex(8)}"
        self.head = head
        self.is_head = head is None
        self.dashboard = ""
        self._process: subprocess.Popen | None = None
        self._temporary: str | None = None

    def start(self) -> None:
        """Start Ray and wait until it answers. Raises ClusterError, which says why not."""
        self._end_left()
        self._temporary = tempfile.mkdtemp(prefix="sunmao-ray-")  # short: sockets have names of at most 107 bytes
        token = Path(self._temporary, "token")
        with open(os.open(token, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self._token)
        environment = self.make_environment()
        # The head of this process asks Ray itself, too.
        os.environ.update({name: environment[name] for name in ("RAY_AUTH_MODE", "RAY_AUTH_TOKEN_PATH")})
        with open(Path(self._temporary, "start.log"), "wb") as log:
            self._process = subprocess.Popen(
                self._make_command(), env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        began = get_start_time(self._process.pid) or 0
        write_with_parents(self._record, f"{self._process.pid} {began} {self._mark}".encode())
        try:
            self._wait_until_ready()
        except BaseException:
            self.end()
            raise

    def make_environment(self) -> dict[str, str]:
        """The environment of Ray's processes."""
        more = {
            MARK: self._mark,
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN_PATH": str(Path(self._temporary or "", "token")),
            "RAY_USAGE_STATS_ENABLED": "0",
            "RAY_JOB_START_TIMEOUT_SECONDS": str(WAITS),
        }
        if self._nodes == LOOPBACK:
            # As on Windows and macOS: Ray binds its ports to the loopback address alone.
            more["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
        return {**os.environ, **more}

    def _make_command(self) -> list[str]:
        place = [f"--node-ip-address={self._nodes}", "--disable-usage-stats", "--block"]
        place.append(f"--dashboard-agent-listen-port={find_free_port(LOOPBACK)}")
        if self._processors is not None:
            place.append(f"--num-cpus={self._processors}")
        command = [sys.executable, "-P", "-m", "ray.scripts.scripts", "start", *place]
        if not self.is_head:
            return [*command, f"--address={self.head}"]
        port, dashboard = find_free_port(self._nodes), find_free_port(LOOPBACK)
        self.head, self.dashboard = f"{self._nodes}:{port}", f"http://{LOOPBACK}:{dashboard}"
        return [
            *command,
            "--head",
            f"--port={port}",
            f"--dashboard-host={LOOPBACK}",
            f"--dashboard-port={dashboard}",
            f"--temp-dir={self._temporary}/r",
            f"--ray-client-server-port={find_free_port(LOOPBACK)}",
        ]

    def _wait_until_ready(self) -> None:
        end = time.monotonic() + BEGIN
        while not self._is_ready():
            if not self.is_running() or time.monotonic() > end:
                raise ClusterError("cluster_ray_failed", reason=self._read_log())
            time.sleep(LOOK)
        if open_port := find_open_port(self._list_processes(), self._nodes):
            raise ClusterError("cluster_open_port", address=open_port)

    def _is_ready(self) -> bool:
        if not self.is_head:
            return "Ray runtime started" in self._read_log(everything=True)
        try:
            return bool(RayJobs(self.dashboard).list_nodes())
        except ClusterUnreachable:
            return False

    def is_running(self) -> bool:
        """Whether all of it runs: it ends as a whole when one of its processes dies."""
        return self._process is not None and self._process.poll() is None

    def revive(self) -> None:
        """Start it again where it has ended. Raises ClusterError, OSError."""
        if not self.is_running():
            self.end()
            self.start()

    def wait(self) -> int:
        """Wait until it ends by itself. Returns its exit status."""
        assert self._process is not None
        return self._process.wait()

    def end(self) -> None:
        """End all of its processes, and the trainings in them."""
        if self._process is not None:
            kill_orphaned_run(self._process.pid, get_start_time(self._process.pid) or 0, self._mark)
            self._process.wait()
        self._record.unlink(missing_ok=True)
        if self._temporary:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def _list_processes(self) -> list[psutil.Process]:
        """All of its processes: those with its mark in their environment, and what they have started."""
        marked = find_marked(self._mark)
        return [*{each.pid: each for each in (*marked, *find_descendants(marked))}.values()]

    def _end_left(self) -> None:
        """End what a killed start has left."""
        try:
            number, started, mark = self._record.read_text().split()
            kill_orphaned_run(int(number), float(started), mark)
        except (OSError, ValueError):
            return

    def _read_log(self, everything: bool = False) -> str:
        try:
            text = Path(self._temporary or "", "start.log").read_text(errors="replace")
        except OSError:
            return "–"
        return text if everything else " ".join(text.split("\n")[-LOG_LINES:]).strip()[:300] or "–"
