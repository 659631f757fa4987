"""Outputs of teachers for pictures, as targets."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from sunmao.data.listing import Sample
from sunmao.errors import BadValue, FileMissing, NotAPicture
from sunmao.images.image_files import read_image_file
from sunmao.runtime import session
from sunmao.training.dataloader import ClassificationDataset, iter_chunks
from sunmao.training.distillation.objective import DistillationObjective
from sunmao.training.training_loop import Objective, TrainConfig

BATCH = 32  # pictures that a teacher looks at at once
CERTAIN = 1e-6  # least distance of a score from 0 and 1, so that its logarithm is a number


class Teacher(Protocol):
    """A `TrainedNetwork`: its classes, and `scores(pictures)`, (N, C) float32."""

    classes: list[str]
    network: Any

    def scores(self, pictures: list) -> np.ndarray: ...


@dataclass(frozen=True)
class Lesson:
    """Teachers, and pictures without labels that they rate too (as in SSLD: Cui and others 2021, "Beyond
    Self-Supervision"). several: whether a picture may have several labels.
    """

    teachers: Sequence[Teacher]
    unlabeled: Sequence[Sample] = ()
    several: bool = False

    def prepare(
        self, train_set: ClassificationDataset, objective: Objective, config: TrainConfig
    ) -> tuple[ClassificationDataset, Objective]:
        """The pictures with what the teachers say of them, and what is learned from it.

        config: with `temperature` and `teacher_share`. Pictures that cannot be read are left out of those without
        labels.
        """
        classes = train_set.classes
        known = self.rate(train_set.items, classes)
        others, scores = self._rate_unlabeled(classes)
        taught = train_set.extend([self._label(item, row, classes) for item, row in zip(others, scores, strict=True)])
        temperature, share = config.temperature or 1.0, config.teacher_share or 0.0
        taught.targets = make_targets(
            np.concatenate([known, scores]), taught.labels, len(train_set), temperature, self.several
        )
        return taught, DistillationObjective(objective, len(classes), temperature, share, self.several)

    def rate(self, items: Sequence[Sample], classes: list[str]) -> np.ndarray:
        """The mean of the teachers' scores, (N, C) float32, for these classes. A picture that cannot be read has
        zeros; whoever learns leaves it out. Raises BadValue for a teacher that does not know all classes.
        """
        return np.mean([rate_pictures(teacher, items, classes) for teacher in self.teachers], axis=0)

    def _rate_unlabeled(self, classes: list[str]) -> tuple[list[Sample], np.ndarray]:
        scores = self.rate(self.unlabeled, classes) if self.unlabeled else np.zeros((0, len(classes)), np.float32)
        seen = [number for number, row in enumerate(scores) if row.any()]
        return [self.unlabeled[number] for number in seen], scores[seen]

    def _label(self, item: Sample, scores: np.ndarray, classes: list[str]) -> Sample:
        """Label that the teachers would give it; only balanced sampling goes by it."""
        if self.several:
            tags = tuple(name for name, score in zip(classes, scores, strict=True) if score > 0.5)
            return replace(item, label=None, split="train", tags=tags)
        return replace(item, label=classes[int(scores.argmax())], split="train")


def make_targets(scores: np.ndarray, labels: np.ndarray, labeled: int, temperature: float, several: bool) -> np.ndarray:
    """Targets of a student for each picture, (N, 2 C + 1) float32: its label as shares of the classes (or tags), the
    teachers' scores at a temperature, and 1 where the label is known.

    Args:
        scores: of the teachers, (N, C) float32, 0 to 1. labels: label numbers, (N,), or tags, (N, C). labeled: how many
            of the first pictures have a label.

    Example:
        >>> make_targets(np.array([[0.9, 0.1]], np.float32), np.array([1]), 1, 2.0, False).round(2).tolist()
        [[0.0, 1.0, 0.75, 0.25, 1.0]]
    """
    safe = np.clip(scores, CERTAIN, 1 - CERTAIN)
    if several:
        soft = 1 / (1 + ((1 - safe) / safe) ** (1 / temperature))
    else:
        soft = safe ** (1 / temperature)
        soft /= soft.sum(1, keepdims=True)
    truth = labels if labels.ndim == 2 else np.eye(scores.shape[1], dtype=np.float32)[labels]
    known = np.arange(len(scores)) < labeled
    return np.column_stack([truth, soft, known]).astype(np.float32)


def rate_pictures(teacher: Teacher, items: Sequence[Sample], classes: list[str]) -> np.ndarray:
    """A teacher's scores for these classes, (N, C) float32; zeros for a picture that cannot be read. Raises BadValue
    when it does not know a class.
    """
    missing = [name for name in classes if name not in teacher.classes]
    if missing:
        raise BadValue("teacher_lacks_classes", names=", ".join(missing[:5]))
    columns = [teacher.classes.index(name) for name in classes]
    rows = np.zeros((len(items), len(classes)), np.float32)
    for numbers in iter_chunks(range(len(items)), BATCH):
        session.check_stop()
        pictures = [(number, _read(items[number])) for number in numbers]
        good = [(number, picture) for number, picture in pictures if picture is not None]
        if good:
            rows[[number for number, _ in good]] = teacher.scores([picture for _, picture in good])[:, columns]
    return rows


def name_teachers(teachers: Sequence[Teacher]) -> str:
    """Name the weights that taught, for the record of a training: their first eight digits of SHA-256 each."""
    return " ".join(_hash_weights(teacher.network.state_dict()) for teacher in teachers)


def _hash_weights(state: dict) -> str:
    digest = hashlib.sha256()
    for name in sorted(state):
        digest.update(name.encode())
        digest.update(state[name].detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()[:8]


def _read(item: Sample) -> np.ndarray | None:
    try:
        return read_image_file(item.path)
    except (NotAPicture, FileMissing):
        return None
