"""The time until the studio shows its projects, however many runs they have; and until the first line of a program that
trains is there, when an interpreter waits for it.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import PLAIN, Bench, Program, studio_in
from benchmarks.costs import Cost, alternate, divide_processor, measure_cost, median_wall
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from tests.support.recorded_runs import record_run
from tests.support.studio import ApiClient, start_studio, stop_studio

ROUNDS = 7
PROJECTS, RUNS = 50, 1000  # runs a project
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
    """The start of a studio with a long history, against one with an empty folder; then a row for each library: from Run
    to the line in the log on the disk, against a cold start of the same program.
    """
    yield from attempt("start with many runs", compare_starts, size)
    sources = size.pick({"torch": TORCH, "mmdet": MMDET}, {"nothing": PLAIN_PROGRAM})
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder) / "projects") as bench:
        for name, source in sources.items():
            main = Path(folder) / "main.py"
            main.write_text(source)
            yield from attempt(f"Run to first line, {name}", compare, name, bench, main, size.pick(ROUNDS, 1))


def compare_starts(size: Size) -> Row:
    """The row of starting."""
    projects, runs = size.pick((PROJECTS, RUNS), (2, 3))
    with tempfile.TemporaryDirectory() as folder:
        full, empty = Path(folder) / "full", Path(folder) / "empty"
        for project in range(projects):
            for number in range(runs):
                record_run(full / f"p{project}" / "runs", number)
            (full / f"p{project}" / "project.json").write_text('{"version": 1, "title": "p"}')
        ours, peer = alternate(lambda: start_to_list(full), lambda: start_to_list(empty), size.pick(ROUNDS, 1))
    note, share = format_spread([each.wall for each in ours]), divide_processor(ours, peer)
    name = f"start to the list of projects, {projects} projects × {runs} runs"
    return Row(name, median_wall(ours), "s", "<= 1.5", median_wall(peer), "an empty folder", note, share)


def start_to_list(projects: Path) -> Cost:
    """From the command to the page and its projects."""
    with measure_cost() as cost:
        studio = start_studio(projects)
        ApiClient(studio).ask("GET", "/api/projects")
    stop_studio(studio)
    return cost


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
