"""The processes of a training: started, joined, and gone with the one that started them."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import torch
from torch import distributed

from sunmao.core.module_process import make_module_command
from sunmao.errors import WorkerDied

ON_PROCESSOR = 2  # processes where there is no graphics card: a school computer has two cores
PATIENCE = timedelta(hours=2)  # the others wait while the first one tests
JOINING = 180.0  # seconds for starting Python and torch, on an old computer
DYING = 2.0  # seconds from the end of a process's connections to its own
ENDING = 5.0  # seconds in which a process that is done ends
WORKER = "sunmao.training.distributed_worker"
JOB = "job.pt"
READY = "{rank}.ready"  # a process that has all it needs writes this file
LOOPBACK = {"linux": "lo", "darwin": "lo0"}  # the network of this computer alone


@dataclass(frozen=True)
class Job:
    """Parts that every process of a training needs: a network, pictures, and how it is learned."""

    network: torch.nn.Module
    train_set: Any
    config: Any
    changes: Any
    objective: Any


def count_processes(device: torch.device) -> int:
    """Number of processes of a distributed training here: one for each graphics card, or two on the processor."""
    if device.type == "cuda":
        return torch.cuda.device_count()
    return min(ON_PROCESSOR, os.cpu_count() or 1) if device.type == "cpu" else 1


@contextmanager
def open_process_group(job: Job, processes: int) -> Iterator[None]:
    """Start the other processes and join their group as rank 0; at the end they are gone.

    The others get their work by a file in a private folder, talk over the loopback network alone, never import the
    program that trains, and end with this process, whose end closes their standard input.

    Raises: WorkerDied when one of them ends before its time.
    """
    with tempfile.TemporaryDirectory(prefix="sunmao-", ignore_cleanup_errors=True) as place:
        torch.save(job, Path(place, JOB))
        workers = [_start_worker(place, rank, processes) for rank in range(1, processes)]
        threads = torch.get_num_threads()
        try:
            _wait_for_workers(place, workers)
            join_process_group(place, 0, processes, next(job.network.parameters()).device)
            yield
        except RuntimeError as error:
            if not _has_died(workers):
                raise
            raise WorkerDied("training_process_died", cause=_read_causes(place)) from error
        finally:
            torch.set_num_threads(threads)
            _end(workers)


def _wait_for_workers(place: str, workers: list[subprocess.Popen]) -> None:
    """Return when all have read their work; joining a group waits for one that died until the end of all patience."""
    late = time.monotonic() + JOINING
    while not all(Path(place, READY.format(rank=rank)).exists() for rank in range(1, len(workers) + 1)):
        if time.monotonic() > late or any(worker.poll() is not None for worker in workers):
            raise RuntimeError("a process of the training did not start")
        time.sleep(0.02)


def _has_died(workers: list[subprocess.Popen]) -> bool:
    late = time.monotonic() + DYING
    while all(worker.poll() is None for worker in workers):
        if time.monotonic() > late:
            return False
        time.sleep(0.02)
    return True


def join_process_group(place: str, rank: int, processes: int, device: torch.device) -> None:
    """Become one of the group; the processor's cores are shared out."""
    name = LOOPBACK.get(sys.platform)
    if name:
        os.environ["GLOO_SOCKET_IFNAME"] = name
    if device.type == "cpu":
        torch.set_num_threads(max(1, torch.get_num_threads() // processes))
    distributed.init_process_group(
        "nccl" if device.type == "cuda" else "gloo",
        init_method=Path(place, "store").as_uri(),
        rank=rank,
        world_size=processes,
        timeout=PATIENCE,
    )


def _start_worker(place: str, rank: int, processes: int) -> subprocess.Popen:
    command, environment = make_module_command(WORKER, place, str(rank), str(processes))
    with open(Path(place, f"{rank}.log"), "wb") as log:
        return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log)


def _end(workers: list[subprocess.Popen]) -> None:
    if distributed.is_initialized():
        distributed.destroy_process_group()
    for worker in workers:
        assert worker.stdin
        with suppress(OSError):
            worker.stdin.close()
        try:
            worker.wait(ENDING)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def _read_causes(place: str) -> str:
    """The last lines of what the processes wrote."""
    texts = [log.read_text(encoding="utf-8", errors="replace") for log in sorted(Path(place).glob("*.log"))]
    return "\n".join(line for text in texts for line in text.splitlines()[-3:])
