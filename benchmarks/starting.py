"""How soon the first line of a program that trains is there, when an interpreter waits for it."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bench import PLAIN, Bench, studio_in
from benchmarks.rows import Row, spread

ROUNDS = 7
TORCH = """import torch
from sunmao.vision import Classification

model = Classification(backbone='LeNet')
print('first line', flush=True)
"""
# As far as a training has come when it builds its network.
MMDET = """from sunmao.models.openmmlab.mmcv_shim import get_model_registry
from sunmao.vision import Detection

model = Detection(backbone='RTMDet-tiny')
get_model_registry()
print('first line', flush=True)
"""


def measure() -> list[Row]:
    """A row for each library: from Run to the line in the log on the disk, against a cold start of the same program."""
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder) / "projects") as bench:
        return [
            _row(name, *first_lines(bench, Path(folder) / "main.py", source))
            for name, source in (("torch", TORCH), ("mmdet", MMDET))
        ]


def _row(name: str, ours: list[float], cold: list[float]) -> Row:
    return Row(
        f"Run to first line, {name}, standby ready",
        statistics.median(ours),
        "ms",
        "<= 0.15",
        statistics.median(cold),
        "python main.py",
        spread(ours),
    )


def first_lines(bench: Bench, main: Path, source: str) -> tuple[list[float], list[float]]:
    """Milliseconds to the first line, in turn: by Run with an interpreter ready, and by a cold `python main.py`."""
    program, ours, cold = bench.project(source), [], []
    main.write_text(source)
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
