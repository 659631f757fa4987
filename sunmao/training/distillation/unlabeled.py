"""Pictures without labels that teachers rate."""

from pathlib import Path
from typing import Any

from sunmao.data.dataset import Dataset, open_dataset
from sunmao.data.listing import Sample


def list_unlabeled(source: Any, dataset: Dataset) -> list[Sample]:
    """The pictures of a folder or Dataset, but for those of `dataset`: to those it learns nothing is added, and those
    of its tests must not be learned from.
    """
    own = {Path(item.path).resolve() for item in dataset.items("all")}
    return [item for item in open_dataset(source).items("all") if Path(item.path).resolve() not in own]
