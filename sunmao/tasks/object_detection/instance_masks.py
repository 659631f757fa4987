"""The mask of one thing, as it is kept until someone looks at it. NumPy only; pycocotools where run lengths are
counted.
"""

import numpy as np

from sunmao.images import geometry


class InstanceMask:
    """A mask that is known in its box.

    inside: (h, w) bool; corner: x and y of its upper left in whole pixels of the picture, whose (width, height) is
    `size`.
    """

    def __init__(self, inside: np.ndarray, corner: tuple[int, int], size: tuple[int, int]) -> None:
        self._inside, self._corner, self._size = inside, corner, size

    def rle(self) -> dict:
        """COCO's run lengths."""
        counts, (height, width) = geometry.patch_to_rle(self._inside, self._corner, self._size)
        return {"size": [height, width], "counts": counts.encode("ascii")}

    def mask(self) -> np.ndarray:
        """(H, W) bool, of the whole picture."""
        (x, y), (height, width), mask = self._corner, self._inside.shape, np.zeros(self._size[::-1], bool)
        mask[y : y + height, x : x + width] = self._inside
        return mask

    def area(self) -> int:
        """Number of pixels that it covers."""
        return int(np.count_nonzero(self._inside))


class RleMask:
    """A mask that is known as COCO's run lengths, `rle`; it can do what an `InstanceMask` can."""

    def __init__(self, rle: dict) -> None:
        self._rle = rle

    def rle(self) -> dict:
        """COCO's run lengths."""
        return self._rle

    def mask(self) -> np.ndarray:
        """(H, W) bool, of the whole picture."""
        return geometry.rle_to_mask((self._rle["counts"].decode(), self._rle["size"])).view(bool)

    def area(self) -> int:
        """Number of pixels that it covers."""
        from pycocotools import mask

        return int(mask.area(self._rle))
