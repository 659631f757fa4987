"""Ten data sets with planted faults: what the check finds of each kind, and how good a model is after mending by buttons.

The pictures are those of the sets that `linear_probe` takes. Each set draws 60 pictures of each class and plants copies,
leaks between the parts, blurred, dark, bright, misshapen and damaged pictures, a misspelled class, a class of two pictures,
and 5 % swapped labels. Then the buttons of the page are pressed in its order until none is left that mends; of the labels
that the page doubts a person says what each picture shows. Learned is logistic regression on the rows of the packaged
backbone, as quick training does, with five seeds; it is tested on the clean test pictures that no part of the mended set
has learned from.
"""

import random
import shutil
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import numpy as np

from benchmarks.data_doctor import drop_doubles
from benchmarks.linear_probe import find_sets
from benchmarks.planted_faults import KINDS, PlantedSet, plant_faults
from benchmarks.rows import NotHere, Row, Size, report_progress
from sunmao.data.check_dataset import check
from sunmao.data.dataset import Dataset
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.issue import Issue
from sunmao.data.listing import Sample
from sunmao.data.mend.mend_dataset import mend_dataset
from sunmao.data.mend.mend_plan import find_kind

SETS, SEEDS, COUNT = 10, 5, 60
ASKED_AT_ONCE = 200  # doubted labels, as the page asks about


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """For each source a row of precision and one of recall for each kind of fault, and rows of accuracy. Raises NotHere."""
    measured = False
    with tempfile.TemporaryDirectory() as folder:
        for name, pictures in find_sets(Path(folder), size):
            measured = True
            yield from measure_source(name, drop_doubles(pictures), Path(folder, "planted"), size)
    if not measured:
        raise NotHere("no sets of pictures")


def measure_source(name: str, pictures: dict[str, list[Path]], folder: Path, size: Size) -> Iterator[Row]:
    """The rows of one source of pictures."""
    counts: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(4))
    accuracy, doubted = [], []
    for seed in range(size.pick(SETS, 1)):
        shutil.rmtree(folder, ignore_errors=True)
        planted = plant_faults(folder, pictures, size.pick(COUNT, 8), random.Random(seed))
        count_found(planted, check(folder).findings, counts)
        spoiled = Dataset(folder).items("train")
        press_buttons(folder)
        with redirect_stdout(StringIO()):
            doubted.append(answer_doubts(planted))
            accuracy.append(compare_learned(planted, spoiled, size))
        report_progress(f"{name}, set {seed}: clean, mended, as found {np.round(accuracy[-1], 2)} %")
    for kind, (hit, planted_count, right, named) in counts.items():
        note = f"{hit:.0f} of {planted_count:.0f}; {right:.0f} of {named:.0f} named"
        yield Row(f"{name}, {kind}, recall", 100 * hit / planted_count, "%", ">= 90", note=note)
        yield Row(f"{name}, {kind}, precision", 100 * right / max(named, 1), "%", ">= 95", note=note)
    yield Row(f"{name}, swapped labels among the 10 % most doubted", 100 * statistics.mean(doubted), "%", ">= 80")
    clean, mended, found = np.mean(accuracy, axis=0)
    note = f"clean {clean:.2f}, mended {mended:.2f}, as found {found:.2f} %; {size.pick(SEEDS, 1)} seeds"
    yield Row(f"{name}, mended − clean, test accuracy", mended - clean, "points", ">= -1", note=note)


def count_found(planted: PlantedSet, findings: tuple[Issue, ...], counts: dict[str, np.ndarray]) -> None:
    """Add to each kind: faults found, faults, pictures rightly named, pictures named."""
    named = {each.key: {*each.pictures} for each in findings}
    for kind, (key, _) in KINDS.items():
        faults = planted.faults[kind]
        copied = {planted.origins[path] for path in faults if path in planted.origins}
        found = named.get(key, set())
        counts[kind] += len(found & faults), len(faults), len(found & (faults | copied)), len(found)
    for kind, key in (("misspelled classes", "similar_classes"), ("tiny classes", "few_pictures")):
        counts[kind] += key in named, 1, key in named, key in named


def press_buttons(folder: Path) -> None:
    """Mend as a child does who presses the button of the first finding that has one, again and again."""
    left, pressed = check(folder).findings, {"uneven_classes"}
    while key := next((each.key for each in left if find_kind(each.key) and each.key not in pressed), None):
        pressed.add(key)
        left = mend_dataset(folder, [key]).left


def answer_doubts(planted: PlantedSet) -> float:
    """Say of each label that the page doubts what is right. Returns which share of the swapped labels is among twice as
    many, the most doubted ones.
    """
    from sunmao.vision.linear_probe.label_issues import find_label_issues

    log, root = EditLog(planted.folder), planted.folder
    issues = find_label_issues(Dataset(root))
    paths = [each.item.path.relative_to(root).as_posix() for each in issues]
    there = {item.path.relative_to(root).as_posix() for item in Dataset(root).items()}
    for path in paths[:ASKED_AT_ONCE]:
        true = planted.swapped.get(path)
        edit = PictureEdit(confirmed=True) if true is None else PictureEdit(labels=(true,))
        log.append("confirm" if true is None else "relabel", {path: edit})
    swapped = planted.swapped.keys() & there
    return len(swapped & {*paths[: 2 * len(planted.swapped)]}) / len(swapped)


def compare_learned(planted: PlantedSet, spoiled: list[Sample], size: Size) -> tuple[float, float, float]:
    """Test accuracy, per cent, of what was learned from the clean set, the mended one, and the one with the faults."""
    from sunmao.models import find_model
    from sunmao.models.model_spec import ModelSpec
    from sunmao.vision.embedding.embedding import Embedder
    from sunmao.vision.linear_probe.label_issues import BACKBONE

    entry = find_model(BACKBONE)
    assert isinstance(entry, ModelSpec)
    embedder, root = Embedder(entry, entry.quick.image_size or entry.image_size), planted.folder
    good = [Sample(root / path, label, path.split("_")[0]) for path, label in planted.clean.items()]
    clean, mended = [item for item in good if item.split == "training"], Dataset(root).items("train")
    learned = {item.path for item in mended}
    test, asked = embedder.of_items([item for item in good if item.split == "test" and item.path not in learned])
    truth = np.array([item.label for item in test])

    def score(items: list[Sample], seeds: int) -> float:
        seen, rows = embedder.of_items(items)
        answers = (learn(seen, rows, asked, seed) for seed in range(seeds))
        return 100 * statistics.mean(float((each == truth).mean()) for each in answers)

    seeds = size.pick(SEEDS, 1)
    return score(clean, seeds), score(mended, seeds), score(spoiled, 1)


def learn(items: list[Sample], rows: np.ndarray, asked: np.ndarray, seed: int) -> np.ndarray:
    """Return the labels that logistic regression, fitted to some pictures' rows, gives the others: (n,) str."""
    import torch

    from sunmao.training.logistic_regression import Standardization, choose_penalty, fit_layer

    classes = sorted({item.label or "" for item in items})
    labels = torch.tensor([classes.index(item.label or "") for item in items])
    values = torch.from_numpy(rows)
    standard = Standardization(values)
    values = standard.transform(values)
    layer = fit_layer(values, labels, len(classes), choose_penalty(values, labels, len(classes), seed))
    with torch.inference_mode():
        answers = layer(standard.transform(torch.from_numpy(asked))).argmax(1)
    return np.array(classes)[answers.numpy()]
