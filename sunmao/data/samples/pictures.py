"""Pictures: a file each."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np

from sunmao.data.check_dataset import check_while_running
from sunmao.data.checks.near_duplicates import find_near_duplicate_files
from sunmao.data.files.file_tree import TEXT_BYTES, FileTree, read_first_bytes
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.samples.sample_kind import SampleKind, hash_bytes


class PictureSamples(SampleKind):
    """Pictures, (H, W, 3) uint8 RGB each. Those that are nearly the same were taken in a burst, and stay together."""

    name = "picture"
    sources = ("camera", "file")
    unit = "burst"

    def read(self, sample: Sample) -> np.ndarray:
        """(H, W, 3) uint8 RGB. Raises NotAPicture, FileMissing."""
        from sunmao.images.image_files import read_image_file

        return read_image_file(sample.path)

    def hash_sample(self, sample: Sample) -> list[bytes]:
        """Of the picture's file and that of its mask."""
        return [_hash_file(file) for file in (sample.path, sample.mask) if file]

    def check(self, tree: FileTree, found: DatasetListing, alike: bool) -> tuple[list[Issue], set[Path]]:
        """Open each picture once."""
        return check_while_running(tree, found, alike)

    def find_groups(self, items: list[Sample], on_sample: Callable[[int], None] | None = None) -> list[list[int]]:
        """The places of pictures that are nearly the same."""
        return find_near_duplicate_files([item.path for item in items], on_sample)

    def draw_tile(self, sample: Sample, side: int) -> np.ndarray:
        """The whole picture on white."""
        from sunmao.images.montage import fit_square

        return fit_square(self.read(sample), side)


def _hash_file(path: Path) -> bytes:
    try:
        about = path.stat()
        return _hash_version(path, about.st_size, about.st_mtime_ns)
    except OSError:
        return hash_bytes(b"")  # a file that has gone meanwhile is a change, not an error


@lru_cache(maxsize=100_000)  # a study asks for the same pictures with every training
def _hash_version(path: Path, size: int, changed: int) -> bytes:
    return hash_bytes(read_first_bytes(path, TEXT_BYTES))
