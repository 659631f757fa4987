"""The gain by a teacher: a large network with packaged weights teaches small ones, on several sets and with three
seeds.

The sets are those of the folder SUNMAO_BENCHMARK_SETS, each a folder with one folder a class; without it, the hand signs
beside the clone; all their pictures have labels. Of written digits (built in) only ten of each class have one, the
teacher rates the others too. The student alone learns from the same labels with the same seed and as many epochs. The
mark is the test part's, which chooses nothing. A loss counts when it is larger than the interval of the gain over the
seeds (95 %, Student's t).

What was tried with LeNet, 15 epochs, three seeds, teachers by `quick_train`; test accuracy in percent:

| | teacher | alone | temperature 1, share 0.7 | 1, 0.9 | 1.5, 0.7 | 4, 0.7 (as before; two seeds) |
|---|---|---|---|---|---|---|
| clothes | 83.1 | 50.0 | 53.1 | 51.9 | 51.7 | 50.9 |
| hand signs | 93.3 | 89.3 | 87.1 | 90.3 | 90.1 | 84.4 (alone 87.9) |
| blood cells | 99.4 | 79.6 | 80.2 | 85.4 | 82.2 | – |
| masks | 99.0 | 95.8 | 95.7 | 95.7 | 96.2 | – |
| steel | 100.0 | 63.3 | 63.5 | 62.0 | 65.6 | – |
| digits | 92.5 | 98.5 | 97.8 | 98.3 | 98.5 | – |

The teacher of the digits is worse than the student alone, which `distill` says before it teaches. A student with few
weights that has to repeat all logits of its teacher, as a high temperature asks, learns to do that instead of telling
the classes apart.
"""

import math
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from statistics import fmean, stdev

import numpy as np

from benchmarks.linear_probe import divide, find_sets
from benchmarks.recipes import keep_few
from benchmarks.rows import Row, Size
from sunmao.data.builtin.samples import make_sample
from sunmao.data.dataset import Dataset
from sunmao.vision import Classification

TEACHER, SEEDS = "EfficientNet-Lite0", (1, 2, 3)
EPOCHS = 50  # of the teacher's last layer
STUDENTS = (("LeNet", None, 15), ("MobileNetV3", 64, 8))  # backbone, side, epochs
FEW = 10  # pictures of each digit that have a label
STUDENT_T = 4.303  # of 97.5 % with two degrees of freedom: three seeds


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """For each set a row of the teacher, then of each student: the gain in points; for each student their mean."""
    gains: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        with redirect_stdout(StringIO()):
            digits = Path(make_sample("digits", root=Path(folder, "data")))
        few = keep_few(digits, size.pick(FEW, 2))
        yield from compare("digits", few, size.pick(digits, None), Path(folder, "digits"), size, gains)
        for name, pictures in find_sets(Path(folder), size):
            place = Path(folder, "sets", name)
            divide(place, pictures, np.random.default_rng(1))
            yield from compare(name, Dataset(place), None, Path(folder, name), size, gains)
    for student, found in gains.items():
        yield Row(f"{student}, mean gain of {len(found)} sets", fmean(found), "points", ">= 1")


def compare(
    name: str, dataset: Dataset, unlabeled: Path | None, folder: Path, size: Size, gains: dict[str, list[float]]
) -> Iterator[Row]:
    """The rows of one set. gains: of each student, to which its mean gain is added where the teacher is better."""
    with redirect_stdout(StringIO()):
        teacher = Classification(backbone=TEACHER)
        teacher.load_dataset(path=dataset, check=False)
        teacher.quick_train(size.pick(EPOCHS, 1), random_seed=1, save_fold=folder / "teacher")
        mark = 100 * teacher.evaluate("test").accuracy
    yield Row(f"{name}: {TEACHER}, the teacher", mark, "%", ">= 0")
    for backbone, side, epochs in STUDENTS[: size.pick(None, 1)]:
        pairs = []
        for seed in SEEDS[: size.pick(None, 1)]:
            with redirect_stdout(StringIO()):
                pairs.append(teach(teacher, dataset, unlabeled, (backbone, side, size.pick(epochs, 1)), seed, folder))
        row = make_row(f"{name}: {backbone}", mark, pairs)
        gains.setdefault(backbone, []).append(row.ours)
        yield row


def teach(teacher: Classification, dataset: Dataset, unlabeled, student: tuple, seed: int, folder: Path):
    """Percent right in the test part: of the student alone, and of the one that was taught."""
    backbone, side, epochs = student
    marks = []
    for taught in (False, True):
        model = Classification(backbone=backbone, weights="fresh", image_size=side)
        model.load_dataset(path=dataset, check=False)
        place = folder / f"{backbone}-{seed}-{taught}"
        if taught:
            extra = {"unlabeled": unlabeled} if unlabeled else {}
            model.distill(teacher, epochs, compare=False, random_seed=seed, save_fold=place, **extra)
        else:
            model.train(epochs, random_seed=seed, save_fold=place)
        marks.append(100 * model.evaluate("test").accuracy)
    return tuple(marks)


def make_row(name: str, teacher: float, pairs: list[tuple[float, float]]) -> Row:
    """The mean gain in points, which shall not be below 0 by more than its interval; of a teacher that is no better
    than the student alone, which `distill` says before it teaches, nothing is asked. teacher: its mark.
    """
    alone, taught = zip(*pairs, strict=True)
    gains = [after - before for before, after in pairs]
    interval = STUDENT_T * stdev(gains) / math.sqrt(len(gains)) if len(gains) > 1 else 100.0
    note = f"alone {fmean(alone):.1f}, taught {fmean(taught):.1f}, gain ± {interval:.1f}; {len(pairs)} seeds"
    least = -interval if teacher > fmean(alone) else -100.0
    return Row(f"{name}, gain", fmean(gains), "points", f">= {least:.1f}", note=note)
