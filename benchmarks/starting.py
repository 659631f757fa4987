"""How soon the first line of a program that trains is there, when an interpreter waits for it."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .bench import PLAIN, Bench, studio_in
from .rows import Row, spread

ROUNDS = 7
TORCH = """import torch
from sunmao.vision import Classification

model = Classification(backbone='LeNet')
print('first line', flush=True)
"""


def measure() -> list[Row]:
    """One row: from Run to the line in the log on the disk, against a cold start of the same program."""
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder) / "projects") as bench:
        ours, cold = first_lines(bench, Path(folder) / "main.py")
    peer = statistics.median(cold)
    return [Row("Run to first line, torch, standby ready", statistics.median(ours), "ms", "<= 0.15", peer, "python main.py", spread(ours))]


def first_lines(bench: Bench, main: Path) -> tuple[list[float], list[float]]:
    """Milliseconds to the first line, in turn: by Run with an interpreter ready, and by a cold `python main.py`."""
    program, ours, cold = bench.project(TORCH), [], []
    main.write_text(TORCH)
    for _ in range(ROUNDS):
        program.prepare()
        since = time.perf_counter()
        program.start()
        program.says(b"first line")
        ours.append((time.perf_counter() - since) * 1000)
        program.over()
        program.prepare()  # the next interpreter's imports must not slow the peer
        since = time.perf_counter()
        with subprocess.Popen([sys.executable, str(main)], stdout=subprocess.PIPE, env=PLAIN) as process:
            process.stdout.readline()
            cold.append((time.perf_counter() - since) * 1000)
    return ours, cold
