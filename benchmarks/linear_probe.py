"""`quick_train()` against logistic regression of scikit-learn on the same embeddings, over sets of pictures.

The sets are those of the folder SUNMAO_BENCHMARK_SETS, each a folder with one folder a class; without it, the hand signs
beside the clone. Each is divided five times at random, each class alike: 60 % to learn from, 20 % for validation (which
the peer does not need), 20 % to test.
"""

import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import astuple, dataclass
from io import StringIO
from pathlib import Path

import numpy as np

from benchmarks.rows import NotHere, Row, Size
from benchmarks.small import FEWEST, change_folder, small_set
from benchmarks.transfer import DATA

BACKBONE = "EfficientNet-Lite0"
SPLITS = 5
TENTHS = {"training_set": 6, "val_set": 2, "test_set": 2}
STRENGTHS = np.logspace(-4, 3, 8)  # the peer's C, chosen by cross-validation
SUFFIXES = {".jpg", ".jpeg", ".png", ".bmp"}


@dataclass(frozen=True)
class Marks:
    """Per cent: test accuracy of ours and the peer's; how far the last epoch's validation accuracy is from the best."""

    ours: float
    peer: float
    fall: float


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: for each set the difference to the peer in percentage points; their mean; the last epoch. Raises NotHere."""
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        found = {}
        for name, pictures in find_sets(Path(folder), size):
            marks = [compare(Path(folder, f"{name}-{split}"), pictures, split) for split in range(size.pick(SPLITS, 1))]
            found[name] = Marks(*(statistics.mean(column) for column in zip(*map(astuple, marks), strict=True)))
            said = f"ours {found[name].ours:.1f}, peer {found[name].peer:.1f} %"
            yield Row(
                f"{name}, quick_train − peer", found[name].ours - found[name].peer, "points", ">= -0.3", note=said
            )
    if not found:
        raise NotHere(f"no folder {DATA}")
    differences = [marks.ours - marks.peer for marks in found.values()]
    yield Row("mean of the sets", statistics.mean(differences), "points", ">= 0.3")
    yield Row(
        "best epoch − last, validation", statistics.mean(marks.fall for marks in found.values()), "points", "<= 1"
    )


def find_sets(folder: Path, size: Size) -> Iterator[tuple[str, dict[str, list[Path]]]]:
    """Name → class → pictures."""
    if size is Size.SMALLEST:
        yield "few", gather([*small_set(folder / "few", counts={**FEWEST, "training_set": 8}).iterdir()])
    elif places := os.environ.get("SUNMAO_BENCHMARK_SETS"):
        for place in sorted(each for each in Path(places).iterdir() if each.is_dir()):
            yield place.name, gather([place])
    elif DATA.is_dir():
        yield DATA.name, gather([DATA / part for part in TENTHS])


def gather(parts: list[Path]) -> dict[str, list[Path]]:
    """Class → its pictures in all parts of a set."""
    classes = sorted({each.name for part in parts for each in part.iterdir() if each.is_dir()})
    files = {name: [path for part in parts for path in sorted(Path(part, name).glob("*"))] for name in classes}
    return {name: [path for path in paths if path.suffix.lower() in SUFFIXES] for name, paths in files.items()}


def compare(folder: Path, pictures: dict[str, list[Path]], split: int) -> Marks:
    """One division of a set: ours and the peer's."""
    from sunmao.data.dataset import Dataset
    from sunmao.models import find_model
    from sunmao.vision import Classification
    from sunmao.vision.embedding.embedding import Embedder

    divide(folder, pictures, np.random.default_rng(split))
    with redirect_stdout(StringIO()):
        model = Classification(backbone=BACKBONE)
        model.load_dataset(path=str(folder))
        log = model.quick_train(random_seed=split + 1, save_fold=f"{folder}-weights")
        ours = 100 * model.evaluate().accuracy
        entry, dataset = find_model(BACKBONE), Dataset(str(folder))
        embedder = Embedder(entry, entry.quick.image_size or entry.image_size)
        learned, test = (embedder.of_items(dataset.items(part)) for part in ("train", "test"))
    marks = [line["accuracy_top-1"] for line in log if "accuracy_top-1" in line]
    return Marks(ours, 100 * score_peer(learned, test), max(marks) - marks[-1])


def divide(folder: Path, pictures: dict[str, list[Path]], random, most: int | None = None) -> None:
    """Link the pictures of each class into the parts of a data set.

    most: so many of a class to learn from, and a third of that for validation; all others are for the test.
    """
    for label, paths in pictures.items():
        drawn = [paths[place] for place in random.permutation(len(paths))]
        ends = np.cumsum([0, *TENTHS.values()]) * len(drawn) // 10
        if most is not None and ends[1] > most:
            ends = np.array([0, most, most + -(-most // 3), len(drawn)])
        for part, first, last in zip(TENTHS, ends[:-1], ends[1:], strict=True):
            (folder / part / label).mkdir(parents=True)
            for number, path in enumerate(drawn[first:last]):
                (folder / part / label / f"{number}{path.suffix}").symlink_to(path)


def score_peer(learned: tuple, test: tuple) -> float:
    """Test accuracy, 0 to 1, of scikit-learn's logistic regression. learned, test: (items, rows)."""
    from sklearn.linear_model import LogisticRegressionCV

    # One divisor for all: the same function, only sooner found. Folds need so many of each class.
    labels, scale = [item.label for item in learned[0]], learned[1].std()
    folds = min(5, *map(labels.count, set(labels)))
    model = LogisticRegressionCV(
        Cs=STRENGTHS, cv=folds, max_iter=1000, scoring="accuracy", l1_ratios=(0,), use_legacy_attributes=False
    ).fit(learned[1] / scale, labels)
    return model.score(test[1] / scale, [item.label for item in test[0]])
