"""Pupils' programs against the studio at random moments: they take away its own folder while a second studio starts,
and fill the disk while a run is recorded.

The folder keeps one studio; what the disk did not take is said where it is missing.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from benchmarks.limits import extend_limit
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt, report_progress
from tests.support.privileges import run_on_tiny_disk
from tests.support.studio import start_studio, stop_studio

SEED = int(os.environ.get("SUNMAO_BENCHMARK_SEED", time.time_ns() % 10**6))
SECOND_STUDIOS, FULL_DISKS = 30, 30
REFUSED_WITHIN = 20  # seconds
TAKES = {
    "deletes .sunmao": shutil.rmtree,
    "renames .sunmao": lambda own: own.rename(own.with_name(f"taken-{time.time_ns()}")),
    "deletes the lock": lambda own: (own / "lock").unlink(),
    "replaces the lock": lambda own: ((own / "lock").unlink(), (own / "lock").touch()),
}
SAID = "\0"  # where something is said to be missing
LINE_OR_SAID = re.compile(rf"^line (\d+) x+\n|{SAID}", re.M)
# Fills the disk by pieces, and gives some of it back now and then, while it prints numbered lines.
FILLS = """
import os, random
random.seed({seed})
for number in range(100_000):
    print('line', number, 'x' * random.randrange(1, 200))
    try:
        with open('filler', 'ab', buffering=0) as filler:
            filler.write(bytes(random.randrange(1, 20_000)))
    except OSError:
        if random.random() < 0.1:
            os.truncate('filler', random.randrange(4096))
"""


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Two rows."""
    report_progress(f"seed {SEED} (SUNMAO_BENCHMARK_SEED)")
    yield from attempt("second studios on one folder", try_second_studios, size.pick(SECOND_STUDIOS, 1))
    yield from attempt("gaps in records of runs", try_full_disks, size.pick(FULL_DISKS, 1))


def try_second_studios(rounds: int) -> Row:
    """The row of locks. Raises NotHere."""
    if sys.platform == "win32":
        raise NotHere("there nobody can delete or rename an open file")
    faults = []
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            faults += try_second_studio(Path(folder), Random(f"{SEED}/{number}"))
        report_progress(f"second studio {number + 1}: {faults}")
    note = "; ".join(faults[:3]) or f"{rounds} were refused"
    return Row("second studios on one folder", len(faults), "", "<= 0", note=note)


def try_second_studio(projects: Path, random: Random) -> list[str]:
    """Take away what belongs to a studio again and again while a second one starts. Returns what went wrong."""
    began, kind, over = time.monotonic(), random.choice(sorted(TAKES)), threading.Event()
    first = start_studio(projects)
    within = extend_limit(REFUSED_WITHIN, time.monotonic() - began)

    def take() -> None:
        while not over.wait(random.uniform(0, 4)):
            with suppress(OSError):
                TAKES[kind](projects / ".sunmao")

    with suppress(OSError):
        TAKES[kind](projects / ".sunmao")
    threading.Thread(target=take, daemon=True).start()
    command = [sys.executable, "-m", "sunmao.server", "--no-browser", "--port", "0", "--projects", projects]
    try:
        second = subprocess.run(command, capture_output=True, text=True, timeout=within)
        refused = second.returncode == 1 and "token" not in second.stdout
        return [] if refused else [f"{kind}: {second.stdout}{second.stderr}"[:200]]
    except subprocess.TimeoutExpired:
        return [f"{kind}: a second studio runs"]
    finally:
        over.set()
        stop_studio(first)


def try_full_disks(rounds: int) -> Row:
    """The row of records. Raises NotHere."""
    faults, missing = [], 0
    for number in range(rounds):
        random = Random(f"{SEED}/{number}")
        with tempfile.TemporaryDirectory() as folder:
            try:
                command = [sys.executable, "-m", "benchmarks.hostile_programs", folder, str(random.randrange(10**6))]
                done = run_on_tiny_disk(Path(folder), f"size={random.randrange(96, 1024)}k", *command)
            except pytest.skip.Exception as reason:
                raise NotHere(str(reason)) from None
        told = json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {"faults": [done.stderr[-300:]]}
        faults += told["faults"]
        missing += told.get("missing", 0)
        report_progress(f"full disk {number + 1}: {told}")
    note = "; ".join(faults[:3]) or f"{missing} places where something is missing, each said"
    return Row("gaps in records of runs on a full disk", len(faults), "", "<= 0", note=note)


def record_on_full_disk(folder: Path, seed: int) -> dict:
    """Run a program that fills its disk. Returns {'faults', 'missing'}: what a watcher and the record say of it."""
    from tests.support.observed_run import Studio

    studio = Studio(folder)
    try:
        run = studio.run(FILLS.format(seed=seed)).ends()
        log = run.log()
    finally:
        studio.runs.close()
    faults = []
    if [event["seq"] for event in run.events] != list(range(1, len(run.events) + 1)):
        faults.append("the numbers that a page hears have a gap")
    if log != run.events[: len(log)]:
        faults.append("the record is not what a page heard")
    text = "".join(event["text"] if event["kind"] == "output" else SAID * (event["kind"] == "note") for event in log)
    expected, missing, said = 0, 0, False
    for line in LINE_OR_SAID.findall(text):
        if line:
            if int(line) != expected and not said:
                faults.append(f"line {line} follows line {expected - 1}, and nothing is said")
            missing += int(line) != expected
            expected = int(line) + 1
        said = not line
    return {"faults": faults, "missing": missing, "lines": expected, "events": len(log), "told": len(run.events)}


if __name__ == "__main__":
    print(json.dumps(record_on_full_disk(Path(sys.argv[1]), int(sys.argv[2]))))
