"""The studio's side of trying a model: a child process for each model file, kept warm, ended when nobody asks any more."""

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from sunmao.errors import ProtocolMismatch
from sunmao.locks.lock_order import LockOrder, make_lock, make_rlock
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.errors import HttpProblem, localize_problem, make_problem
from sunmao.server.processes.process import get_memory_limit
from sunmao.server.processes.worker import Worker
from sunmao.server.storage.files import open_below

log = logging.getLogger(__name__)

MAX_CHILDREN = 2  # children
QUEUE = 3  # requests at one child, with the one that it answers
# Seconds, all waiting counted: for those before, for the process, for its answer. An old computer loads torch for a
# minute.
ANSWERS_WITHIN, LOADS_WITHIN = 20, 140
IDLE = 60  # seconds without a request until a child ends
LOOKS_EVERY = 1.0
MODULE = "sunmao.server.inference.worker_process"
SPARE = ""  # in the place of a path: a child that waits for its first model
NO_FILE = "*"  # in the place of a path: what is asked needs no model file
ROOM = 1_500_000_000  # bytes that must be free to keep one


class ModelWorker(Worker):
    """One child process with a model file of a project, once `assign` has said which. Raises OSError when it cannot be
    started.
    """

    def __init__(self) -> None:
        super().__init__(MODULE)
        self.read_output()
        self.stamp: tuple = ()
        self.users, self.last = 0, time.monotonic()
        self.reason: str | None = None
        self.limit: RequestDeadline | None = None  # of what it does now
        self._loaded, self._turn = False, make_rlock(LockOrder.MODEL_TRIED)

    def assign(self, folder: Path, path: str, stamp: tuple) -> None:
        """Be asked about this file from now on; what is loaded already, PyTorch above all, stays."""
        self._folder, self._path, self.stamp = folder, path, stamp
        self._loaded = False

    def prepare(self, what: str) -> None:
        """Load, without waiting for it, what most models need. what: of `worker_process.ENGINES`."""
        threading.Thread(target=self._prepare, args=(what,), name="prepare a model", daemon=True).start()

    def ask(self, picture: bytes, asked: dict) -> dict:
        """Ask the model about a picture. asked: as `worker_process.answer` takes it. Raises HttpProblem; the child may
        have ended then.
        """
        limit = RequestDeadline(ANSWERS_WITHIN if self._loaded else LOADS_WITHIN)
        if not self._turn.acquire(timeout=limit.remaining()):
            raise limit.make_problem()  # it answers others
        try:
            if not self._loaded:
                self._load(limit)
            return self._read_answer(self._exchange(asked, picture, limit))
        finally:
            self._turn.release()

    def is_over(self) -> bool:
        """Whether it can answer nothing any more."""
        return self.reason is not None or self.process.ended.is_set()

    def end(self, reason: str = "try_ended") -> None:
        """End the child. reason: the sentence's key for those who still wait. Safe to call twice."""
        self.reason = self.reason or reason
        self.kill()
        self.disconnect()
        with self._turn:  # nobody receives any more
            self.close()

    def _prepare(self, what: str) -> None:
        limit = RequestDeadline(LOADS_WITHIN)
        with self._turn, contextlib.suppress(HttpProblem):
            self._connect(limit)
            self._exchange({"prepare": what}, b"", limit)

    def _connect(self, limit: "RequestDeadline") -> None:
        try:
            if self.wait_connected(limit.remaining(), self.is_over) is None:
                raise self._make_gone_problem(limit)
        except ProtocolMismatch as mismatch:
            self.end()
            raise make_problem(503, mismatch) from None

    def _load(self, limit: "RequestDeadline") -> None:
        self._connect(limit)
        self._loaded = True
        try:
            if self._path != NO_FILE:
                self._read_answer(self._exchange({"path": str(self._folder / self._path)}, b"", limit))
        except HttpProblem:
            if self.reason is None:  # it answered, that it cannot
                self.end()
            raise

    def _exchange(self, said: dict, picture: bytes, limit: "RequestDeadline") -> dict:
        self.limit = limit  # also of sending, which ends only with the process
        try:
            self.send(said, picture)
            if self.connection is None or not self.connection.has_news(limit.remaining()):
                raise EOFError
            return self.receive()[0]
        except (EOFError, OSError, ValueError):
            raise self._make_gone_problem(limit) from None
        finally:
            self.limit = None

    def _read_answer(self, answer: dict) -> dict:
        """The answer itself. Raises HttpProblem for one that says what went wrong."""
        if "error" in answer:
            raise localize_problem(answer["error"], self._folder)
        if "no_picture" in answer:
            raise HttpProblem(422, "not_a_picture")
        if "failed" in answer:
            log.warning("a model could not answer: %s", self.read_tail()[-2000:])
            raise HttpProblem(422, "try_failed")
        return answer

    def _make_gone_problem(self, limit: "RequestDeadline") -> HttpProblem:
        slow = not limit.remaining()
        if self.reason is None and not slow:
            log.warning("the process of a model ended: %s", self.read_tail()[-2000:])
        self.reason = self.reason or ("try_slow" if slow else "try_crashed")
        # Whoever waits has waited long enough: a busy computer takes seconds to end a process.
        threading.Thread(target=self.end, name="end a model", daemon=True).start()
        if slow and self.reason == "try_slow":
            return limit.make_problem()
        return HttpProblem(*GONE[self.reason])


# What those are told who waited for a process that ended; 'try_slow': another's request took too long.
GONE = {
    "try_ended": (409, "try_ended"),
    "try_slow": (409, "try_ended"),
    "try_crashed": (503, "try_crashed"),
    "try_memory": (503, "try_memory"),
}


class RequestDeadline:
    """Deadline of one request, so many seconds from now. seconds: what its sentence says."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self._end = seconds, time.monotonic() + seconds

    def remaining(self) -> float:
        """The seconds that are left, 0 where it is over."""
        return max(0.0, self._end - time.monotonic())

    def make_problem(self) -> HttpProblem:
        """Make the problem that is raised when the time is over."""
        return HttpProblem(504, "try_slow", seconds=round(self.seconds))


class InferencePool:
    """The models that are being tried in one studio. Safe to use from several threads.

    memory: how many bytes one of them may use (None: as a program). engine: what they load, where it may still be on
    its way.
    """

    def __init__(self, memory: int | None = None, engine: EngineInstaller | None = None) -> None:
        self._engine = engine
        self._memory = memory or get_memory_limit()
        self._lock = make_lock(LockOrder.MODELS_TRIED)
        self._workers: dict[tuple[str, str], ModelWorker] = {}
        self._closed, self._supervising = False, False

    def ask(
        self,
        project: str,
        folder: Path,
        path: str,
        picture: bytes,
        *,
        unknown: float = 0.0,
        smooth: int = 1,
        confidence: float | None = None,
    ) -> dict:
        """Ask the model file `path` of the project about a picture (the bytes of a JPEG or PNG).

        unknown, smooth: for a classifier; confidence: for a model that finds things, None: its own.

        Returns: what `worker_process.format_classification` or `worker_process.format_detections` says, with 'ms' and
        'model'. Raises HttpProblem with a sentence.
        """
        return self.ask_worker(
            project, folder, path, picture, {"unknown": unknown, "smooth": smooth, "confidence": confidence}
        )

    def ask_worker(self, project: str, folder: Path, path: str, picture: bytes, asked: dict) -> dict:
        """Ask the process of the model file `path`, or, with NO_FILE, one that needs none. asked: as
        `worker_process.answer` takes it. Raises HttpProblem with a sentence.
        """
        tried = self._acquire_worker(project, folder, path)
        try:
            return tried.ask(picture, asked)
        finally:
            with self._lock:
                tried.users, tried.last = tried.users - 1, time.monotonic()

    def prepare(self, project: str, what: str = "model") -> None:
        """A model of this project will soon be asked, or what learns from a 'table': a child that has loaded PyTorch,
        or scikit-learn, waits for it, where there is room and memory.
        """
        if self._engine and not self._engine.is_ready():
            return
        with self._lock:
            there = [each for key, each in self._workers.items() if key[0] == project and not each.is_over()]
            for each in there:
                each.last = time.monotonic()
            if there or self._closed or len(self._workers) >= MAX_CHILDREN or psutil.virtual_memory().available < ROOM:
                return
            made = self._workers[project, SPARE] = self._start()
        made.prepare(what)

    def end(self, project: str) -> None:
        """End what is tried of this project."""
        self._end(lambda key: key[0] == project)

    def close(self) -> None:
        """End everything, and start nothing any more."""
        self._closed = True
        self._end(lambda key: True)

    def _acquire_worker(self, project: str, folder: Path, path: str) -> ModelWorker:
        stamp, key = (path,) if path == NO_FILE else get_stamp(folder, path), (project, path)
        with self._lock:
            found = self._workers.pop(key, None) or self._workers.pop((project, SPARE), None)
            if found is not None and (found.is_over() or (found.users and found.stamp != stamp)):
                found.end()
                found = None
            found = self._workers[key] = found or self._start()
            if found.stamp != stamp:
                found.assign(folder, path, stamp)
            if found.users >= QUEUE:
                raise HttpProblem(429, "try_busy")
            found.users, found.last = found.users + 1, time.monotonic()
            return found

    def _start(self) -> ModelWorker:
        if self._closed:
            raise HttpProblem(409, "try_ended")
        free = sorted((each.last, key) for key, each in self._workers.items() if not each.users)
        if len(self._workers) >= MAX_CHILDREN and not free:
            raise HttpProblem(429, "try_busy")
        if len(self._workers) >= MAX_CHILDREN:
            self._workers.pop(free[0][1]).end()
        tried = ModelWorker()
        if not self._supervising:
            self._supervising = True
            threading.Thread(target=self._supervise_workers, name="trying", daemon=True).start()
        return tried

    def _end(self, which: Callable[[tuple], bool]) -> None:
        with self._lock:
            gone = [self._workers.pop(key) for key in list(self._workers) if which(key)]
        for tried in gone:
            tried.end()

    def _supervise_workers(self) -> None:
        """Look after the children until there is none: idle ones, slow ones, large ones."""
        while True:
            time.sleep(LOOKS_EVERY)
            with self._lock:
                if not self._workers:
                    self._supervising = False
                    return
                children = list(self._workers.values())
            for tried in children:
                if (reason := self._find_end_reason(tried)) is not None:
                    self._drop_worker(tried, reason)

    def _drop_worker(self, tried: ModelWorker, reason: str) -> None:
        with self._lock:
            if reason == "try_ended" and tried.users:
                return  # somebody has just asked
            self._workers = {key: each for key, each in self._workers.items() if each is not tried}
        tried.end(reason)

    def _find_end_reason(self, tried: ModelWorker) -> str | None:
        now = time.monotonic()
        if (limit := tried.limit) is not None and not limit.remaining():
            return "try_slow"
        if tried.is_over() or (not tried.users and now - tried.last > IDLE):
            return "try_ended"
        return "try_memory" if tried.process.weigh()[1] > self._memory else None


def get_stamp(folder: Path, path: str) -> tuple:
    """Return a value that changes when the file is another one. Raises HttpProblem 404 when there is none, or it is no
    regular file of the project.
    """
    file = open_below(folder, path)
    if file is None:
        raise HttpProblem(404, "no_file")
    with file:
        found = os.fstat(file.fileno())
    return found.st_ino, found.st_size, found.st_mtime_ns
