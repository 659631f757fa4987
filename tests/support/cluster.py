"""A cluster for tests: its real gateway, list and dispatcher, and its real worker. Only Ray is stood for."""

import os
import shlex
import subprocess
import threading
from dataclasses import replace
from pathlib import Path

from sunmao.cluster.cluster_address import ClusterAddress
from sunmao.cluster.dispatcher import Dispatcher
from sunmao.cluster.job import Limits, TrainingJob
from sunmao.cluster.job_list import JobList
from sunmao.cluster.ray_jobs import CommandProgress
from sunmao.core.atomic_files import write_with_parents
from sunmao.server.cluster.gateway import Gateway, Tokens, create_gateway_app
from sunmao.server.cluster.serve_cluster import make_job_command
from sunmao.server.http import certificate
from sunmao.server.http.certificate import make_server_context
from sunmao.server.http.tls_server import TlsServer
from sunmao.server.http.wsgi_server import listen

NODE = "this computer"
TOKENS = Tokens("s" * 43, "j" * 43, "x" * 43, "r" * 64)


class ProcessEngine:
    """Stands for Ray on one computer: commands as processes, `room` at a time, the others wait."""

    def __init__(self) -> None:
        self.room = 1
        self.processes: dict[str, subprocess.Popen] = {}
        self._waiting: dict[str, tuple[str, dict[str, str]]] = {}

    def submit(self, name: str, command: str, limits: Limits, environment: dict[str, str]) -> None:
        self._waiting[name] = (command, environment)
        self._begin()

    def get_progress(self, name: str) -> CommandProgress:
        self._begin()
        if name in self._waiting:
            return CommandProgress("pending")
        if name not in self.processes:
            return CommandProgress("unknown")
        return CommandProgress("running", NODE) if self.processes[name].poll() is None else CommandProgress("ended")

    def stop(self, name: str) -> None:
        self._waiting.pop(name, None)

    def list_nodes(self) -> dict[str, Limits]:
        return {NODE: Limits(os.cpu_count() or 1)}

    def end(self) -> None:
        """Kill what runs."""
        for process in self.processes.values():
            process.kill()
            process.wait()

    def _begin(self) -> None:
        running = sum(process.poll() is None for process in self.processes.values())
        if self._waiting and running < self.room:
            name = next(iter(self._waiting))
            command, environment = self._waiting.pop(name)
            self.processes[name] = subprocess.Popen(
                shlex.split(command.removeprefix("exec ")),
                env={**os.environ, **environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )


class LocalCluster:
    """A cluster in a folder of this computer. address: for those who hand in."""

    def __init__(self, folder: Path) -> None:
        self.engine = ProcessEngine()
        self.gateway = Gateway(folder, JobList(folder), self.engine, TOKENS)
        self._port, self._folder = 0, folder
        write_with_parents(folder / "contents" / "id", b"local")
        self.open()
        self._dispatcher = Dispatcher(self.gateway.jobs, self.engine, self._make_command)
        self._thread = self._dispatcher.start(lambda: None)

    def open(self) -> None:
        """Answer, at the same port as before."""
        signed = certificate.get_certificate(self._folder / "gateway.pem", frozenset(["127.0.0.1"]))
        context = make_server_context(signed.file)
        listener = listen("127.0.0.1", self._port)
        self._port = listener.getsockname()[1]
        self._server = TlsServer(listener, create_gateway_app(self.gateway), lambda: context, lambda host: False)
        fingerprint = signed.fingerprint.replace(":", "").lower()
        self.address = ClusterAddress("127.0.0.1", self._port, TOKENS.submit, fingerprint)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def shut(self) -> None:
        """Answer nobody; what runs goes on."""
        self._server.shutdown()

    def close(self) -> None:
        """End it with all that runs."""
        self._dispatcher.end()
        self._thread.join()
        self.shut()
        self.engine.end()

    def _make_command(self, job: TrainingJob) -> tuple[str, dict[str, str]]:
        address = replace(self.address, token=TOKENS.make_attempt_token(job.id, job.attempt))
        return make_job_command(job, address, self.gateway.contents.folder)
