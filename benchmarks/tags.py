"""Several labels a picture: the blood cells of `bccd-multilabel` beside the clone, on two processor cores.

Learned is from the training part; the epoch and the thresholds are chosen on the validation part; the marks are those of
the test part. Beside it stand quick training (frozen features and logistic regression) and the frequency of each label,
which is the average precision of who says the same of every picture.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from benchmarks.rows import NotHere, Row, Size
from sunmao.data.dataset import Dataset
from sunmao.tasks.multi_label.report import TagReport
from sunmao.vision import MultiLabel

CELLS = Path(__file__).resolve().parents[2] / "shared" / "data" / "bccd-multilabel"
# Chosen on the validation part, mAP there: 128 pixels and 20 epochs 93.3 %, 224 pixels and 12 epochs 92.9 %.
BACKBONE, EPOCHS, SEED = "EfficientNet-Lite0", 20, 1


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """A row for the whole network, its time, quick training and the frequency. Raises NotHere."""
    if not CELLS.is_dir():
        raise NotHere("the cells are not beside the clone")
    dataset = Dataset(CELLS)
    tested = dataset.items("test")
    shares = [sum(label in item.tags for item in tested) / len(tested) for label in dataset.classes]
    frequency = 100 * sum(shares) / len(shares)
    yield Row("mAP of the frequency", frequency, "%", ">= 0", note="what 0.50 is in the task")
    with tempfile.TemporaryDirectory() as folder:
        _, quick = train(Path(folder, "quick"), size, whole=False)
        yield Row("mAP of quick training", 100 * quick.map, "%", ">= 75", note=describe(quick))
        seconds, report = train(Path(folder, "whole"), size, whole=True)
        yield Row("mAP of training", 100 * report.map, "%", ">= 82", note=describe(report))
        yield Row("minutes of training", seconds / 60, "min", "<= 10", note=f"{os.cpu_count()} cores")


def train(folder: Path, size: Size, whole: bool) -> tuple[float, TagReport]:
    """Seconds of a training, and its test."""
    model = MultiLabel(backbone=BACKBONE, image_size=size.pick(None, 64) if whole else None)
    began = time.perf_counter()
    with redirect_stdout(StringIO()):
        model.load_dataset(path=CELLS)
        if whole:
            model.train(epochs=size.pick(EPOCHS, 1), random_seed=SEED, save_fold=folder)
        else:
            model.quick_train(epochs=size.pick(50, 2), random_seed=SEED, save_fold=folder)
        seconds = time.perf_counter() - began
        return seconds, model.evaluate()


def describe(report: TagReport) -> str:
    """The average precision of each label, and the share of pictures with exactly their labels."""
    each = ", ".join(
        f"{label} {100 * (area or 0):.1f}"
        for label, area in zip(report.classes, report.average_precisions, strict=True)
    )
    return f"{each}; exact match {100 * report.exact_match:.1f} %"
