"""A real Ray with several nodes on this computer, and the real list and dispatcher, whose commands only sleep: for the
check of `queue_model.py`. Nodes of more cores than the computer has do no harm.
"""

import os
import secrets
import shlex
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from unittest.mock import patch

from benchmarks.queue_model import Node, Pace, Served
from sunmao.cluster.dispatcher import Dispatcher
from sunmao.cluster.job import Limits, TrainingJob
from sunmao.cluster.job_list import JobList
from sunmao.cluster.ray_jobs import CommandProgress, RayJobs
from sunmao.errors import ClusterUnreachable
from sunmao.server.cluster.ray_node import RayNode
from tests.support.limits import poll_until

Sleep = tuple[float, float, int]  # when it is handed in, how long it takes, seconds; how many cores it asks for
TICK = 0.05  # seconds
# Its times are written whole; it stays until its end is known, as a worker does until its outcome was taken.
SLEEP = (
    "date +%s.%N > {0}.new && mv {0}.new {0}.begun && sleep {1} && date +%s.%N > {0}.new && mv {0}.new {0}.ended && "
    f"until [ -e {{0}}.known ]; do sleep {TICK}; done"
)


class TimedRay(RayJobs):
    """Ray's jobs. polls: seconds of each question how far a job is."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.polls: list[float] = []

    def get_progress(self, name: str) -> CommandProgress:
        """As `RayJobs.get_progress`."""
        since = time.perf_counter()
        progress = super().get_progress(name)
        self.polls.append(time.perf_counter() - since)
        return progress


@contextmanager
def start_nodes(folder: Path, nodes: Sequence[Node], address: str) -> Iterator[TimedRay]:
    """Ray with these nodes. address: of all of them. Raises ClusterError where it does not start."""
    token = secrets.token_hex(32)
    with patch.dict(os.environ), ExitStack() as stack:
        head: RayNode | None = None
        for node in nodes:
            made = RayNode(folder, token, address, node.processors, head and head.head)
            stack.callback(made.end)
            made.start()
            head = head or made
        assert head is not None
        ray = TimedRay(head.dashboard)
        poll_until(lambda: count_nodes(ray) == len(nodes), "all nodes")
        yield ray


def count_nodes(ray: RayJobs) -> int:
    """The number of its nodes, 0 where it is silent just now."""
    try:
        return len(ray.list_nodes())
    except ClusterUnreachable:
        return 0


def run_sleeps(ray: RayJobs, folder: Path, sleeps: Sequence[Sleep]) -> list[Served]:
    """Hand in what sleeps when it is time, and wait for all of it. folder: a new one. Returns when they began and
    ended, in seconds since the first was handed in.
    """
    folder.mkdir()
    jobs = JobList(folder)

    def make_command(job: TrainingJob) -> tuple[str, dict[str, str]]:
        place = folder / job.id
        return f"exec sh -c {shlex.quote(SLEEP.format(place, sleeps[int(job.folder)][1]))}", {}

    dispatcher = Dispatcher(jobs, ray, make_command)
    thread = dispatcher.start(lambda: None)
    try:
        return follow_sleeps(jobs, folder, sleeps)
    finally:
        dispatcher.end()
        thread.join()


def follow_sleeps(jobs: JobList, folder: Path, sleeps: Sequence[Sleep]) -> list[Served]:
    """Hand in, and tell the list what has ended, as a gateway does."""
    ids = [secrets.token_hex(8) for _ in sleeps]
    served: list[Served] = []
    began = time.time()
    while not all((folder / f"{id}.known").exists() for id in ids):
        while len(served) < len(sleeps) and sleeps[len(served)][0] <= time.time() - began:
            number = len(served)
            _, seconds, cores = sleeps[number]
            limits = Limits(cores)
            served.append(Served(seconds, limits, time.time() - began))
            jobs.add(TrainingJob(ids[number], "", str(number), "", "", limits=limits))
        for id in ids[: len(served)]:
            if (folder / f"{id}.ended").exists() and not (folder / f"{id}.known").exists():
                jobs.update(id, state="finished")
                (folder / f"{id}.known").touch()
        time.sleep(TICK)
    for id, each in zip(ids, served, strict=True):
        each.begun, each.ended = (float((folder / f"{id}.{name}").read_text()) - began for name in ("begun", "ended"))
    return served


def measure_pace(ray: TimedRay, folder: Path, cores: int, times: int) -> Pace:
    """The seconds that are no training, medians of so many. cores: as many as only one node has, so that jobs queue."""
    alone = [run_sleeps(ray, folder / f"alone{number}", [(0, 1, cores)])[0] for number in range(times + 1)]
    queue = run_sleeps(ray, folder / "queue", [(0, 1, cores)] * (times + 1))
    start = median(each.begun - each.handed_in for each in alone[1:])  # the first one warms it up
    gaps = [after.begun - before.ended for before, after in zip(queue, queue[1:], strict=False)]
    return Pace(start, max(0.0, median(gaps) - start), median(ray.polls))
