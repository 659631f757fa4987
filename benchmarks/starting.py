"""How soon the first line of a program that trains is there, when an interpreter waits for it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import PLAIN, Bench, Program, studio_in
from benchmarks.costs import Cost, alternate, divide_processor, measure_cost, median_wall
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread

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

PLAIN_PROGRAM = "print('first line', flush=True)\n"


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """A row for each library: from Run to the line in the log on the disk, against a cold start of the same program."""
    sources = size.pick({"torch": TORCH, "mmdet": MMDET}, {"nothing": PLAIN_PROGRAM})
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder) / "projects") as bench:
        for name, source in sources.items():
            main = Path(folder) / "main.py"
            main.write_text(source)
            yield from attempt(f"Run to first line, {name}", compare, name, bench, main, size.pick(ROUNDS, 1))


def compare(name: str, bench: Bench, main: Path, rounds: int) -> Row:
    """The row of one program."""
    program = bench.project(main.read_text())
    ours, cold = alternate(lambda: start_warm(program), lambda: start_cold(program, main), rounds)
    note, share = format_spread([1000 * each.wall for each in ours]), divide_processor(ours, cold)
    times = 1000 * median_wall(ours), 1000 * median_wall(cold)
    name = f"Run to first line, {name}, standby ready"
    return Row(name, times[0], "ms", "<= 0.15", times[1], "python main.py", note, share)


def start_warm(program: Program) -> Cost:
    """To the first line by Run, with an interpreter ready."""
    program.prepare()
    with measure_cost() as cost:
        program.start()
        program.says(b"first line")
    program.over()
    return cost


def start_cold(program: Program, main: Path) -> Cost:
    """To the first line by `python main.py`."""
    program.prepare()  # the next interpreter's imports must not slow the peer
    with measure_cost() as cost:
        with subprocess.Popen([sys.executable, str(main)], stdout=subprocess.PIPE, env=PLAIN) as process:
            process.stdout.readline()
    return cost
