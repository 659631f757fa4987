"""Imports that wait for a word: what was sent lies beside the data sets, the page is told what it is, and it becomes a
data set when somebody takes it.
"""

import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sunmao.locks.lock_order import LockOrder, make_rlock
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.dataset_store import DatasetStore
from sunmao.server.datasets.imports.received_files import get_sample_file
from sunmao.server.errors import HttpProblem
from sunmao.server.jobs.jobs import DatasetJob, JobSpec
from sunmao.server.storage import file_names

KEPT = 3600  # seconds after the last word about it
MAX_PENDING = 16  # in one studio: of more, those go of which nobody spoke for the longest time


@dataclass
class PendingImport:
    """One import. stage: the folder with what was sent, empty where it comes of `source` on this computer. name: of the
    data set that it may become.

    readings: in which it may be taken. recognized: the one that was recognized, None before that and for a refused set.
    job: the last one. spoken: when somebody last asked for it.
    """

    project: str
    stage: Path
    name: str
    source: str | None
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    readings: tuple[str, ...] = ()
    recognized: str | None = None
    job: DatasetJob | None = None
    spoken: float = field(default_factory=time.monotonic)

    @property
    def busy(self) -> bool:
        """Whether a job works on it."""
        return self.job is not None and not self.job.over.is_set()


class PendingImports:
    """The imports of one studio that wait. Safe to use from several threads."""

    def __init__(self, sets: DatasetStore) -> None:
        self._sets, self._lock = sets, make_rlock(LockOrder.PENDING_IMPORT)
        self._waiting: dict[str, PendingImport] = {}

    def begin(self, project: str, stage: Path, name: str, source: str | None = None) -> PendingImport:
        """Begin to say what lies in the folder `stage`, or in `source`, which stays as it is."""
        pending = PendingImport(project, stage, file_names.make_slug(name, "pictures"), source)
        with self._lock:
            self._waiting[pending.id] = pending
        self.describe(pending)
        self.sweep()
        return pending

    def get(self, project: str, identity: str) -> PendingImport:
        """An import that waits. Raises HttpProblem 404."""
        pending = self._waiting.get(identity)
        if pending is None or pending.project != project:
            raise HttpProblem(404, "no_import")
        pending.spoken = time.monotonic()
        return pending

    def describe(self, pending: PendingImport, reading: str | None = None) -> DatasetJob:
        """Begin to say what it is: the job's result is that of `describe_source`, with {'import': its id}. What cannot
        be opened at all is dropped. Raises HttpProblem 400 for another reading than it has, 409 while it is worked on.
        """

        def finish(result: dict) -> dict:
            if not pending.readings:
                pending.readings = tuple(each["name"] for each in result["readings"]) or (result["reading"],)
                pending.recognized = None if result["refusal"] else result["reading"]
            return {"import": pending.id, **result}

        def end() -> None:
            if not pending.readings:
                self._remove(pending)

        given = {"stage": str(pending.stage), "source": pending.source, "name": pending.name, "reading": reading}
        return self._start(pending, reading, "describe", "describe_import", given, finish, end)

    def take(
        self, pending: PendingImport, reading: str | None, name: str = "", into: DatasetLocation | None = None
    ) -> DatasetJob:
        """Begin to make a data set of it, in a reading, or to add its pictures to the data set `into`. It waits on
        where that fails, for another reading. Raises HttpProblem as `describe`.
        """
        place = DatasetLocation(pending.project, pending.stage.parent, file_names.make_slug(name, pending.name))
        target = pending.stage / "set"

        def finish(result: dict) -> dict:
            if into is None:
                return {"path": f"data/{self._sets.publish(target, place)}", **result}
            self._sets.mark_changed(into)
            return {"path": f"data/{into.name}", **result}

        def end() -> None:
            with self._lock:  # a job that is over at once waits here until it is known as the last one
                failed = pending.job is not None and pending.job.state == "failed"
            if not failed:
                self._remove(pending)

        given: dict[str, str | None] = {"stage": str(pending.stage), "source": pending.source}
        given |= {"target": str(target), "name": place.name}
        given["reading"] = None if reading == pending.recognized else reading
        given["into"] = str(into.folder) if into else None
        shutil.rmtree(target, ignore_errors=True)  # of a try that failed
        return self._start(pending, reading, "import", "import_dataset", given, finish, end)

    def _start(
        self,
        pending: PendingImport,
        reading: str | None,
        kind: str,
        work: str,
        given: dict,
        finish: Callable,
        end: Callable,
    ) -> DatasetJob:
        if reading is not None and reading not in pending.readings:
            raise HttpProblem(400, "bad_value", name="reading")
        with self._lock:
            if pending.busy:
                raise HttpProblem(409, "import_busy")
            pending.job = None
            spec = JobSpec(pending.project, pending.name, kind, work, given, finish, end)
            pending.job = self._sets.jobs.start(spec)
            return pending.job

    def read_sample(self, pending: PendingImport, reading: str, number: int) -> bytes:
        """A JPEG of a picture as it was read. Raises HttpProblem 404."""
        if reading not in (*pending.readings, pending.recognized):
            raise HttpProblem(404, "not_a_picture")
        try:
            return get_sample_file(pending.stage, reading, number).read_bytes()
        except OSError:
            raise HttpProblem(404, "not_a_picture") from None

    def drop(self, pending: PendingImport) -> None:
        """Forget it, with what was sent."""
        if pending.job is not None:
            pending.job.stop()
        self._remove(pending)

    def sweep(self, now: float | None = None) -> None:
        """Drop those of which nobody has spoken for long. now: by `time.monotonic`."""
        now = time.monotonic() if now is None else now
        with self._lock:
            idle = sorted((each for each in self._waiting.values() if not each.busy), key=lambda each: each.spoken)
            old = [each for each in idle if now - each.spoken > KEPT]
            old += idle[len(old) : max(len(old), len(self._waiting) - MAX_PENDING)]
        for each in old:
            self._remove(each)

    def _remove(self, pending: PendingImport) -> None:
        self._waiting.pop(pending.id, None)
        shutil.rmtree(pending.stage, ignore_errors=True)
