"""`sunmao cluster start`: the gateway, the list, and Ray behind them, until it is told to end."""

import getpass
import json
import logging
import secrets
import shlex
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from sunmao.cluster.cluster_address import ClusterAddress
from sunmao.cluster.dispatcher import Dispatcher
from sunmao.cluster.job import TrainingJob
from sunmao.cluster.job_list import JobList
from sunmao.cluster.ray_jobs import RayJobs
from sunmao.cluster.worker import GATEWAY, ID_FILE, STORE, STORE_ID
from sunmao.core.atomic_files import write_private, write_with_parents
from sunmao.core.module_process import make_module_command
from sunmao.server.app.serve import EndSignal
from sunmao.server.cluster.gateway import KEPT_DAYS, Gateway, Tokens, create_gateway_app
from sunmao.server.cluster.node_addresses import LOOPBACK, require_private
from sunmao.server.cluster.ray_node import RayNode
from sunmao.server.http import certificate
from sunmao.server.http.lan import list_own_names, list_reachable
from sunmao.server.http.sessions import make_secret
from sunmao.server.http.tls_server import TlsServer
from sunmao.server.http.wsgi_server import listen
from sunmao.server.storage.folder_lock import FolderInUse, FolderLock
from sunmao.server.texts import get_local_text

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ClusterOptions:
    """folder: where everything is kept; host, port: of the gateway; nodes: Ray's address; processors: cores for
    trainings, None for all.
    """

    folder: Path
    host: str
    port: int
    nodes: str = LOOPBACK
    processors: int | None = None


def serve_cluster(options: ClusterOptions) -> int:
    """Run a cluster. Prints its addresses once it answers; returns the exit status. Raises ClusterError, OSError."""
    require_private(options.nodes)
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    try:
        lock = FolderLock(folder, folder / "lock")
    except FolderInUse:
        print(get_local_text("cluster_in_use", folder=folder), file=sys.stderr)
        return 1
    try:
        tokens = load_tokens(folder)
        jobs = JobList(folder)
        node = RayNode(folder, tokens.ray, options.nodes, options.processors)
        ended = EndSignal()
        node.start()
        try:
            serve_until(ended.wait, options, tokens, jobs, node)
        finally:
            node.end()
    finally:
        lock.close()
    return 0


def load_tokens(folder: Path) -> Tokens:
    """The tokens of a cluster: made at its first start, kept where only this account reads them. Raises OSError."""
    file = folder / "tokens.json"
    try:
        return Tokens(**json.loads(file.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        made = Tokens(make_secret(), make_secret(), make_secret(), ray=secrets.token_hex(32))
    write_private(file, json.dumps(asdict(made)).encode())
    return made


def serve_until(wait: Callable, options: ClusterOptions, tokens: Tokens, jobs: JobList, node: RayNode) -> None:
    """Serve until `wait()` returns."""
    folder, listener = options.folder, listen(options.host, options.port)
    port = listener.getsockname()[1]
    signed = certificate.get_certificate(folder / "gateway.pem", list_own_names())
    fingerprint = signed.fingerprint.replace(":", "").lower()
    ray = CurrentRay(node)
    join = None
    if options.nodes != LOOPBACK:
        join = {"head": str(node.head), "ray_token": tokens.ray}
    gateway = Gateway(folder, jobs, ray, tokens, join)
    if removed := gateway.remove_unused():
        log.info("removed contents that no job used for %d days: %d bytes", KEPT_DAYS, removed)
    write_with_parents(folder / "contents" / ID_FILE, secrets.token_hex(16).encode())
    inner = find_inner_host(options)

    def make_command(job: TrainingJob) -> tuple[str, dict[str, str]]:
        token = tokens.make_attempt_token(job.id, job.attempt)
        return make_job_command(job, ClusterAddress(inner, port, token, fingerprint), gateway.contents.folder)

    dispatcher = Dispatcher(jobs, ray, make_command)
    context = certificate.make_server_context(signed.file)
    server = TlsServer(listener, create_gateway_app(gateway), lambda: context, lambda host: False)
    threading.Thread(target=server.serve_forever, name="gateway", daemon=True).start()
    thread = dispatcher.start(ray.revive)
    print(describe(options, tokens, port, fingerprint, joinable=join is not None), flush=True)
    try:
        wait()
    finally:
        dispatcher.end()
        thread.join()
        server.shutdown()


class CurrentRay(RayJobs):
    """Ray's jobs where its head is just now: after a death it answers elsewhere."""

    def __init__(self, node: RayNode) -> None:
        super().__init__(node.dashboard)
        self._node = node

    def revive(self) -> None:
        """Bring a dead head back. Raises ClusterError where it does not start, OSError."""
        self._node.revive()
        self._address, self._connected = self._node.dashboard, None


def find_inner_host(options: ClusterOptions) -> str:
    """Find the host at which the trainings reach the gateway."""
    if options.host not in ("0.0.0.0", "::"):
        return options.host
    return options.nodes


def make_job_command(job: TrainingJob, gateway: ClusterAddress, contents: Path) -> tuple[str, dict[str, str]]:
    """The command of an attempt and its environment. It computes with as many threads as it has cores, which is part of
    what makes the same weights.
    """
    command, environment = make_module_command("sunmao.cluster.worker", job.id, str(job.attempt))
    more = {
        GATEWAY: str(gateway),
        STORE: str(contents),
        STORE_ID: (contents / ID_FILE).read_text(),
        "SUNMAO_LANG": job.language,
        "OMP_NUM_THREADS": str(job.limits.processors),
        "PYTHONPATH": environment["PYTHONPATH"],
    }
    return f"exec {shlex.join(command)}", more


def describe(options: ClusterOptions, tokens: Tokens, port: int, fingerprint: str, joinable: bool) -> str:
    """Describe the cluster for the terminal: the addresses, and the account that trainings run as."""

    def write(token: str) -> str:
        return "\n".join(str(ClusterAddress(host, port, token, fingerprint)) for host in list_reachable(options.host))

    lines = [get_local_text("cluster_opened", addresses=write(tokens.submit))]
    if joinable:
        lines.append(get_local_text("cluster_joinable", addresses=write(tokens.join)))
    return "\n".join([*lines, get_local_text("cluster_user", user=getpass.getuser())])
