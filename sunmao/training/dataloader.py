"""The pictures of a data set as prepared arrays: read by threads, kept in memory while they fit."""

from collections.abc import Hashable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np

from sunmao.data.listing import Sample
from sunmao.errors import FileMissing, NotAPicture
from sunmao.images.image_files import read_image_file
from sunmao.models.preprocessing import Resize
from sunmao.runtime.notices import show_notice

KEPT_BYTES = 256 * 1024 * 1024
NAMED = 5  # pictures that cannot be read; a folder that has gone would fill the screen


@dataclass
class PreparedImages:
    """Prepared pictures in memory. images: by their preparation, then by their file. room: bytes for further ones."""

    images: dict[Hashable, dict[Hashable, Any]] = field(default_factory=dict)
    room: int = field(default_factory=lambda: KEPT_BYTES)


_shared: ContextVar[PreparedImages | None] = ContextVar("shared", default=None)


@contextmanager
def share_images() -> Iterator[None]:
    """Meanwhile a picture that several data sets prepare alike is read once: the trainings of a study have the same."""
    token = _shared.set(PreparedImages())
    try:
        yield
    finally:
        _shared.reset(token)


class ImageDataset:
    """Pictures of items, by index: read by threads, kept in memory while they fit. A kind of pictures provides
    `_make_sample`.

    Args:
        items: the files with their labels.
        preparation: what alone decides how a file's picture is prepared; None: its labels do, too.
    """

    def __init__(self, items: list[Sample], preparation: Hashable = None) -> None:
        self.items = items
        self._keys = [item.path for item in items] if preparation else range(len(items))
        self._memory = (_shared.get() if preparation else None) or PreparedImages()
        self._kept = self._memory.images.setdefault(preparation, {})
        self._unread: set[int] = set()

    def __len__(self) -> int:
        return len(self.items)

    def each(self, indices: Iterable[int], pool: Executor) -> list:
        """Results of `_made` for each picture; None for files that cannot be read now."""
        kept, keys = self._kept, self._keys
        missing = [index for index in indices if keys[index] not in kept]
        # Threads only for those that must be read: for the others they would cost more than they do.
        read = dict(zip(missing, pool.map(self._read, missing), strict=True))
        return [read[index] if index in read else kept[keys[index]] for index in indices]

    def _make_sample(self, index: int, image: np.ndarray) -> Any:
        """Form in which a picture is kept, (H, W, 3) uint8 RGB; it has a number of bytes, `nbytes`."""
        raise NotImplementedError

    def _read(self, index: int) -> Any:
        try:
            made = self._make_sample(index, read_image_file(self.items[index].path))
        except (NotAPicture, FileMissing):
            self._warn_unreadable(index)
            return None
        if self._memory.room >= made.nbytes:
            self._memory.room -= made.nbytes
            self._kept[self._keys[index]] = made
        return made

    def _warn_unreadable(self, index: int) -> None:
        if index in self._unread:
            return
        self._unread.add(index)
        if len(self._unread) <= NAMED:
            show_notice("cannot_read_picture", level="warn", path=self.items[index].path.as_posix())
        elif len(self._unread) == NAMED + 1:
            show_notice("cannot_read_more", level="warn")


class ClassificationDataset(ImageDataset):
    """Prepared pictures and label numbers of some items, by index.

    Args:
        items: the files with their labels.
        classes: the labels in the order of their numbers.
        geometry: how a picture is prepared.
        learned_at: side of the network's input in pixels, of pictures that are changed before they are learned from:
        they
            are kept whole, no larger than the network sees them; None: prepared as they are in use.

    view: how much of a kept picture's side the network sees in use, its middle. targets: what is learned of each
    picture, (N, …), where it is another than its label.
    """

    targets: np.ndarray | None = None

    def __init__(
        self, items: list[Sample], classes: list[str], geometry: Resize, learned_at: int | None = None
    ) -> None:
        super().__init__(items, (type(self), geometry, learned_at))
        self.classes = classes
        self.labels = self._encode(items, classes)
        self.learned_at = learned_at
        self._whole_geometry = geometry
        self.view = 1.0 if learned_at is None else geometry.crop / geometry.resize
        self._geometry = geometry if learned_at is None else replace(geometry, crop=geometry.resize)
        self._side = learned_at and round(learned_at / self.view)

    def batch(self, indices: Iterable[int], pool: Executor) -> tuple[list[np.ndarray], np.ndarray]:
        """Pictures, each (H, W[, 3]) uint8, and label numbers, (n,) int64; files that cannot be read now are missing."""
        images = self.each(indices, pool)
        good = [n for n, image in enumerate(images) if image is not None]
        learned = self.labels if self.targets is None else self.targets
        return [images[n] for n in good], learned[np.asarray(indices)[good]]

    def extend(self, items: list[Sample]) -> "ClassificationDataset":
        """The same pictures and these after them."""
        return type(self)([*self.items, *items], self.classes, self._whole_geometry, self.learned_at)

    def _encode(self, items: list[Sample], classes: list[str]) -> np.ndarray:
        """Targets of the pictures: label numbers, (N,) int64."""
        numbers = {label: number for number, label in enumerate(classes)}
        return np.array([numbers[item.require_label()] for item in items], np.int64)

    def _make_sample(self, index: int, image: np.ndarray) -> np.ndarray:
        # As the network's own front does it: what is learned from looks like what is seen in use.
        image = self._geometry.prepare(image)
        if self._side is None or self._side >= image.shape[0]:
            return image
        return cv2.resize(image, (self._side, self._side), interpolation=cv2.INTER_LINEAR)


def iter_chunks(order: Any, size: int) -> Iterator[Any]:
    """Yield the indices in portions of `size`."""
    for start in range(0, len(order), size):
        yield order[start : start + size]
