"""Description of the pictures in a file of many, and the file that each of them becomes in a tree."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol

from sunmao.data.files.file_tree import FileEntry, FileTree
from sunmao.data.formats.reading.file_lists import read_lines
from sunmao.errors import BadData
from sunmao.locks.lock_order import KeyedLocks, LockOrder, make_lock

if TYPE_CHECKING:
    import numpy as np

MAX_BYTES = 512 * 1024 * 1024  # of one file's pictures while they are read: 60,000 of MNIST take 47 MB
MAX_PICTURES = 200_000  # of a data set
LONGEST_SIDE = 1024  # pixels: what is larger is no picture of these collections
DIGITS = tuple(map(str, range(10)))


class Indexed(Protocol):
    """Source of pictures by number: an array of (N, H, W) or (N, H, W, 3), or the bytes of a file for each."""

    def __getitem__(self, number: int, /) -> Any: ...


@dataclass(frozen=True, eq=False)
class PackedPictures:
    """The pictures of one file.

    path: of the file. split: 'train', 'val' or 'test', or None where its name says none. labels: of each picture.
    classes: in the order of their numbers. load: all pictures; raises OSError. sizes: bytes of each at most.
    several: whether a picture may have several labels. named: whether the set itself names its classes.
    """

    path: str
    split: str | None
    labels: tuple[tuple[str, ...], ...]
    classes: tuple[str, ...]
    load: Callable[[], Indexed]
    sizes: tuple[int, ...]
    several: bool = False
    named: bool = True

    def list_files(self) -> dict[str, FileEntry]:
        """Path → the file of each picture."""
        digits = len(str(len(self.labels)))
        paths = (f"{self.path}.{number:0{digits}}.png" for number in range(len(self.labels)))
        return {
            path: PackedPicture(path, self.sizes[number], partial(self._read, number), source=self, number=number)
            for number, path in enumerate(paths)
        }

    def _read(self, number: int, limit: int) -> bytes:
        import numpy as np

        from sunmao.images.image_files import encode_png

        with _unpacking.find(id(self)):  # several threads read: the file is unpacked once
            pictures = self._pictures
        picture = pictures[number]
        data = picture if isinstance(picture, bytes) else encode_png(np.ascontiguousarray(picture))
        return data[:limit]

    @cached_property
    def _pictures(self) -> Indexed:
        return self.load()


_unpacking = KeyedLocks(partial(make_lock, LockOrder.PACKED_FILE))


@dataclass(frozen=True)
class PackedPicture(FileEntry):
    """One of the pictures, as a PNG file that is made when it is read."""

    source: PackedPictures = field(kw_only=True)
    number: int = 0

    @property
    def labels(self) -> tuple[str, ...]:
        """Its labels."""
        return self.source.labels[self.number]


def bound_sizes(count: int, size: int) -> tuple[int, ...]:
    """As `bound_png`, of so many pictures."""
    return (bound_png(size),) * count


def bound_png(size: int) -> int:
    """More bytes than a PNG file of a picture of so many bytes takes: noise becomes larger when it is packed."""
    return size + size // 50 + 4096


def require_pictures(path: str, count: int, height: int, width: int, channels: int = 1) -> int:
    """Number of bytes of so many pictures. Raises BadData for more than is read, and for sides that no picture has."""
    total = count * height * width * channels
    if (
        not (0 < height <= LONGEST_SIDE and 0 < width <= LONGEST_SIDE)
        or count > MAX_PICTURES
        or not 0 < total <= MAX_BYTES
    ):
        raise BadData("arrays_too_large", name=path, count=count, most=MAX_PICTURES, mb=MAX_BYTES // 2**20)
    return total


def name_classes(
    tree: FileTree, path: str, numbers: "np.ndarray", known: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], bool]:
    """The names of the classes by their numbers, and whether the set says them: those of a list beside the file (or
    `known`), else the numbers themselves.
    """
    most = int(numbers.max()) + 1 if len(numbers) else 0
    folder = path.rpartition("/")[0]
    for name in ("classes.txt", "labels.txt", "class_names.txt", "label_names.txt"):
        lines = read_lines(tree, f"{folder}/{name}".lstrip("/"))
        if len(lines) >= most > 0 and len(set(lines)) == len(lines):
            return tuple(lines), True
    if len(known) >= most:
        return known, True
    return tuple(map(str, range(most))), False


def find_split(path: str) -> str | None:
    """'train', 'val' or 'test' as the name of a file of arrays says; MNIST calls its test 't10k'."""
    words = re.split(r"[^a-z0-9]+", path.rpartition("/")[2].lower())
    names = {"train": "train", "val": "val", "valid": "val", "validation": "val", "test": "test", "t10k": "test"}
    return next((names[word] for word in words if word in names), None)
