"""The time until Stop has ended every process of a program."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.bench import Bench, studio_in
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from tests.support.limits import HANG_TIMEOUT

ROUNDS = 7
SLEEPS = "import time\nprint('first line', flush=True)\ntime.sleep(600)\n"
TRAINS = """from sunmao.data import sample_dataset
from sunmao.vision import Classification
model = Classification(backbone='LeNet')
model.load_dataset(path=sample_dataset(name='digits'))
model.save_fold = 'models/digits'
print('first line', flush=True)
model.train(epochs=500, validate=True)
"""
DEAF = """import signal, subprocess, sys
for name in ('SIGINT', 'SIGTERM', 'SIGHUP'):
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
quiet = dict(stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
for apart in (False, True):
    subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], start_new_session=apart, **quiet)
print('first line', flush=True)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
"""


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Three rows: from the request to stop until no process of the program is left."""
    programs = {"asleep": (SLEEPS, "<= 500"), "training": (TRAINS, "<= 500"), "deaf, with children": (DEAF, "<= 3000")}
    if size is Size.SMALLEST:
        programs.pop("training")  # its torch takes longer to load than all the rest
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench:
        for name, (source, goal) in programs.items():
            yield from attempt(f"Stop to all gone: {name}", stop_often, name, bench, source, goal, size.pick(ROUNDS, 1))


def stop_often(name: str, bench: Bench, source: str, goal: str, rounds: int) -> Row:
    """The row of one program."""
    took = [measure_stop(bench, source) for _ in range(rounds)]
    return Row(f"Stop to all gone: {name}", statistics.median(took), "ms", goal, note=format_spread(took))


def measure_stop(bench: Bench, source: str) -> float:
    """Milliseconds from the request to stop until no process of the program is left."""
    program = bench.project(source)
    program.prepare()
    program.start()
    program.says(b"first line")
    time.sleep(0.5)
    processes = program.processes()
    assert processes, "the program's processes were not found"
    since = time.perf_counter()
    program.stop()
    while any(map(alive, processes)):
        assert time.perf_counter() - since < HANG_TIMEOUT
        time.sleep(0.001)
    took = (time.perf_counter() - since) * 1000
    program.over()
    return took


def alive(process: psutil.Process) -> bool:
    """Whether a process still runs (one that nobody has reaped is gone)."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
