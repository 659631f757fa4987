"""The variants of a study: what may be varied, and the model and the data of each."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.validation import require_choice, require_range
from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from sunmao.data.splits import assign_splits
from sunmao.errors import BadValue
from sunmao.inference.learnable_model import LearnableModel
from sunmao.inference.training_place import StudyPart
from sunmao.models.recipe_options import AUGMENT_OPTIONS, RECIPE_OPTIONS
from sunmao.studies.training_watch import TrainingWatch
from sunmao.training.config_files.schema import list_parameters
from sunmao.training.train_config import TrainOptions

DATA_SHARE = "data_share"  # of the training samples, 0 to 1
MIN_SHARE = 0.01
# What the study says itself, what changes the answers that there are, and what does not make them better.
FIXED = (
    *("checkpoint", "deterministic", "device", "distributed", "epochs", "metric", "minutes", "random_seed", "resume"),
    *("save_best", "save_every", "save_fold", "topk", "validate"),
    *("channels", "height", "inputs", "mirrored", "num_classes", "task", "unit", "what", "width"),
)
VAL_RATIO = (4.0, 1.0, 0.0)  # where nobody has put samples aside to choose by


@dataclass(frozen=True)
class Variation:
    """Differences between the variants: the values of each argument, by its name."""

    values: dict[str, tuple]

    @property
    def variants(self) -> list[dict[str, Any]]:
        """Every combination, the last argument changing first."""
        return [dict(zip(self.values, each, strict=True)) for each in product(*self.values.values())]


def list_arguments(kind: type) -> dict[str, str]:
    """Arguments that may be varied of models of this class: the verb that takes it, by its name."""
    found = {DATA_SHARE: DATA_SHARE}
    for verb in ("train", "augment", "recipe", "model"):
        found |= dict.fromkeys(list_parameters(kind, verb), verb)
    return {name: verb for name, verb in found.items() if name not in FIXED}


def require_variation(kind: type, asked: list[tuple[Any, Any]]) -> Variation:
    """Check what is to be varied. asked: (argument, its values) each; both None: not asked for. Raises BadValue."""
    known, values = list_arguments(kind), {}
    for argument, given in asked:
        if argument is None and given is None:
            continue
        name = require_choice("argument", argument, known)
        if not isinstance(given, (list, tuple)) or not given:
            raise BadValue("study_no_values", argument=name)
        if name in values:
            raise BadValue("study_twice", argument=name)
        if name == DATA_SHARE:
            given = [require_range(name, value, MIN_SHARE, 1) for value in given]
        values[name] = tuple(dict.fromkeys(given))
    return Variation(values)


def make_variant(model: LearnableModel, values: dict[str, Any]) -> tuple[LearnableModel, dict[str, Any]]:
    """(a fresh model as `model` with these values, the arguments of its `train`). Raises BadValue."""
    verbs = list_arguments(type(model))
    said: dict[str, dict[str, Any]] = {verb: {} for verb in ("model", "recipe", "augment", "train")}
    for name, value in values.items():
        if name != DATA_SHARE:
            said[verbs[name]][name] = value
    variant: Any = model._make_variant(**said["model"])
    for verb, options in (("recipe", RECIPE_OPTIONS), ("augment", AUGMENT_OPTIONS)):
        if said[verb]:
            known = {option.name for option in options}
            before = {name: value for name, value in variant._choices.get(verb, {}).items() if name in known}
            getattr(variant, verb)(**{**before, **said[verb]})
    _require_trainable(variant, said["train"])
    return variant, said["train"]


def prepare_part(
    model: LearnableModel, part: StudyPart, tell: Callable[[int, float], None], known: int = 0
) -> TrainingWatch:
    """Let the next training of a model, which has its data, be this part of a study. tell, known: as of
    `TrainingWatch`, which is returned.
    """
    model._dataset = choose_samples(model._require_dataset(), part.share, part.seed)
    metrics = model._make_learner().make_metrics(model._dataset, {})
    watch = TrainingWatch(metrics.progress, part, tell, known)
    model._watchers = (watch,)
    return watch


def choose_samples(dataset: Dataset, share: float, seed: int) -> Dataset:
    """The data set with a share of its training samples, of every class alike, and without those of the test. Where it
    has no validation part, a fifth of what is for training becomes one.
    """
    train, val, root = dataset.items("train"), dataset.items("val"), dataset.listing.root
    if not val:
        parts = _divide(train, root, VAL_RATIO, seed)
        val = [replace(item, split="val") for item, part in zip(train, parts, strict=True) if part == "val"]
        train = [item for item, part in zip(train, parts, strict=True) if part == "train"]
    if share < 1:
        parts = _divide(train, root, (share, 1 - share, 0.0), seed)
        train = [item for item, part in zip(train, parts, strict=True) if part == "train"]
    chosen = copy(dataset)
    chosen._fixed, chosen._listing = True, replace(dataset.listing, items=[*train, *val])
    return chosen


def _require_trainable(variant: Any, arguments: dict[str, Any]) -> None:
    """Raises BadValue for arguments that its training would refuse, before any training takes its time."""
    if arguments:
        variant._plan_training(TrainOptions(epochs=1, **arguments), variant._require_dataset(), "cpu")


def _divide(items: Sequence[Sample], root: Path, ratio: tuple[float, float, float], seed: int) -> list[str]:
    """'train' or 'val' of each sample: of every class, or of numbers in their order, by the same ratio; the same
    wherever the folder `root` of the data is.
    """
    numbers = [item.number for item in items if item.number is not None]
    if items and len(numbers) == len(items):
        groups = np.argsort(np.argsort(numbers, kind="stable")) * 10 // len(items)  # tenths, from the least up
        labels: list = [str(group) for group in groups]
    else:
        labels = [item.labels or ("",) for item in items]
    names = [item.path.relative_to(root).as_posix() for item in items]
    return assign_splits([*zip(labels, names, strict=True)], ratio, seed)
