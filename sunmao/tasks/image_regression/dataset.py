"""A data set whose labels are numbers, as a model that gives a number learns from it."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from sunmao.data.number_labels import get_number
from sunmao.errors import BadData
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.training.dataloader import ClassificationDataset

ANSWER = "number"  # what the network's only output is called, where classes are listed


class NumberedDataset(Dataset):
    """The same data set, whose pictures have numbers in place of classes: of a table, or those that their folders are
    called.

    Args:
        dataset: of the task 'regression', or with classes that are all numbers.
    """

    def __init__(self, dataset: Dataset) -> None:
        vars(self).update(vars(dataset))

    @property
    def classes(self) -> list[str]:
        """Number of outputs of the network: one."""
        return [ANSWER]

    def items(self, split: str = "all") -> list[Sample]:
        """As of `Dataset`, each with its number. Raises BadData for a class that is none."""
        return number_samples(super().items(split), self.path)

    def scale(self, unit: str) -> NumberScale:
        """The numbers of the training pictures."""
        return NumberScale.from_numbers([item.require_number() for item in self.items("train")], unit)


class NumberDataset(ClassificationDataset):
    """Prepared pictures and their numbers, (N,) float32, of some items, by index; see `ClassificationDataset`."""

    def _encode(self, items: list[Sample], classes: list[str]) -> np.ndarray:
        return np.array([item.number for item in items], np.float32)


def number_samples(items: Iterable[Sample], path: str) -> list[Sample]:
    """The items with their numbers. path: of the data set. Raises BadData, which names a class that is no number."""
    found = []
    for item in items:
        if (number := get_number(item)) is None:
            raise BadData("class_no_number", path=path, name=item.label or "")
        found.append(replace(item, number=number))
    return found
