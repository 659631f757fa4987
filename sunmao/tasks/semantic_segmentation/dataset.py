"""The pictures of a data set with the class of each pixel, prepared to be learned from or to be tested on."""

from collections.abc import Iterable
from concurrent.futures import Executor

import cv2
import numpy as np

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from sunmao.errors import NotAPicture
from sunmao.models.model_spec import Augmentation
from sunmao.models.preprocessing import Resize
from sunmao.training.augmentation import jitter_color, make_affine
from sunmao.training.dataloader import ImageDataset

IGNORED = 255  # in a mask: this pixel is neither learned nor counted


class SegmentationDataset(ImageDataset):
    """Pictures and their masks at the network's own size.

    Args:
        items: the files. dataset: tells what their pixels belong to. geometry: how a picture is prepared.
    """

    def __init__(self, items: list[Sample], dataset: Dataset, geometry: Resize) -> None:
        super().__init__(items)
        self._masks, self._geometry = dataset.open_class_masks(), geometry

    def batch(self, indices: Iterable[int], pool: Executor) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """Pictures, each (S, S, 3) uint8 RGB, and masks, each (S, S) uint8: 0 background, n the n-th class, `IGNORED`;
        files that cannot be read now are missing.
        """
        both = [each for each in self.each(indices, pool) if each is not None]
        return [each[..., :3] for each in both], [each[..., 3] for each in both]

    def _make_sample(self, index: int, image: np.ndarray) -> np.ndarray:
        """A picture with its mask as a fourth plane."""
        try:
            mask = self._masks.read(self.items[index], image.shape[1::-1])
        except (OSError, KeyError) as error:
            raise NotAPicture("damaged_picture", name=str(self.items[index].mask)) from error
        side = self._geometry.crop
        small = cv2.resize(mask, (side, side), interpolation=cv2.INTER_NEAREST)
        return np.dstack((self._geometry.prepare(image), small))


def augment_masked(
    image: np.ndarray, mask: np.ndarray, how: Augmentation, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """A picture, (S, S, 3) uint8, changed at random, and its mask, (S, S) uint8, with it; what was outside is
    `IGNORED`.
    """
    side = len(image)
    matrix = make_affine(side, how, random, side, 1.0)
    moved = cv2.warpAffine(image, matrix, (side, side), borderMode=cv2.BORDER_REPLICATE)
    painted = cv2.warpAffine(
        mask, matrix, (side, side), flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT, borderValue=IGNORED
    )
    return jitter_color(moved, how, random), painted
