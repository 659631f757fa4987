"""The gain of a graphics card by numbers of 16 bits, colors side by side and pinned copies, against the same training
in float32: seconds an epoch, and the mark of the test part.

Beside the clone lie `sign-digits`, `bccd` and `nuclei-fluo`. Both ways by turns on the same card, one round to warm up;
each mark is the mean of its rounds, which have seeds of their own. Without a card that torch can use nothing is measured.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from itertools import count
from pathlib import Path
from statistics import fmean, median
from typing import Any
from unittest import mock

from benchmarks.costs import alternate
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt, format_spread
from sunmao.vision import Classification, Detection, SemanticSegmentation

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
ROUNDS, EPOCHS = 3, 6
CHOOSERS = ("training_loop", "training_run")  # where it is asked which numbers a card learns with


@dataclass(frozen=True)
class Case:
    """One kind of learning. mark: of its report, 0 to 1, by this name; data: a folder beside the clone."""

    kind: Callable[..., Any]
    backbone: str
    data: str
    mark: str
    batch_size: int


CASES = (
    Case(Classification, "EfficientNet-Lite0", "sign-digits", "accuracy", 64),
    Case(Detection, "RTMDet-Lite0", "bccd", "map50", 8),
    Case(SemanticSegmentation, "UNet-Lite0", "nuclei-fluo", "miou", 8),
)


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Two rows for each kind of learning. Raises NotHere."""
    import torch

    if not torch.cuda.is_available():
        raise NotHere("no graphics card that torch can use")
    for case in CASES:
        yield from attempt(f"card, {case.backbone}", compare, case, size)


def compare(case: Case, size: Size, device: str = "cuda") -> Iterator[Row]:
    """The rows of one kind of learning. Raises NotHere."""
    import torch

    from sunmao.training.training_run import describe_device

    if not (DATA / case.data).is_dir():
        raise NotHere(f"no folder {DATA / case.data}")
    rounds, seeds = size.pick(ROUNDS, 1), (count(1), count(1))
    ours, plain = alternate(
        lambda: train(case, next(seeds[0]), size, device),
        lambda: train_in_float32(case, next(seeds[1]), size, device),
        rounds,
        warm=size.pick(1, 0),
    )
    times, marks = ([[each[part] for each in way] for way in (ours, plain)] for part in (0, 1))
    note = f"{describe_device(torch.device(device))}; {format_spread(times[0], 2)} s, {format_spread(times[1], 2)} s"
    name = f"card, {case.backbone}"
    yield Row(f"{name}, an epoch", median(times[0]), "s", "<= 1.00", median(times[1]), "float32", note)
    means = [100 * fmean(each) for each in marks]
    yield Row(f"{name}, {case.mark}", means[0], "%", ">= 0.98", means[1], "float32", f"{rounds} seeds")


def train(case: Case, seed: int, size: Size, device: str) -> tuple[float, float]:
    """Seconds an epoch, and the mark of the test part."""
    epochs = size.pick(EPOCHS, 1)
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        model = case.kind(backbone=case.backbone, image_size=size.pick(None, 64))
        model.load_dataset(path=DATA / case.data, check=False)
        began = time.perf_counter()
        model.train(
            epochs=epochs,
            batch_size=case.batch_size,
            random_seed=seed,
            validate=False,
            device=device,
            save_fold=folder,
        )
        seconds = (time.perf_counter() - began) / epochs
        mark = getattr(model.evaluate(), case.mark)
    return seconds, float(mark or 0)


def train_in_float32(case: Case, seed: int, size: Size, device: str) -> tuple[float, float]:
    """The same as on a processor: nothing is cast, and weights keep their order in memory."""
    with ExitStack() as stack:
        for module in CHOOSERS:
            stack.enter_context(mock.patch(f"sunmao.training.{module}.choose_dtype", lambda device: None))
        return train(case, seed, size, device)
