"""Labels that are swapped in sets of pictures: how many of them are among the most suspected ones, and whether another
seed names the same pictures.

The sets are those of the folder SUNMAO_BENCHMARK_SETS, each a folder with one folder a class; without it, the hand signs
beside the clone; the drawn digits of Sunmao; and blood cells, each cut out of the photographs beside the clone by its box,
as many of each class; 1,000 pictures of each set at most. Of all labels 5 % and 10 % are swapped for another class by
chance; looked at are twice as many pictures, the most suspected ones.
"""

import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.linear_probe import find_sets
from benchmarks.rows import Row, Size, format_spread
from sunmao.data.builtin.samples import make_sample
from sunmao.data.listing import Sample
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.models import find_model
from sunmao.models.model_spec import ModelSpec
from sunmao.vision.embedding.embedding import Embedder
from sunmao.vision.linear_probe.label_issues import BACKBONE, compute_chances, rank_label_issues

CELLS = Path(__file__).resolve().parents[2] / "shared" / "data" / "bccd"
EACH, RIM = 300, 6  # cells of each class; pixels around one
MAX_IMAGES = 1000  # pictures of a set
SEEDS = 10
GOALS = {0.05: ">= 95", 0.10: ">= 85"}  # share of swapped labels → of them among the first, per cent


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """For each set two rows for each share of swapped labels."""
    entry = find_model(BACKBONE)
    assert isinstance(entry, ModelSpec)
    embedder = Embedder(entry, entry.quick.image_size or entry.image_size)
    with tempfile.TemporaryDirectory() as folder:
        sets = dict(find_sets(Path(folder), size))
        digits = read_listing(open_file_tree(make_sample("digits", root=folder))).items
        sets["drawn digits"] = group_by_class(digits[:: size.pick(5, 40)])
        if cells := cut_cells(Path(folder, "cells"), size.pick(EACH, 12)):
            sets["blood cells"] = cells
        for name, pictures in sets.items():
            yield from measure_set(name, pictures, embedder, size)


def cut_cells(folder: Path, most: int) -> dict[str, list[Path]]:
    """Class → pictures of single cells, so many at most, cut out with a rim; nothing where there are no photographs."""
    cut: dict[str, list[Path]] = {}
    items = read_listing(open_file_tree(CELLS)).items if CELLS.is_dir() else []
    for item in items:
        with Image.open(item.path) as image:
            for thing in item.things:
                paths = cut.setdefault(thing.label, [])
                if len(paths) < most:
                    left, top, right, bottom = thing.box
                    paths.append(folder / thing.label / f"{len(paths)}.png")
                    paths[-1].parent.mkdir(parents=True, exist_ok=True)
                    image.crop((left - RIM, top - RIM, right + RIM, bottom + RIM)).save(paths[-1])
    return cut


def group_by_class(items: list[Sample]) -> dict[str, list[Path]]:
    """The pictures of each class."""
    classes: dict[str, list[Path]] = {}
    for item in items:
        classes.setdefault(item.label or "", []).append(item.path)
    return classes


def measure_set(name: str, pictures: dict[str, list[Path]], embedder: Embedder, size: Size) -> Iterator[Row]:
    """The rows of one set."""
    classes = {label: number for number, label in enumerate(pictures)}
    items = [Sample(path, label, "train") for label, paths in pictures.items() for path in paths]
    random.Random(0).shuffle(items)
    seen, rows = embedder.of_items(items[:MAX_IMAGES])
    right = np.array([classes[item.label] for item in seen])
    for share, goal in GOALS.items():
        tries = [find_swapped(rows, right, share, seed) for seed in range(size.pick(SEEDS, 1))]
        found, alike = ([100 * each for each in measured] for measured in zip(*tries, strict=True))
        note = f"{len(right)} pictures, {len(classes)} classes; {format_spread(found)}"
        yield Row(f"{name}, {share:.0%} swapped: among the first", statistics.mean(found), "%", goal, note=note)
        name_alike = f"{name}, {share:.0%} swapped: named by two seeds"
        yield Row(name_alike, statistics.mean(alike), "%", ">= 85", note=format_spread(alike))


def find_swapped(rows: np.ndarray, right: np.ndarray, share: float, seed: int) -> tuple[float, float]:
    """The share of swapped labels that are among the most suspected ones, twice as many; and how many of the pictures
    that two seeds name are named by both.
    """
    dice, labels, classes = random.Random(seed), right.copy(), int(right.max()) + 1
    swapped = dice.sample(range(len(right)), max(1, round(share * len(right))))
    for place in swapped:
        labels[place] = (right[place] + dice.randrange(1, classes)) % classes
    judged = [compute_chances(rows, labels, classes, each) for each in (2 * seed, 2 * seed + 1)]
    suspected = np.argsort(judged[0][np.arange(len(labels)), labels], kind="stable")[: 2 * len(swapped)]
    one, other = ({place for place, _, _ in rank_label_issues(chances, labels)} for chances in judged)
    return len({*suspected.tolist()} & {*swapped}) / len(swapped), len(one & other) / max(1, len(one | other))
