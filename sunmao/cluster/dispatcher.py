"""Handing the list's jobs to Ray, in order, and again when their process or Ray's head has died."""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from sunmao.cluster.free_room import FreeRoom
from sunmao.cluster.job import Limits, TrainingJob
from sunmao.cluster.job_list import JobList
from sunmao.cluster.ray_jobs import CommandProgress
from sunmao.errors import ClusterError, ClusterUnreachable

log = logging.getLogger(__name__)

PAUSE = 0.5  # seconds between two looks


class Engine(Protocol):
    """Interface of what runs commands: `RayJobs`."""

    def submit(self, name: str, command: str, limits: Limits, environment: dict[str, str]) -> None: ...
    def get_progress(self, name: str) -> CommandProgress: ...
    def stop(self, name: str) -> None: ...
    def list_nodes(self) -> dict[str, Limits]: ...


class Dispatcher:
    """Brings every job of a list to its end.

    As many start at once as have room, and of those that have none Ray has one. Behind one that has not begun, only
    what needs as much is handed to Ray: so they begin in order, as nothing can begin where an earlier one does not fit.

    Args:
        jobs: the list.
        engine: Ray.
        make_command: the command of a job and its environment.
    """

    def __init__(
        self, jobs: JobList, engine: Engine, make_command: Callable[[TrainingJob], tuple[str, dict[str, str]]]
    ) -> None:
        self._jobs, self._engine, self._make_command = jobs, engine, make_command
        self._ending = False

    def step(self) -> None:
        """Look at every job once. Raises ClusterUnreachable where Ray does not answer."""
        jobs = self._jobs.list_jobs()
        progress = {job.id: self._engine.get_progress(job.submission) for job in jobs if job.state == "handed"}
        if all(each.state == "running" for each in progress.values()) and not any(
            job.state == "waiting" for job in jobs
        ):
            return
        room = FreeRoom(self._engine.list_nodes())
        for job in jobs:
            if job.id in progress and progress[job.id].state == "running":
                room.take(progress[job.id].node, job.limits)
        pending: list[Limits] = []
        for job in jobs:
            state = progress[job.id].state if job.id in progress else ""
            if state in ("ended", "unknown"):  # it begins again before those after it
                job = self._take_back(job, state)
            if job.state == "waiting":
                if not all(job.limits.cover(each) for each in pending):
                    return
                begins = self._submit_job(job)
            else:
                begins = state == "pending" and self._keep_pending(job)
            if begins:
                pending.append(job.limits)
                if not room.place(job.limits):
                    return

    def _keep_pending(self, job: TrainingJob) -> bool:
        """Let a job wait at Ray. Returns False for one that shall stop, which has stopped instead."""
        if job.stop:
            self._engine.stop(job.submission)  # nothing of it has begun, and nothing would hear the wish
            self._jobs.update(job.id, job.attempt, state="stopped")
        return not job.stop

    def _take_back(self, job: TrainingJob, state: str) -> TrainingJob:
        """The job after its process has died, or Ray's head, which has forgotten it."""
        again = job.begin_again(died=state == "ended")
        # Its last words come before its process ends: a job that has told its outcome is not changed here.
        self._jobs.update(job.id, job.attempt, state=again.state, deaths=again.deaths)
        log.warning("%s: its process is gone (%s)", job.submission, state)
        return self._jobs.get(job.id) or job

    def _submit_job(self, job: TrainingJob) -> bool:
        """Hand a job in. Returns whether it was; one that shall stop has stopped instead."""
        if job.stop:
            self._jobs.update(job.id, job.attempt, state="stopped")
            return False
        # First in the list, then to Ray: after a kill in between Ray does not know the name, and it is handed in again.
        handed = self._jobs.update(job.id, job.attempt, state="handed", attempt=job.attempt + 1)
        if handed is not None:
            command, environment = self._make_command(handed)
            self._engine.submit(handed.submission, command, handed.limits, environment)
        return handed is not None

    def run(self, revive: Callable[[], None]) -> None:
        """Go on until `end`. revive: called where Ray does not answer; it brings it back, or raises ClusterError, OSError."""
        while not self._ending:
            try:
                self.step()
            except ClusterUnreachable as silent:
                log.warning("%s", silent)
                self._try(revive)
            except Exception:  # a full disk, or an error of ours: the other jobs shall go on
                log.exception("a look at the jobs failed")
            with self._jobs.changed:
                self._jobs.changed.wait(PAUSE)

    def _try(self, revive: Callable[[], None]) -> None:
        try:
            revive()
        except (OSError, ClusterError, ClusterUnreachable):  # the next look tries it again
            log.exception("Ray does not come back")

    def start(self, revive: Callable[[], None]) -> threading.Thread:
        """`run` in a thread of its own."""
        thread = threading.Thread(target=self.run, args=(revive,), name="dispatcher", daemon=True)
        thread.start()
        return thread

    def end(self) -> None:
        """Let `run` end soon; jobs stay as they are."""
        self._ending = True
        with self._jobs.changed:
            self._jobs.changed.notify_all()
