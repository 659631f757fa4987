"""The durable list of what was handed in, in order: Ray's head forgets when it dies, this file does not."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from sunmao.cluster.job import TrainingJob
from sunmao.core.atomic_files import write_with_parents
from sunmao.core.regular_files import read_regular
from sunmao.errors import ClusterError
from sunmao.locks.lock_order import make_condition
from sunmao.protocol.codec import from_json, to_json

FILE = "jobs.json"
FORMAT = 1
MAX_BYTES = 256 * 1024 * 1024
KEPT = 1000  # jobs that have ended; the oldest of more are forgotten


class JobList:
    """The list in a folder. Every change is on the disk before it is seen. Safe to use from several threads.

    changed: a condition that is notified after every change; its lock guards the list.
    """

    def __init__(self, folder: Path) -> None:
        self._file = Path(folder) / FILE
        self.changed = make_condition()
        self._jobs: dict[str, TrainingJob] = {job.id: job for job in self._read()}

    def _read(self) -> list[TrainingJob]:
        try:
            data = json.loads(read_regular(self._file, MAX_BYTES))
            if data["format"] != FORMAT:
                raise ClusterError("cluster_list_newer", path=self._file.as_posix())
            return [from_json(TrainingJob, row) for row in data["jobs"]]
        except FileNotFoundError:
            return []
        except (ValueError, TypeError, KeyError, RecursionError):
            raise ClusterError("cluster_list_damaged", path=self._file.as_posix()) from None

    def list_jobs(self) -> list[TrainingJob]:
        """All jobs, in the order in which they were handed in."""
        with self.changed:
            return [*self._jobs.values()]

    def get(self, id: str) -> TrainingJob | None:
        """A job by its id."""
        with self.changed:
            return self._jobs.get(id)

    def add(self, job: TrainingJob) -> TrainingJob:
        """Take a job in at the end; one whose id is there already is there already. Returns the job of the list. Raises
        OSError; then it was not taken.
        """
        with self.changed:
            if job.id not in self._jobs:
                self._keep({**self._jobs, job.id: job})
            return self._jobs[job.id]

    def update(self, id: str, expected: int | None = None, **changes: Any) -> TrainingJob | None:
        """Change a job that has not ended. expected: the attempt in which it must be.

        Returns: the job; None where it has ended, or is in another attempt. Raises OSError; then nothing has changed.
        """
        with self.changed:
            job = self._jobs.get(id)
            if job is None or job.has_ended or expected not in (None, job.attempt):
                return None
            self._keep({**self._jobs, id: replace(job, **changes)})
            return self._jobs[id]

    def _keep(self, jobs: dict[str, TrainingJob]) -> None:
        ended = [id for id, job in jobs.items() if job.has_ended]
        for id in ended[: max(0, len(ended) - KEPT)]:
            del jobs[id]
        data = {"format": FORMAT, "jobs": [to_json(job) for job in jobs.values()]}
        write_with_parents(self._file, json.dumps(data, ensure_ascii=False, indent=1).encode())
        self._jobs = jobs
        self.changed.notify_all()
