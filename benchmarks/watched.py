"""A training watched from outside: after each epoch the time by the clock, the processors' time, and what its test
found.
"""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.rows import report_progress

CORES = 2  # processor seconds are told as the minutes of so many cores that nothing else uses
TESTED = re.compile(r"Epoch\(val\) \[(\d+)\].*?(?:bbox|segm)_mAP_50: ([\d.]+)")
PROGRAM = """
import sys
from sunmao.vision import Detection, Segmentation

kind, backbone, weights, data, epochs = sys.argv[1:]
model = {'Detection': Detection, 'Segmentation': Segmentation}[kind](backbone=backbone, weights=weights or None)
model.load_dataset(path=data)
model.train(epochs=int(epochs), random_seed=1)
print('trained', flush=True)
report = model.evaluate('test')
print('test', report.map, report.map50)
"""


@dataclass(frozen=True)
class Case:
    """A training. kind: 'Detection' or 'Segmentation'; weights: '' for the model's own choice."""

    kind: str
    backbone: str
    epochs: int
    weights: str = ""

    @property
    def name(self) -> str:
        """The model and which weights it begins with, where that is said."""
        return f"{self.backbone} {self.weights}".strip()


@dataclass
class Watched:
    """A training that is over. curve: for each epoch minutes by the clock, minutes of two quiet cores, mAP50 of the
    validation pictures; then the same for all of it, without the test; mAP and mAP50 of the test pictures. All marks in
    per cent.
    """

    case: Case
    curve: list[tuple[float, float, float]] = field(default_factory=list)
    minutes: float = 0.0
    quiet: float = 0.0
    test_map: float = 0.0
    test_map50: float = 0.0

    @property
    def best(self) -> float:
        """The highest mAP50 of the validation pictures."""
        return max(mark for *_, mark in self.curve)

    def cells(self) -> list[str]:
        """Its curve as one line of a table."""
        points = "  ".join(f"{quiet:.1f}: {mark:.0f}" for _, quiet, mark in self.curve)
        return [
            self.case.name,
            f"{self.minutes:.1f}",
            f"{self.quiet:.1f}",
            f"{self.test_map:.1f}",
            f"{self.test_map50:.1f}",
            points,
        ]


HEAD = [
    "model",
    "minutes",
    "of two quiet cores",
    "test mAP",
    "test mAP50",
    "minutes of two quiet cores: mAP50 of valid",
]


def watch_training(case: Case, data: Path, folder: Path) -> Watched:
    """The training in a process of its own, from its start on, importing included. Raises CalledProcessError when it
    fails.
    """
    command = [sys.executable, "-c", PROGRAM, case.kind, case.backbone, case.weights, str(data), str(case.epochs)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "SUNMAO_LANG": "en"}
    found, since = Watched(case), time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        for line in process.stdout:
            now = (time.perf_counter() - since) / 60, sum(psutil.Process(process.pid).cpu_times()[:2]) / 60 / CORES
            if epoch := TESTED.search(line):
                found.curve.append((*now, 100 * float(epoch[2])))
            elif line.startswith("trained"):
                found.minutes, found.quiet = now
            elif line.startswith("test "):
                found.test_map, found.test_map50 = (100 * float(mark) for mark in line.split()[1:])
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command[0])
    report_progress(f"{found.cells()}")
    return found
