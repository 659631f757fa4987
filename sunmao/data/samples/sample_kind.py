"""The contract of a kind of samples: how they are kept, read, checked, divided and shown."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample


class SampleKind(ABC):
    """Kind of samples of data sets. `registry` lists all kinds.

    Unless a kind says something else, a sample's content was read with the listing (`Sample.content`): many samples lie
    in one file, and what is odd about them was found while it was read.

    name: as `DatasetListing.sample_kind` and messages say it. sources: where new samples come from: 'camera',
    'microphone', 'keys', 'sensor', 'file'. keeps: what is kept of whoever is in front of a sensor: 'recording', or only
    the 'features' that are learned from. unit: what samples are divided by, so that a test does not ask what was
    learned by heart: 'burst', 'person', 'recording', 'sample'.
    """

    name: ClassVar[str]
    sources: ClassVar[tuple[str, ...]] = ("file",)
    keeps: ClassVar[str] = "recording"
    unit: ClassVar[str] = "sample"

    def read(self, sample: Sample) -> Any:
        """Content of a sample, as a program gets it. Raises SunmaoError for what cannot be read."""
        return sample.content

    def count_numbers(self, content: Any) -> int:
        """Number of values of a sample's content, for batches that fit the memory."""
        return int(np.size(content))

    def hash_sample(self, sample: Sample) -> list[bytes]:
        """A digest, as of `hash_bytes`, for each of a sample's files, to notice that it has changed."""
        return [hash_bytes(repr(sample.content).encode("utf-8", "surrogatepass"))]

    def check(self, tree: FileTree, found: DatasetListing, alike: bool) -> tuple[list[Issue], set[Path]]:
        """Look at each sample of a listing for a running program, which is told what is wrong.

        alike: look for samples that are nearly the same, too.

        Returns: the findings, the worst first, and the paths of the samples that cannot be used.
        """
        return list(found.findings), set()

    def find_groups(self, items: list[Sample], on_sample: Callable[[int], None] | None = None) -> list[list[int]]:
        """The places of samples that must lie in one part of a division; on_sample: given how many were looked at."""
        groups = defaultdict(list)
        for place, item in enumerate(items):
            if item.group is not None:
                groups[item.group].append(place)
        return [places for places in groups.values() if len(places) > 1]

    @abstractmethod
    def draw_tile(self, sample: Sample, side: int) -> np.ndarray:
        """Tile of a sample, (side, side, 3) uint8 RGB: what the model gets, not what a sensor got. Raises
        SunmaoError for what cannot be read.
        """


def make_sample_issue(key: str, found: DatasetListing, items: list[Sample]) -> Issue:
    """A finding about some samples of a listing, each named by its path."""
    paths = tuple(item.path.relative_to(found.root).as_posix() for item in items)
    return Issue(key, {"count": len(items), "names": format_names(paths)}, "warn", paths, len(items))


def hash_bytes(data: bytes) -> bytes:
    """Its BLAKE2b digest, 64 bytes."""
    return blake2b(data).digest()
