"""Boxes around things of classes that look alike: what the default recipe finds, and what is shown of it.

The sets are those of the folder SUNMAO_BENCHMARK_BOXES, each a data set of boxes that Sunmao reads, such as Pascal VOC's
files beside the pictures; without it, the blood cells beside the clone. Playing cards and kinds of damage on steel are
look-alikes; a set that the recipe was not tuned to shows whether it holds. Of 120 pictures, ours stands against a small
YOLO (`peers/ultralytics_boxes.py`; left out where its package is not installed) with as many seconds of the processor.

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
| 20 | 0.924 | 1.00 | 0.874 | 0.874 |

Of fewer of the pictures (a fifth of them for validation), with one seed; seconds of one core of a processor:

| pictures | side | epochs | mAP50 | precision | recall | seconds |
|---|---|---|---|---|---|---|
| 120 | 320 | 20 | 0.571 | 0.512 | 0.287 | 393 |
| 120 | 320 | 60 | 0.895 | 0.828 | 0.741 | 1221 |
| 120 | 192 | 25 | 0.586 | 0.524 | 0.462 | 223 |
| 120 | 192 | 48 | 0.712 | 0.656 | 0.601 | 439 |
| 40 | 320 | 100 | 0.542 | 0.574 | 0.462 | 642 |
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import cv2
import numpy as np

from benchmarks.cells import DATA
from benchmarks.finders import shapes
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from benchmarks.small import change_folder
from sunmao.data.dataset import Dataset
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.images.image_files import read_image_file

BACKBONE, SIDE = "RTMDet-Lite0", 320  # those of `Detection()`; the epochs are those of `train()`
COUNTS, COMPARED = (None, 120, 40), 120  # pictures to learn from, validation included; None: all
PEER = Path(__file__).parent / "peers" / "ultralytics_boxes.py"
HELD_OUT = 5  # one in so many of them is for validation
SMALLEST_SIDE = 96
FEWEST = {"train": 8, "valid": 2, "test": 4}


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Four rows a set and number of pictures, of its test pictures. Raises NotHere."""
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        sets = find_sets(Path(folder), size)
        if not sets:
            raise NotHere(f"no folder {DATA}")
        for data in sets:
            for count in COUNTS[: size.pick(None, 1)]:
                yield from attempt(data.name, rate, data, count, size)


def find_sets(folder: Path, size: Size) -> list[Path]:
    """The folders of the data sets."""
    if size is Size.SMALLEST:
        return [shapes(folder, "shapes", FEWEST)]
    if places := os.environ.get("SUNMAO_BENCHMARK_BOXES"):
        return sorted(each for each in Path(places).iterdir() if each.is_dir())
    return [DATA] if DATA.is_dir() else []


def keep_some(path: Path, count: int | None) -> Dataset:
    """The data set with so many pictures to learn from and to validate, None: as it is; its tests are the same."""
    listing = read_listing(open_file_tree(path))
    if count is None:
        return Dataset(path)
    items = [item for item in listing.items if item.split != "test"]
    drawn = [items[place] for place in np.random.default_rng(1).permutation(len(items))[:count]]
    kept = [replace(item, split="train" if place % HELD_OUT else "val") for place, item in enumerate(drawn)]
    tests = [item for item in listing.items if item.split == "test"]
    return Dataset(path, listing=replace(listing, items=[*kept, *tests]))


def rate(data: Path, count: int | None, size: Size) -> Iterator[Row]:
    """The rows of one set; what is shown is counted at the confidence that the training chose."""
    from sunmao.vision import Detection

    name, dataset = data.name if count is None else f"{data.name}, {count} pictures", keep_some(data, count)
    with redirect_stdout(StringIO()):
        model = Detection(backbone=BACKBONE, image_size=size.pick(SIDE, SMALLEST_SIDE))
        model.load_dataset(path=dataset)
        began = time.process_time()
        model.train(epochs=size.pick(None, 1), random_seed=1, save_fold=f"weights/{data.name}-{count}")
        minutes = (time.process_time() - began) / 60
        report = model.evaluate("test")
    shown = sum(number for kind, number in report.counts.items() if kind != "missed")
    note = (
        f"mAP {100 * report.map:.1f}, {report.things} things in {report.total} pictures, {len(report.classes)} classes; "
        f"{minutes:.1f} minutes of the processor"
    )
    yield Row(f"{name}, test mAP50", 100 * report.map50, "%", ">= 60", note=note)
    note = f"{shown} boxes from {report.confidence:.2f} on, {report.counts}"
    yield Row(f"{name}, shown boxes a thing", shown / report.things, "", "<= 1.1", note=note)
    yield Row(f"{name}, precision of what is shown", 100 * report.precision, "%", ">= 75")
    yield Row(f"{name}, recall of what is shown", 100 * report.recall, "%", ">= 60")
    if count == COMPARED and find_spec("ultralytics"):
        place = write_for_ultralytics(dataset, Path("yolo", data.name))
        map50, precision, recall = run_peer(place, 60 * minutes, size.pick(SIDE, SMALLEST_SIDE))
        note = f"its precision {precision:.1f}, recall {recall:.1f} at the confidence that is best for the test"
        yield Row(f"{name}, mAP50 − small YOLO", 100 * report.map50 - map50, "points", ">= 0", note=note)


def run_peer(data: Path, seconds: float, side: int) -> list[float]:
    """mAP50, precision and recall of the peer in percent. Raises CalledProcessError."""
    command = [sys.executable, PEER, data.absolute(), seconds, side]
    # Its package reads this as it is imported.
    environment = os.environ | {"YOLO_OFFLINE": "true"}
    done = subprocess.run(
        [*map(str, command)], env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("found"))
    return [100 * float(mark) for mark in line.split()[1:]]


def write_for_ultralytics(dataset: Dataset, folder: Path) -> Path:
    """The data set as ultralytics reads it: for each picture lines of class, middle and size, as shares of the sides."""
    numbers = {label: number for number, label in enumerate(dataset.classes)}
    for part in ("train", "val", "test"):
        images, labels = folder / "images" / part, folder / "labels" / part
        images.mkdir(parents=True)
        labels.mkdir(parents=True)
        for place, item in enumerate(dataset.items(part)):
            picture = read_image_file(item.path)
            height, width = picture.shape[:2]
            cv2.imwrite(str(images / f"{place}.png"), picture[..., ::-1])
            lines = []
            for thing in item.things:
                left, top, right, bottom = thing.box
                middle = (left + right) / 2 / width, (top + bottom) / 2 / height
                shares = (*middle, (right - left) / width, (bottom - top) / height)
                lines.append(" ".join(map(str, (numbers[thing.label], *shares))))
            (labels / f"{place}.txt").write_text("\n".join(lines))
    parts = {part: f"images/{part}" for part in ("train", "val", "test")}
    about = {"path": str(folder.absolute()), **parts, "names": dataset.classes}
    (folder / "data.yaml").write_text(json.dumps(about), "utf-8")  # JSON is YAML
    return folder
