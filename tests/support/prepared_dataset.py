"""Data sets as a model makes them ready."""

from sunmao.data import Dataset
from sunmao.tasks.registry import make_task


def prepare(dataset: Dataset, check: bool = False, task: str = "classification") -> Dataset:
    """The data set, when a model for this task can learn from it. Raises DataNotFound, BadData."""
    make_task(task).prepare_dataset(dataset, check)
    return dataset
