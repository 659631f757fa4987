"""The gain by each part of a recipe: hand signs (12 pictures of each for learning) and cells of several labels, with
equal processor time for each.

Beside the clone lie `sign-digits` and `bccd-multilabel`. Every recipe is the backbone's own with one thing changed; how
many epochs it has follows from what one epoch of it costs. All are tried with one seed; the four that are best on the
validation part, and the backbone's own, with two more. The mark of a row is the validation part's; the test part's, which
chose nothing, stands beside it.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from statistics import fmean, stdev

from benchmarks.rows import NotHere, Row, Size
from sunmao.data.dataset import Dataset
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.vision import Classification, MultiLabel

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
BACKBONE, SIDE, FEW = "EfficientNet-Lite0", 96, 12
SECONDS = 40  # of the processor, for each training
MIN_EPOCHS, MAX_EPOCHS = 3, 40  # epochs
SEEDS, BEST = (1, 2, 3), 4
OWN = "the backbone's own"
# Name → (arguments of `recipe`, of `augment`).
RECIPES: dict[str, tuple[dict, dict]] = {
    OWN: ({}, {}),
    "no changes of pictures": ({}, {"rotate": 0, "scale": 0, "shift": 0, "color": 0}),
    "mirrored": ({}, {"flip": True}),
    "TrivialAugment": ({}, {"policy": "trivial_augment"}),
    "RandAugment": ({}, {"policy": "rand_augment"}),
    "AutoAugment": ({}, {"policy": "auto_augment"}),
    "Mixup 0.2": ({}, {"mixup": 0.2}),
    "CutMix 1": ({}, {"cutmix": 1}),
    "RandomErasing 0.25": ({}, {"random_erasing": 0.25}),
    "label smoothing 0.1": ({"label_smoothing": 0.1}, {}),
    "cosine, warm-up 1": ({"schedule": "cosine", "warmup": 1}, {}),
    "step": ({"schedule": "step"}, {}),
    "plateau": ({"schedule": "plateau"}, {}),
    "constant": ({"schedule": "constant"}, {}),
    "EMA 0.99": ({"ema": 0.99}, {}),
    "clip 1": ({"clip": 1}, {}),
    "balanced sampling": ({"sampling": "balanced"}, {}),
    "nothing frozen": ({"frozen": "nothing"}, {}),
    "body frozen": ({"frozen": "body"}, {}),
}


@dataclass(frozen=True)
class Score:
    """Marks of a training in percent, on the validation part and on the test part, and its epochs."""

    val: float
    test: float
    epochs: int


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """A row for every recipe with one seed, then for the best with three, for each of the two sets. Raises NotHere."""
    sets = [("signs", "sign-digits", Classification), ("cells", "bccd-multilabel", MultiLabel)]
    if not all((DATA / folder).is_dir() for _, folder, _ in sets):
        raise NotHere(f"no data in {DATA}")
    for name, folder, kind in sets[: size.pick(2, 1)]:
        dataset = keep_few(DATA / folder, size.pick(FEW, 2)) if kind is Classification else Dataset(DATA / folder)
        yield from compare_recipes(name, dataset, kind, size)


def compare_recipes(name: str, dataset: Dataset, kind: type, size: Size) -> Iterator[Row]:
    """The rows of one set."""
    mark = "accuracy" if kind is Classification else "mAP"
    tried = list(RECIPES)[: size.pick(None, 2)]
    scores = {}
    for recipe in tried:
        scores[recipe] = [train(dataset, kind, recipe, SEEDS[0], size)]
        yield make_row(f"{name}, {recipe}: {mark}", scores[recipe])
    best = sorted(tried, key=lambda recipe: -scores[recipe][0].val)[:BEST]
    for recipe in dict.fromkeys([OWN, *best][: size.pick(None, 1)]):
        scores[recipe] += [train(dataset, kind, recipe, seed, size) for seed in SEEDS[1 : size.pick(None, 2)]]
        yield make_row(f"{name}, {recipe}, {len(scores[recipe])} seeds: {mark}", scores[recipe])


def make_row(name: str, scores: list[Score]) -> Row:
    """The mean of the validation part, with the test part and the spread beside it."""
    note = f"test {fmean(score.test for score in scores):.1f}, {scores[0].epochs} epochs"
    if len(scores) > 1:
        val, test = stdev(score.val for score in scores), stdev(score.test for score in scores)
        note += f", spread {val:.1f} (test {test:.1f})"
    return Row(name, fmean(score.val for score in scores), "%", ">= 0", note=note)


def keep_few(path: Path, count: int) -> Dataset:
    """The data set with only so many pictures of each class to learn from."""
    listing, left = read_listing(open_file_tree(path)), {}
    items = []
    for item in listing.items:
        if item.split == "train":
            left[item.label] = left.get(item.label, count) - 1
        if item.split != "train" or left[item.label] >= 0:
            items.append(item)
    return Dataset(path, listing=replace(listing, items=items))


def train(dataset: Dataset, kind: type, recipe: str, seed: int, size: Size) -> Score:
    """The marks of a training with as many epochs as its processor time allows."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        epochs = size.pick(0, 1)
        if not epochs:
            cost = fit(dataset, kind, recipe, seed, 1, SIDE, Path(folder, "one"))[1]
            epochs = max(MIN_EPOCHS, min(MAX_EPOCHS, round(SECONDS / cost)))
        model, _ = fit(dataset, kind, recipe, seed, epochs, size.pick(SIDE, 32), Path(folder, "all"))
        reports = [model.evaluate(split) for split in ("val", "test")]
    val, test = (100 * (report.accuracy if kind is Classification else report.map) for report in reports)
    return Score(val, test, epochs)


def fit(dataset: Dataset, kind: type, recipe: str, seed: int, epochs: int, side: int, folder: Path):
    """A model trained by a recipe, and the processor's seconds that it took."""
    said, changes = RECIPES[recipe]
    model = kind(backbone=BACKBONE, image_size=side)
    model.load_dataset(path=dataset, check=False)
    model.recipe(**(said if epochs > 1 else {**said, "warmup": None}))
    model.augment(**changes)
    began = time.process_time()
    model.train(epochs=epochs, random_seed=seed, save_fold=folder)
    return model, time.process_time() - began
