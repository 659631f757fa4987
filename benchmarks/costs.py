"""The cost of work: wall time and processor time, ours and a peer's by turns, with the same number of threads."""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import nan

import psutil

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
THREADS_SETTING = "SUNMAO_BENCHMARK_THREADS"  # environment: how many, where it shall not be one for each core
THREADS = int(os.environ.get(THREADS_SETTING) or CORES)
THREADS_NAMES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
SET_THREADS = f"import cv2; cv2.setNumThreads({THREADS})\n"  # torch in a process of its own hears the environment


@dataclass
class Cost:
    """wall: seconds by the clock; processor: seconds of processors, user and system, of all processes."""

    wall: float = nan
    processor: float = nan


def set_threads() -> None:
    """As many threads for ours as for every peer: in this process, and in those that it starts."""
    os.environ.update(dict.fromkeys(THREADS_NAMES, str(THREADS)))
    import cv2

    cv2.setNumThreads(THREADS)
    if torch := sys.modules.get("torch"):  # whoever imports it later finds the environment
        torch.set_num_threads(THREADS)


def make_onnx_options():
    """Return the options with which a peer opens a file with onnxruntime; ours gets `threads=THREADS`."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = THREADS
    return options


def sum_processor_time() -> float:
    """Seconds of processors so far: this process, its children that have ended, and all that still run below it."""
    total = sum(os.times()[:4])
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


@contextmanager
def measure_cost(processor: Callable[[], float] = sum_processor_time) -> Iterator[Cost]:
    """Measure what happens inside. processor: `time.process_time` where no other process takes part and it is short."""
    cost = Cost()
    before, since = processor(), time.perf_counter()
    yield cost
    cost.wall = time.perf_counter() - since
    # What is killed takes the time of its children with it: less than it was, never negative.
    cost.processor = max(0.0, processor() - before)


def alternate(ours: Callable[[], object], peer: Callable[[], object], rounds: int, warm: int = 0) -> tuple[list, list]:
    """Run ours and the peer's by turns and return the results of both; the first `warm` rounds do not count.

    Who comes first changes with each round: the second one finds the caches as the other left them.
    """
    found: dict[Callable, list] = {ours: [], peer: []}
    for number in range(warm + rounds):
        for work in (ours, peer)[:: -1 if number % 2 else 1]:
            found[work].append(work())
    return found[ours][warm:], found[peer][warm:]


def median_wall(costs: list[Cost]) -> float:
    """Seconds by the clock."""
    return statistics.median(cost.wall for cost in costs)


def divide_processor(ours: list[Cost], peer: list[Cost]) -> float | None:
    """Processor time of ours by the peer's; None where all of it is too short for the system's clock."""
    # Sums, for the clock of another process counts in hundredths of a second.
    mine, theirs = (sum(cost.processor for cost in costs) for costs in (ours, peer))
    return mine / theirs if theirs > 0 else None
