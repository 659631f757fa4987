"""Boxes around things of classes that look alike: what the default recipe finds, and what is shown of it.

The sets are those of the folder SUNMAO_BENCHMARK_BOXES, each a data set of boxes that Sunmao reads, such as Pascal VOC's
files beside the pictures; without it, the blood cells beside the clone. Playing cards and kinds of damage on steel are
look-alikes; a set that the recipe was not tuned to shows whether it holds.

What was tried on playing cards (237 pictures of 320 px to learn from, 59 for validation, six classes), each at 256 px
with a schedule of 8 epochs, and is therefore the recipe (`sunmao/models/rtmdet.py`); mAP50 of validation:

| body's share of the learning rate | mirrored | epoch 2 | epoch 4 | epoch 6 | epoch 7 | epoch 8 |
|---|---|---|---|---|---|---|
| 1 (as before) | yes | 0.049 | 0.243 | 0.341 | 0.311 | – |
| 0.1 | yes | 0.141 | 0.133 | 0.373 | 0.438 | 0.462 |
| 1 | no | 0.074 | 0.432 | 0.458 | 0.506 | 0.545 |
| 0.1 | no | 0.181 | 0.444 | 0.591 | – | – |
| 0.3 (the recipe) | no | 0.102 | 0.365 | 0.581 | 0.604 | – |

Single runs; – : cut off before. On blood cells (192 px, 3 epochs, mirrored) the shares 1, 0.3 and 0.1 reach 0.607, 0.604
and 0.605 on validation, 0.599, 0.593 and 0.585 on test.

How long it learns matters more: at 320 px, of the 67 test pictures of the cards (143 things),

| epochs | mAP50 | shown boxes a thing | precision | recall |
|---|---|---|---|---|
| 10 | 0.592 | 0.83 | 0.534 | 0.441 |
| 20 (`train()`'s own) | 0.924 | 1.00 | 0.874 | 0.874 |
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from benchmarks.cells import DATA
from benchmarks.finders import shapes
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from benchmarks.small import change_folder

BACKBONE, EPOCHS, SIDE = "RTMDet-Lite0", 20, 320  # those of `train()`
SMALLEST_SIDE = 96
FEWEST = {"train": 8, "valid": 2, "test": 4}


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Four rows a set, of its test pictures. Raises NotHere."""
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        sets = find_sets(Path(folder), size)
        if not sets:
            raise NotHere(f"no folder {DATA}")
        for data in sets:
            yield from attempt(data.name, rate, data, size)


def find_sets(folder: Path, size: Size) -> list[Path]:
    """The folders of the data sets."""
    if size is Size.SMALLEST:
        return [shapes(folder, "shapes", FEWEST)]
    if places := os.environ.get("SUNMAO_BENCHMARK_BOXES"):
        return sorted(each for each in Path(places).iterdir() if each.is_dir())
    return [DATA] if DATA.is_dir() else []


def rate(data: Path, size: Size) -> Iterator[Row]:
    """The rows of one set; what is shown is counted at the confidence that the training chose."""
    from sunmao.vision import Detection

    with redirect_stdout(StringIO()):
        model = Detection(backbone=BACKBONE, image_size=size.pick(SIDE, SMALLEST_SIDE))
        model.load_dataset(path=data)
        model.train(epochs=size.pick(EPOCHS, 1), random_seed=1, save_fold=f"weights/{data.name}")
        report = model.evaluate("test")
    shown = sum(count for kind, count in report.counts.items() if kind != "missed")
    note = (
        f"mAP {100 * report.map:.1f}, {report.things} things in {report.total} pictures, {len(report.classes)} classes"
    )
    yield Row(f"{data.name}, test mAP50", 100 * report.map50, "%", ">= 60", note=note)
    note = f"{shown} boxes from {report.confidence:.2f} on, {report.counts}"
    yield Row(f"{data.name}, shown boxes a thing", shown / report.things, "", "<= 1.1", note=note)
    yield Row(f"{data.name}, precision of what is shown", 100 * report.precision, "%", ">= 75")
    yield Row(f"{data.name}, recall of what is shown", 100 * report.recall, "%", ">= 60")
