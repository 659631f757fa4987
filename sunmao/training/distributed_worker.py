"""One more process of a training: `python -m sunmao.training.distributed_worker FOLDER RANK PROCESSES`."""

import os
import shutil
import signal
import sys
import threading
from pathlib import Path

import torch

from sunmao.training.devices.deterministic import use_deterministic_algorithms
from sunmao.training.distributed.loop import DistributedLoop
from sunmao.training.distributed.process_group import JOB, READY, Job, join_process_group
from sunmao.training.prefetch import open_readers
from sunmao.training.training_run import make_batches


def main(place: str, rank: int, processes: int) -> None:
    """Learn with the others until the training ends."""
    threading.Thread(target=_end_with_parent, args=(place,), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the first process, which then closes our input
    job: Job = torch.load(Path(place, JOB), weights_only=False, map_location="cpu")
    device = next(job.network.parameters()).device
    if torch.cuda.device_count() >= processes:
        device = torch.device("cuda", rank)
        torch.cuda.set_device(device)
    network = job.network.to(device)
    Path(place, READY.format(rank=rank)).touch()
    join_process_group(place, rank, processes, device)
    with open_readers() as pool, use_deterministic_algorithms(job.config.deterministic):
        batches, steps = make_batches(job.train_set, job.config, job.changes, pool, device)
        DistributedLoop(network, batches, steps, None, job.config, [], job.objective).run()


def _end_with_parent(place: str) -> None:
    """End at once when the process that started this one closes our input, or is no more, which leaves a folder."""
    sys.stdin.buffer.read()
    shutil.rmtree(place, ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
