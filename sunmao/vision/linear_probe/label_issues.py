"""Labels that are probably wrong, and classes that look alike: what the pictures of the other folds say.

Labels are ranked by their self-confidence (Northcutt, Jiang, Chuang: Confident Learning: Estimating Uncertainty in
Dataset Labels, 2021) in the out-of-fold probabilities of logistic regression on the rows of a packaged backbone, the
mean of several divisions into folds. The library of its authors needs pandas for these few lines, which nothing else
here does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from sunmao.errors import BadData
from sunmao.landmarks.normalization import normalize_landmarks
from sunmao.models import find_model
from sunmao.models.model_spec import ModelSpec
from sunmao.training.logistic_regression import (
    Standardization,
    choose_penalty,
    compute_left_out_probabilities,
)
from sunmao.vision.embedding.embedding import Embedder

BACKBONE = "EfficientNet-Lite0"
# Of the likeliest class's probability: below the first a label is named, below the second nothing is learned from it.
# On 1,000 photographs of clothes, 50 of them swapped, 68 were named, 44 of them swapped; without a swapped label 25.
DOUBTED, DISTRUSTED = 0.05, 0.1
DIVISIONS = 5  # into folds; with one, what is named changes with the seed by a quarter, with five by a tenth
ALIKE, MIN_ALIKE = (
    0.25,
    12,
)  # mean share of two classes taken for each other, and pictures of each: swapped labels, 10 %
# of all, make it 0.1, and a coin 0.5
SHOWN_ALIKE = 8  # pictures of two classes that look alike
MIN_CLASS_IMAGES = 4  # pictures: of a smaller class nothing is known that could speak against a label


@dataclass(frozen=True)
class LabelIssue:
    """A picture whose label is probably wrong.

    suggested: the class that the other pictures speak for. quality: its label's self-confidence, the probability that
    it is right, from 0 to 1.
    """

    item: Sample
    suggested: str
    quality: float


@dataclass(frozen=True)
class LookalikeClasses:
    """Two classes whose pictures are hardly told apart.

    first, second: their names. confused: how many pictures are taken for the other's, of the two classes alone.
    pictures: of both together. examples: the pictures that are taken for the other's most surely, at most
    `SHOWN_ALIKE`.
    """

    first: str
    second: str
    confused: int
    pictures: int
    examples: tuple[Sample, ...]


@dataclass(frozen=True)
class JudgedLabels:
    """The labels of a data set, and what the other pictures say of each.

    items: those that could be read. classes: their names. labels: (N,) int. chances: (N, classes) float32, out-of-fold.
    """

    items: list[Sample]
    classes: list[str]
    labels: np.ndarray
    chances: np.ndarray


def find_label_issues(dataset: Dataset, split: str = "all", seed: int = 0) -> list[LabelIssue]:
    """Find the pictures, or points, of a classification data set whose labels are probably wrong, the least credible
    first.

    Pictures that are there several times with the same wrong label confirm each other: look for copies first. Takes as
    long as quick training: each picture is looked at once by the backbone, and remembered.

    Args:
        split: which part's labels are judged, by this part's pictures alone: 'train', 'val', 'test' or 'all'.
        seed: another number draws other folds.

    Raises: BadData for another task and for fewer than two classes.

    Example:
        >>> from sunmao.data import Dataset
        >>> find_label_issues(Dataset('data/pets'))[0].suggested  # doctest: +SKIP
        'dog'
    """
    judged = judge_labels(dataset, split, seed)
    return [
        LabelIssue(judged.items[place], judged.classes[suggested], quality)
        for place, suggested, quality in rank_label_issues(judged.chances, judged.labels)
    ]


def find_lookalike_classes(dataset: Dataset, split: str = "all", seed: int = 0) -> list[LookalikeClasses]:
    """Find pairs of classes that are hardly told apart by what a packaged backbone sees, the most alike first.

    split, seed: as `find_label_issues` takes them. Raises: as that does.
    """
    return list_lookalikes(judge_labels(dataset, split, seed))


def judge_labels(
    dataset: Dataset, split: str = "all", seed: int = 0, on_progress: Callable[[int, int], None] | None = None
) -> JudgedLabels:
    """Answers to a picture of models that have not seen it; see `find_label_issues` for what it takes and raises.

    on_progress: called with (pictures looked at, pictures in all).
    """
    if dataset.task not in ("classification", "points_classification"):
        raise BadData("other_task", path=dataset.path, task="task_" + dataset.task, wanted="task_classification")
    items, rows = _read_rows(dataset, split, on_progress)
    classes = [label for label in dataset.classes if any(item.label == label for item in items)]
    if len(classes) < 2:
        raise BadData("one_class", path=dataset.path, name=", ".join(classes))
    numbers = {label: number for number, label in enumerate(classes)}
    labels = np.array([numbers[item.require_label()] for item in items])
    return JudgedLabels(items, classes, labels, compute_chances(rows, labels, len(classes), seed))


def _read_rows(
    dataset: Dataset, split: str, on_progress: Callable[[int, int], None] | None
) -> tuple[list[Sample], np.ndarray]:
    """The samples of a part that could be read, and a row of numbers for each, (N, features) float32."""
    items = dataset.items(split)
    if dataset.task == "points_classification":
        rows = normalize_landmarks([item.content for item in items], mirrored=True) if items else np.zeros((0, 1))
        return items, rows.reshape(len(items), -1)
    entry = find_model(BACKBONE)
    assert isinstance(entry, ModelSpec)
    return Embedder(entry, entry.quick_size).of_items(items, on_progress)


def list_lookalikes(judged: JudgedLabels) -> list[LookalikeClasses]:
    """The pairs of classes of which, were there no others, a large share would be taken for each other (`ALIKE`)."""
    found = []
    for first, second in combinations(range(len(judged.classes)), 2):
        ours = [np.flatnonzero(judged.labels == label) for label in (first, second)]
        if min(map(len, ours)) < MIN_ALIKE:
            continue
        margins = [
            judged.chances[places, other] - judged.chances[places, label]
            for places, label, other in zip(ours, (first, second), (second, first), strict=True)
        ]
        share = float(np.mean([(margin > 0).mean() for margin in margins]))
        places, margin = np.concatenate(ours), np.concatenate(margins)
        if share >= ALIKE:
            confused = int((margin > 0).sum())
            surest = np.argsort(-margin, kind="stable")[: min(confused, SHOWN_ALIKE)]
            examples = tuple(judged.items[place] for place in places[surest])
            pair = judged.classes[first], judged.classes[second]
            found.append((share, LookalikeClasses(*pair, confused, len(places), examples)))
    return [pair for _, pair in sorted(found, key=lambda each: -each[0])]


def compute_chances(rows: np.ndarray, labels: np.ndarray, classes: int, seed: int = 0) -> np.ndarray:
    """The probability of each class for each picture, from models that have not seen it, the mean of `DIVISIONS` into
    folds: (N, classes) float32.

    Twice: the second models do not learn from pictures whose labels the first ones doubt (Northcutt and others: prune,
    then train again).

    rows: (N, features) float32, of an embedding; labels: (N,) int.
    """
    values, targets = torch.from_numpy(rows), torch.from_numpy(labels).long()
    values, seeds = Standardization(values).transform(values), range(seed * DIVISIONS, (seed + 1) * DIVISIONS)
    chances, trusted = np.empty(0), torch.ones(len(labels), dtype=torch.bool)
    for _ in range(2):
        penalty = choose_penalty(values[trusted], targets[trusted], classes, seed, standard_errors=0)
        found = [compute_left_out_probabilities(values, targets, classes, penalty, each, trusted) for each in seeds]
        chances = torch.stack(found).mean(0).numpy()
        trusted = torch.from_numpy(~find_doubted(chances, labels, DISTRUSTED))
    return chances


def find_doubted(chances: np.ndarray, labels: np.ndarray, share: float) -> np.ndarray:
    """Find labels that are less likely than this share of the likeliest class: (N,) bool."""
    counts, quality = np.bincount(labels, minlength=chances.shape[1]), chances[np.arange(len(labels)), labels]
    return (quality < share * chances.max(1)) & (counts[labels] >= MIN_CLASS_IMAGES)


def rank_label_issues(chances: np.ndarray, labels: np.ndarray) -> list[tuple[int, int, float]]:
    """Rank the labels that are probably wrong, the least credible first.

    The less its probability, the less credible is a label. Named are those that are less likely than `DOUBTED` of the
    likeliest class.

    Args:
        chances: (N, classes) float, out-of-fold probabilities.
        labels: (N,) int.

    Returns: (index, suggested class, quality) of each; see `LabelIssue`.
    """
    quality, doubted = chances[np.arange(len(labels)), labels], find_doubted(chances, labels, DOUBTED)
    order = [int(place) for place in np.argsort(quality, kind="stable") if doubted[place]]
    return [(place, int(chances[place].argmax()), float(quality[place])) for place in order]
