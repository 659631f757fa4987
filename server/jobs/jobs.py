"""Jobs that take long with data sets: each in a child process of its own, which may be killed at any moment."""

import contextlib
import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sunmao.core.atomic_files import FULL
from sunmao.errors import ProtocolMismatch
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.server.errors import HttpProblem, localize_problem, make_problem
from sunmao.server.processes.process import get_memory_limit
from sunmao.server.processes.worker import Worker

log = logging.getLogger(__name__)

MODULE = "sunmao.server.app.job_process"
AT_ONCE = {"look": 2, "mask": 2, "comparison": 1, "compress": 1, "edits": 2}  # jobs of a kind; of all others together:
OTHERS = 2
NEW = ("describe", "import")  # kinds of what is no data set of the project yet
STARTS_WITHIN = 60  # seconds
WEIGHED_EVERY = 0.5  # seconds
MAX_BYTES = 64 * 1024 * 1024  # bytes of what a job says at once
MEMORY = 3 * 1024**3  # bytes, or what this computer's programs may use
REMEMBERED = 200  # jobs that are over
WORDS = {"memory": "job_memory", "failed": "job_failed"}


@dataclass(frozen=True)
class JobSpec:
    """Specification of a job. kind: as the page knows it; work, given: a function of `job_functions` and its arguments.

    finish: called in the studio with the result, returns what the page gets; end: called in any case, at last.
    """

    project: str
    name: str
    kind: str
    work: str
    given: dict
    finish: Callable[[dict], dict] = lambda result: result
    end: Callable[[], None] = lambda: None


class DatasetJob:
    """One job. state: 'running', 'done', 'failed' or 'stopped'; done of total: how far it is.

    folder: of its project, which sentences do not tell.
    """

    def __init__(self, spec: JobSpec, turn: threading.Semaphore, folder: Path) -> None:
        self.id, self.spec, self._turn, self._folder = secrets.token_hex(8), spec, turn, folder
        self.state, self.done, self.total = "running", 0, 0
        self.problem: HttpProblem | None = None
        self.result: dict | None = None
        self.crashed = False  # its process ended without a word
        self.doing: list = []  # what its process had in hand when it was last heard of
        self.over = threading.Event()
        self._lock = make_lock(LockOrder.JOB)
        self._reason: str | None = None
        self._worker: Worker | None = None
        self._accepts_messages = False  # whether its process takes wishes
        self._priorities: list[str] = []
        threading.Thread(target=self._run, name=f"job {spec.kind}", daemon=True).start()

    def as_dict(self) -> dict:
        """For the page: {'id', 'kind', 'name', 'state', 'done', 'total', 'text', 'result'}."""
        said = {"text": self.problem.text, **self.problem.more} if self.problem else {"text": None}
        return {
            "id": self.id,
            "kind": self.spec.kind,
            "name": self.spec.name,
            "state": self.state,
            "done": self.done,
            "total": self.total,
            **said,
            "result": self.result,
        }

    def prioritize(self, path: str) -> None:
        """Tell the process that a page waits for this picture."""
        with self._lock:
            self._priorities.append(path)
            self._send_priorities()

    def _send_priorities(self) -> None:
        # A process that has just been started hears of them once it has called.
        while self._worker is not None and self._accepts_messages and self._priorities:
            with contextlib.suppress(OSError):  # it is over
                self._worker.send({"wish": self._priorities.pop()})

    def stop(self, reason: str = "stopped") -> None:
        """End it at once; what it had begun goes. Returns when that is done."""
        with self._lock:
            self._reason = self._reason or reason
            if self._worker is not None:
                self._worker.kill()
        self.over.wait()

    def wait(self) -> dict:
        """Its result, when it is over. Raises HttpProblem."""
        self.over.wait()
        if self.problem is not None:
            raise self.problem
        if self.state == "stopped":
            raise HttpProblem(409, "job_stopped")
        assert self.result is not None  # what has neither failed nor been stopped
        return self.result

    def _run(self) -> None:
        try:
            while not self._turn.acquire(timeout=WEIGHED_EVERY):
                self._check()
            try:
                result = self.spec.finish(self._run_worker())
            finally:
                self._turn.release()
            self.result, self.state = result, "done"
        except JobStopped:
            self.state = "stopped"
        except HttpProblem as problem:
            self.problem, self.state = problem, "failed"
        except Exception:
            log.exception("a job could not be done: %s", self.spec.work)
            self.problem, self.state = HttpProblem(500, "job_failed"), "failed"
        finally:
            try:
                self.spec.end()
            finally:
                self.over.set()

    def _run_worker(self) -> dict:
        try:
            with self._lock:
                self._check()
                worker = self._worker = Worker(MODULE)
            worker.read_output()
            threading.Thread(target=self._watch, args=(worker,), name="job's memory", daemon=True).start()
            return self._receive_result(worker)
        finally:
            if self._worker is not None:
                self._worker.kill()
                with self._lock:
                    self._accepts_messages = False
                self._worker.close()

    def _receive_result(self, worker: Worker) -> dict:
        try:
            if worker.wait_connected(STARTS_WITHIN) is None:
                raise EOFError
            worker.send({"work": self.spec.work, "given": self.spec.given})
            with self._lock:
                self._accepts_messages = True
                self._send_priorities()
            while True:
                said, _ = worker.receive(MAX_BYTES)
                if "done" in said:
                    self.done, self.total = said["done"], said["total"]
                elif "doing" in said:
                    self.doing = said["doing"]
                else:
                    return self._read_result(worker, said)
        except ProtocolMismatch as mismatch:
            raise make_problem(503, mismatch) from None
        except (EOFError, OSError, ValueError):
            self._check()
            self.crashed = True
            log.warning("the process of a job ended: %s", worker.read_tail(1)[-2000:])
            raise HttpProblem(500, "job_failed") from None

    def _read_result(self, worker: Worker, said: dict) -> dict:
        self._check()
        if "error" in said:
            raise localize_problem(said["error"], self._folder, said.get("more"))
        if "world" in said:
            raise HttpProblem(507, "job_no_room" if said["world"] in FULL else "job_disk", why=said["why"])
        if "failed" in said:
            worker.process.ended.wait(1)
            log.warning("a job could not be done: %s", worker.read_tail(1)[-2000:])
            raise HttpProblem(500, "job_failed")
        return said["result"]

    def _check(self) -> None:
        if self._reason == "stopped":
            raise JobStopped
        if self._reason is not None:
            raise HttpProblem(503, WORDS[self._reason])

    def _watch(self, worker: Worker) -> None:
        limit = min(MEMORY, get_memory_limit())
        while not worker.process.ended.wait(WEIGHED_EVERY):
            if worker.process.weigh()[1] > limit:
                with self._lock:
                    self._reason = self._reason or "memory"
                worker.kill()


class JobStopped(Exception):
    """Somebody stopped the job."""


class JobRunner:
    """The jobs of one studio. Safe to use from several threads. root: the folder of all projects."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock, self._closed = make_lock(), False
        self._jobs: dict[str, DatasetJob] = {}
        self._turns = {kind: threading.Semaphore(count) for kind, count in AT_ONCE.items()}
        self._others = threading.Semaphore(OTHERS)

    def start(self, spec: JobSpec) -> DatasetJob:
        """Begin a job. Raises HttpProblem 503 where the studio ends."""
        with self._lock:
            if not self._closed:
                job = DatasetJob(spec, self._turns.get(spec.kind, self._others), self._root / spec.project)
                self._jobs[job.id] = job
                over = [key for key, each in self._jobs.items() if each.over.is_set()]
                for key in over[: max(0, len(over) - REMEMBERED)]:
                    del self._jobs[key]
                return job
        spec.end()
        raise HttpProblem(503, "job_stopped")

    def get(self, project: str, identity: str) -> DatasetJob:
        """A job of a project. Raises HttpProblem 404."""
        job = self._jobs.get(identity)
        if job is None or job.spec.project != project:
            raise HttpProblem(404, "no_job")
        return job

    def of(self, project: str, name: str | None = None) -> list[DatasetJob]:
        """The jobs that go on now at a project, or at one of its data sets: an import of that name makes another one."""
        with self._lock:
            jobs = [job for job in self._jobs.values() if not job.over.is_set() and job.spec.project == project]
        return [job for job in jobs if name is None or name == job.spec.name and job.spec.kind not in NEW]

    def end(self, project: str, name: str | None = None) -> None:
        """Stop what goes on at a project, or at one of its data sets."""
        for job in self.of(project, name):
            job.stop()

    def close(self) -> None:
        """Stop everything, and begin nothing any more."""
        with self._lock:
            self._closed = True
            jobs = list(self._jobs.values())
        for job in jobs:
            if not job.over.is_set():
                job.stop()
