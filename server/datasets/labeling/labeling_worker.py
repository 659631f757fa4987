"""The studio's side of the process that looks into pictures while somebody labels: started when it is first asked,
ended when nobody asks any more.
"""

import contextlib
import logging
import threading
import time
from pathlib import Path
from typing import Any

from sunmao.errors import ProtocolMismatch
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.errors import HttpProblem, localize_problem, make_problem
from sunmao.server.processes.process import get_memory_limit
from sunmao.server.processes.worker import Worker

log = logging.getLogger(__name__)

MODULE = "sunmao.server.datasets.labeling.worker_process"
STARTS_WITHIN, ANSWERS_WITHIN = 60, 30  # seconds
IDLE = 180  # seconds without a question until it ends
LOOKS_EVERY = 1.0
WAITING = 4  # questions at once


class LabelingWorker:
    """One process for all projects of a studio, that answers one question after the other. Safe to use from several
    threads.
    """

    def __init__(self) -> None:
        self._turn, self._lock = make_lock(LockOrder.LABELING_TURN), make_lock(LockOrder.LABELING)
        self._worker: Worker | None = None
        self._connected, self._closed = False, False
        self._waiting, self._last, self._deadline = 0, 0.0, float("inf")
        self._reason = "label_help_ended"

    def find_outline(
        self, place: DatasetLocation, path: str, box: list | None, points: list, model: list[str] | None
    ) -> dict[str, Any]:
        """See `worker_process.find_outline`. Raises HttpProblem."""
        given = {"folder": str(place.folder), "path": path, "box": box, "points": points, "model": model}
        return self._ask("find_outline", given, place.data.parent)

    def follow_objects(self, place: DatasetLocation, path: str, objects: list[dict], to: list[str]) -> dict[str, Any]:
        """See `worker_process.follow_objects`. Raises HttpProblem."""
        return self._ask(
            "follow_objects",
            {"folder": str(place.folder), "path": path, "objects": objects, "to": to},
            place.data.parent,
        )

    def read_mask(self, place: DatasetLocation, mask: str, table: dict) -> list[dict[str, Any]]:
        """See `worker_process.read_mask`. Raises HttpProblem."""
        return self._ask("read_mask", {"folder": str(place.folder), "mask": mask, "table": table}, place.data.parent)

    def cut_out(self, photo: Path, taps: list) -> dict[str, Any]:
        """See `worker_process.cut_out`. Raises HttpProblem."""
        return self._ask("cut_out", {"photo": str(photo), "taps": taps}, photo.parent)

    def close(self) -> None:
        """End it, and start none any more."""
        with self._lock:
            self._closed = True
        self._kill("label_help_ended")

    def _ask(self, action: str, given: dict, project: Path) -> Any:
        with self._lock:
            if self._waiting >= WAITING:
                raise HttpProblem(429, "label_help_busy")
            self._waiting += 1
        try:
            with self._turn:
                return self._read_answer(self._exchange({"action": action, "given": given}), project)
        finally:
            with self._lock:
                self._waiting, self._last = self._waiting - 1, time.monotonic()

    def _exchange(self, asked: dict) -> dict:
        worker = self._start()
        try:
            if not self._connected:
                self._deadline = time.monotonic() + STARTS_WITHIN
                if worker.wait_connected(STARTS_WITHIN) is None:
                    raise EOFError
                self._connected = True
            self._deadline = time.monotonic() + ANSWERS_WITHIN
            worker.send(asked)
            return worker.receive()[0]
        except ProtocolMismatch as mismatch:
            self._kill("label_help_ended")
            raise make_problem(503, mismatch) from None
        except (EOFError, OSError, ValueError):
            log.warning("the process that helps labeling ended: %s", worker.read_tail()[-2000:])
            self._kill(self._reason)
            raise HttpProblem(503, self._reason) from None
        finally:
            self._deadline = float("inf")

    def _start(self) -> Worker:
        with self._lock:
            if self._closed:
                raise HttpProblem(503, "label_help_ended")
            if self._worker is None or self._worker.process.ended.is_set():
                self._worker, self._connected, self._reason = Worker(MODULE), False, "label_help_ended"
                self._worker.read_output()
                threading.Thread(target=self._watch, args=(self._worker,), name="labeling", daemon=True).start()
            return self._worker

    def _watch(self, worker: Worker) -> None:
        """End it when it is idle, slow, or large."""
        limit = get_memory_limit()
        while not worker.process.ended.wait(LOOKS_EVERY):
            idle = not self._waiting and time.monotonic() - self._last > IDLE
            if time.monotonic() > self._deadline:
                self._reason = "label_help_slow"
            if idle or time.monotonic() > self._deadline or worker.process.weigh()[1] > limit:
                with self._lock:
                    if idle and self._waiting:
                        continue
                worker.kill()
        with contextlib.suppress(OSError):
            worker.disconnect()
            worker.close()

    def _kill(self, reason: str) -> None:
        with self._lock:
            worker, self._worker, self._reason = self._worker, None, reason
        if worker is not None:
            worker.kill()

    def _read_answer(self, said: dict, project: Path) -> Any:
        if "done" in said:
            return said["done"]
        if "no_picture" in said:
            raise HttpProblem(422, "not_a_picture")
        if "error" in said:
            raise localize_problem(said["error"], project)
        log.warning("the process that helps labeling made a mistake: %s", self._worker and self._worker.read_tail())
        raise HttpProblem(500, "job_failed")
