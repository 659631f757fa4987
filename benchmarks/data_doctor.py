"""Faults planted in sets of pictures and what the check of a data set says of them: precision and recall.

The sets are those of the folder SUNMAO_BENCHMARK_SETS, each a folder with one folder a class; without it, the hand signs
beside the clone. Each planting draws 20 pictures of each class for training, copies some pictures into the test part
(as they are, brighter, darker, turned by 3°, cropped by 10 %), takes all but 1 to 3 pictures of one class and makes
another 20 times as large as a third. Other pictures that are nearly the same in the set itself are taken out first.
"""

import random
import shutil
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageEnhance

from benchmarks.linear_probe import find_sets
from benchmarks.rows import NotHere, Row, Size
from sunmao.data.check_dataset import check
from sunmao.data.checks.near_duplicates import find_near_duplicate_files

PLANTINGS = 10
EACH = 40  # pictures of the largest class for training; the smallest but one has a twentieth
COPIED = 4  # pictures that are copied in each way
KINDS = ("exact", "brighter", "darker", "turned 3°", "cropped 10 %")
DUPLICATES = ("leaked_pictures", "alike_leaks")


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """For each set a row of precision and recall of copies and of classes, each in per cent. Raises NotHere."""
    measured = False
    with tempfile.TemporaryDirectory() as folder:
        for name, pictures in find_sets(Path(folder), size):
            measured = True
            yield from measure_set(name, drop_doubles(pictures), Path(folder, "planted"), size)
    if not measured:
        raise NotHere("no sets of pictures")


def measure_set(name: str, pictures: dict[str, list[Path]], folder: Path, size: Size) -> Iterator[Row]:
    """The rows of one set."""
    hits, marks = defaultdict(list), defaultdict(list)
    for seed in range(size.pick(PLANTINGS, 1)):
        shutil.rmtree(folder, ignore_errors=True)
        planted = plant(folder, pictures, random.Random(seed))
        found = {each.key: each for each in check(folder).findings}
        named = {path for key in DUPLICATES if key in found for path in found[key].pictures}
        for path, (kind, _) in planted["copies"].items():
            hits[kind].append(path in named)
        real = {*planted["copies"], *(origin for _, origin in planted["copies"].values())}
        marks["copies"].append(len(named & real) / max(len(named), 1))
        few, uneven = found.get("few_pictures"), found.get("uneven_classes")
        said = few.holes["classes"] if few else ""
        marks["few"].append(few is not None and few.count == len(planted["few"]))
        marks["few named"].append(all(f"{label} {count}" in said for label, count in planted["few"].items()))
        marks["uneven"].append(uneven is not None and uneven.holes["most"] == planted["most"])
    yield Row(f"{name}, copies, precision", 100 * statistics.mean(marks["copies"]), "%", ">= 95")
    for kind in KINDS:
        yield Row(f"{name}, copies, {kind}, recall", 100 * statistics.mean(hits[kind]), "%", ">= 90")
    yield Row(f"{name}, classes of few pictures, precision", 100 * statistics.mean(marks["few"]), "%", ">= 95")
    yield Row(f"{name}, classes of few pictures, recall", 100 * statistics.mean(marks["few named"]), "%", ">= 90")
    yield Row(f"{name}, uneven in training, recall", 100 * statistics.mean(marks["uneven"]), "%", ">= 90")


def drop_doubles(pictures: dict[str, list[Path]]) -> dict[str, list[Path]]:
    """The pictures without those that are nearly the same as an earlier one; what a set has itself is not planted."""
    paths = [path for inside in pictures.values() for path in inside]
    doubles = {paths[each] for group in find_near_duplicate_files(paths) for each in group[1:]}
    return {label: [path for path in inside if path not in doubles] for label, inside in pictures.items()}


def plant(folder: Path, pictures: dict[str, list[Path]], dice: random.Random) -> dict:
    """Lay out a data set with faults. Returns: 'copies': path → (kind, path of the original); 'few': class → pictures;
    'most': the class that has 20 times as many for training as another.
    """
    labels = sorted(pictures)
    dice.shuffle(labels)
    drawn = {label: dice.sample(pictures[label], len(pictures[label])) for label in labels}
    most = max(labels, key=lambda label: len(drawn[label]))
    rare = next(label for label in labels if label != most)
    many = min(EACH, len(drawn[most]) * 3 // 4)
    few = {rare: dice.randint(1, max(1, min(3, many // 20)))}
    learned = {
        label: many if label == most else few.get(label, max(4, min(many // 2, len(drawn[label]) // 2)))
        for label in labels
    }
    copies = {}
    for label in labels:
        test = drawn[label][learned[label] :][: many if label == rare else max(1, many // 8)]
        for part, paths in (
            ("training_set", drawn[label][: learned[label]]),
            ("val_set", test[:1]),
            ("test_set", test[1:]),
        ):
            (folder / part / label).mkdir(parents=True)
            for path in paths:
                shutil.copy(path, folder / part / label / path.name)
    sources = [
        path for label in labels if label != rare for path in sorted((folder / "training_set" / label).iterdir())
    ]
    for number, path in enumerate(dice.sample(sources, min(len(sources), COPIED * len(KINDS)))):
        kind, label = KINDS[number % len(KINDS)], path.parent.name
        target = folder / "test_set" / label / f"copy {number}{path.suffix if kind == 'exact' else '.png'}"
        target.parent.mkdir(parents=True, exist_ok=True)
        if kind == "exact":
            shutil.copy(path, target)
        else:
            with Image.open(path) as image:
                alter(image.convert("RGB"), kind, dice).save(target)
        copies[target.relative_to(folder).as_posix()] = kind, path.relative_to(folder).as_posix()
    return {"copies": copies, "few": few, "most": most}


def alter(image: Image.Image, kind: str, dice: random.Random) -> Image.Image:
    """A copy that is not quite the same."""
    if kind in ("brighter", "darker"):
        return ImageEnhance.Brightness(image).enhance(1.2 if kind == "brighter" else 0.8)
    if kind == "turned 3°":
        return image.rotate(dice.choice((-3, 3)), Image.Resampling.BICUBIC)
    width, height = (round(0.9 * side) for side in image.size)
    left, top = (dice.randint(0, side - inner) for side, inner in zip(image.size, (width, height), strict=True))
    return image.crop((left, top, left + width, top + height))
