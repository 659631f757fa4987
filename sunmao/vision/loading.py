"""The pictures of a data set as prepared arrays: read by threads, kept in memory while they fit."""

import numpy as np

from ..data.folders import Item
from ..data.pictures import read_picture
from ..errors import FileMissing, NotAPicture
from ..models.preparation import Geometry
from ..notes import note

KEPT_BYTES = 256 * 1024 * 1024


class Pictures:
    """Prepared pictures and label numbers of some items, by index.

    Args:
        items: the files with their labels.
        classes: the labels in the order of their numbers.
        geometry: how a picture is prepared.
    """

    def __init__(self, items: list[Item], classes: list[str], geometry: Geometry):
        numbers = {label: number for number, label in enumerate(classes)}
        self.items = items
        self.labels = np.array([numbers[item.label] for item in items], np.int64)
        self._geometry, self._kept, self._room = geometry, {}, KEPT_BYTES

    def __len__(self) -> int:
        return len(self.items)

    def batch(self, indices, pool) -> tuple[np.ndarray, np.ndarray]:
        """Pictures, (n, H, W[, 3]) uint8, and label numbers, (n,) int64; files that cannot be read now are missing."""
        images = list(pool.map(self._prepared, indices))
        good = [n for n, image in enumerate(images) if image is not None]
        return np.stack([images[n] for n in good]) if good else np.empty(0, np.uint8), self.labels[np.asarray(indices)[good]]

    def _prepared(self, index: int) -> np.ndarray | None:
        image = self._kept.get(index)
        if image is not None:
            return image
        path = self.items[index].path
        try:
            image = self._geometry.prepare(read_picture(path))
        except (NotAPicture, FileMissing):
            note("cannot_read_picture", level="warn", path=path.as_posix())
            return None
        if self._room >= image.nbytes:
            self._room -= image.nbytes
            self._kept[index] = image
        return image


def chunks(order, size: int):
    """Yield the indices in portions of `size`."""
    for start in range(0, len(order), size):
        yield order[start : start + size]
