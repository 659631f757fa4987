"""Hand signs with EfficientNet-Lite0: how good the default training gets, and how soon, against a bare PyTorch script."""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.costs import SET_THREADS, Cost, alternate, divide_processor, measure_cost, median_wall
from benchmarks.rows import NotHere, Row, Size
from benchmarks.small import FEWEST, small_set
from benchmarks.transfer import DATA

PROGRAM = (
    SET_THREADS
    + """import sys, time
from sunmao.vision import Classification

model = Classification(backbone='EfficientNet-Lite0')
model.load_dataset(path=sys.argv[1])
model.train(epochs=int(sys.argv[2]), random_seed=int(sys.argv[3]))
print('trained', time.process_time(), flush=True)
print('accuracy', model.evaluate().accuracy)
"""
)
PEER = Path(__file__).parent / "peers" / "torch_signs.py"
ENOUGH = 98.8  # % of the test pictures
# A one-cycle schedule must know its end beforehand. Two are enough for ours; the peer's three are not always (96.1 and
# 99.1 %
# were seen), so its time is rather too short.
OUR_EPOCHS, PEER_EPOCHS = 2, 3
SEEDS = (1, 2, 3)


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: test accuracy of the default training; whole programs to the same accuracy, ours and the peer's
    alternating. Raises NotHere.
    """
    with tempfile.TemporaryDirectory() as folder:
        data = DATA if size is Size.FULL else small_set(Path(folder, "data"), counts=FEWEST)
        if not data.is_dir():
            raise NotHere(f"no folder {data}")
        program = Path(folder, "main.py")
        program.write_text(PROGRAM)
        if size is Size.FULL:
            default = [run(program, data, 6, seed) for seed in SEEDS]
            name = "hand signs, train(epochs=6), test"
            yield Row(name, median_accuracy(default), "%", ">= 98", note=list_accuracies(default))
        ours, peer = size.pick((OUR_EPOCHS, PEER_EPOCHS), (1, 1))
        seeds = iter(2 * SEEDS)
        mine, theirs = alternate(
            lambda: run(program, data, ours, next(seeds)),
            lambda: run(PEER, data, peer, next(seeds)),
            size.pick(len(SEEDS), 1),
        )
    scores = f"ours {list_accuracies(mine)} in {ours} epochs, peer {list_accuracies(theirs)} in {peer}"
    yield Row("hand signs, short training, test", median_accuracy(mine), "%", f">= {ENOUGH}", note=scores)
    costs = [[each.cost for each in runs] for runs in (mine, theirs)]
    name, share = "hand signs, short training, in all", divide_processor(*costs)
    times = [median_wall(each) for each in costs]
    yield Row(name, times[0], "s", "<= 1.0", times[1], "bare PyTorch", processor_ratio=share)


@dataclass(frozen=True)
class Run:
    """cost: from the program's start to its trained weights; accuracy: of the test pictures, in per cent, found after
    the clock has stopped.
    """

    cost: Cost
    accuracy: float


def run(program: Path, data: Path, epochs: int, seed: int) -> Run:
    """One run of a program as its user would start it. Raises CalledProcessError."""
    command = [sys.executable, program, data, str(epochs), str(seed)]
    with tempfile.TemporaryDirectory() as folder:
        with measure_cost() as cost:
            process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
            told = next((line for line in process.stdout if line.startswith("trained")), "")
        rest = process.communicate()[0]
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    cost.processor = float(told.split()[1])
    return Run(cost, 100 * float(rest.rsplit("accuracy", 1)[1]))


def median_accuracy(runs: list[Run]) -> float:
    return statistics.median(each.accuracy for each in runs)


def list_accuracies(runs: list[Run]) -> str:
    return ", ".join(f"{each.accuracy:.1f}" for each in runs)
