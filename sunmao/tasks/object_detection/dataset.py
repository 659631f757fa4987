"""The pictures of a data set with what is in them, prepared to be learned from or to be tested on."""

import math
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.images import geometry
from sunmao.models.preprocessing import LetterboxResize, Resize
from sunmao.runtime.notices import show_notice
from sunmao.training.dataloader import KEPT_BYTES, ImageDataset

FINER = 2  # a kept picture has at most so many times the network's pixels along a side: enough to go near


@dataclass(frozen=True)
class MaskCrop:
    """A mask that was given as pixels: (h, w) uint8, 0 or 255, and where its upper left corner is in the picture, (2,)
    whole numbers.
    """

    pixels: np.ndarray
    corner: np.ndarray


@dataclass(frozen=True)
class DetectionSample:
    """A picture and what is in it.

    image: (h, w, 3) uint8 RGB. boxes: (n, 4) float32, x1, y1, x2, y2 in pixels of the image. labels: (n,) int64.
    outlines: what covers each thing: a list of polygons, each (k, 2) float32, or a MaskCrop; empty where only boxes are
    learned.
    """

    image: np.ndarray
    boxes: np.ndarray
    labels: np.ndarray
    outlines: list

    @property
    def nbytes(self) -> int:
        """The memory it takes."""
        parts = (part for each in self.outlines for part in ([each.pixels] if isinstance(each, MaskCrop) else each))
        return self.image.nbytes + self.boxes.nbytes + sum(part.nbytes for part in parts)


class DetectionDataset(ImageDataset):
    """Pictures to learn from, with what is in them. They are whole, upright, and no finer than they are of use.

    Args:
        items: the files with their things; pictures without things are learned from too: nothing is to be found there.
        classes: the labels in the order of their numbers.
        size: side of the network's input in pixels.
        outlined: whether outlines are learned; a thing without one gets its box's.
    """

    def __init__(self, items: list[Sample], classes: list[str], size: int, outlined: bool = False) -> None:
        super().__init__(items)
        self._numbers = {label: number for number, label in enumerate(classes)}
        # As fine as all of them together find room, so that no epoch reads files again.
        fitting = math.isqrt(KEPT_BYTES // (3 * max(1, len(items))))
        self._side = min(max(fitting, size), FINER * size)
        self._outlined, self._cut = outlined, False

    def batch(self, indices: Iterable[int], pool: Executor) -> list[DetectionSample]:
        """The scenes; files that cannot be read now are missing."""
        return [scene for scene in self.each(indices, pool) if scene is not None]

    def _make_sample(self, index: int, image: np.ndarray) -> DetectionSample:
        height, width = image.shape[:2]
        wide, high = min(width, self._side), min(height, self._side)
        if (wide, high) != (width, height):
            image = cv2.resize(image, (wide, high), interpolation=cv2.INTER_LINEAR)
        item, things, boxes = self.items[index], [], []
        for thing in item.things:
            box = geometry.clip_box(thing.box, (width, height))
            if box is None:
                self._warn_outside(item)
            else:
                things.append(thing)
                boxes.append(box)
        scale = np.array([wide / width, high / height], np.float32)
        return DetectionSample(
            image,
            np.array(boxes, np.float32).reshape(-1, 4) * np.tile(scale, 2),
            np.array([self._numbers[thing.label] for thing in things], np.int64),
            [_get_outline(thing, (width, height), scale) for thing in things] if self._outlined else [],
        )

    def _warn_outside(self, item: Sample) -> None:
        """The labels believe the picture to be larger than it is: a check finds all of them, here one is named."""
        if not self._cut:
            self._cut = True
            show_notice("box_outside", level="warn", count=1, names=item.path.name)


def _get_outline(thing: ObjectAnnotation, size: tuple[int, int], scale: np.ndarray) -> Any:
    """Mask of a thing, in pixels of the kept picture."""
    if thing.rle and thing.rle[1] == size[::-1]:
        return _make_crop(thing.rle, scale)
    polygons = thing.polygons or (geometry.box_to_polygon(thing.box),)
    return [np.array(polygon, np.float32).reshape(-1, 2) * scale for polygon in polygons]


def _make_crop(rle: geometry.Rle, scale: np.ndarray) -> MaskCrop:
    mask: np.ndarray = geometry.rle_to_mask(rle) * np.uint8(255)
    if (scale != 1).any():
        # The middle of all pixels that become one, else thin things would vanish.
        height, width = mask.shape
        mask = cv2.resize(mask, (round(width * scale[0]), round(height * scale[1])), interpolation=cv2.INTER_AREA)
    x, y, width, height = cv2.boundingRect(mask)
    return MaskCrop(mask[y : y + height, x : x + width].copy(), np.array([x, y]))


class DetectionTestDataset(ImageDataset):
    """Pictures to be tested on, prepared as they are in use.

    Args:
        items: the files. geometry: how a picture is prepared.

    sizes: (width, height) in pixels of the pictures that were read, by index.
    """

    def __init__(self, items: list[Sample], prepared: Resize | LetterboxResize) -> None:
        super().__init__(items)
        self.sizes: dict[int, tuple[int, int]] = {}
        self._prepared = prepared

    def batch(self, indices: Iterable[int], pool: Executor) -> tuple[list[int], list[np.ndarray]]:
        """The indices of those that can be read, and the pictures, each (h, w, 3) float32."""
        read = [
            (index, image) for index, image in zip(indices, self.each(indices, pool), strict=True) if image is not None
        ]
        return [index for index, _ in read], [image for _, image in read]

    def _make_sample(self, index: int, image: np.ndarray) -> np.ndarray:
        self.sizes[index] = image.shape[1::-1]
        return self._prepared.prepare(image)
