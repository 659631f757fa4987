"""Preprocessing of a picture for a network: the same code in training, testing, inference and for the ONNX file.

The geometries are those of the ONNX contract that school boards know (XEduHub): an exported file names one of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import cv2
import numpy as np

# What XEduHub sees: it takes its BGR picture for RGB and cuts off what comes behind the point. The half below makes
# OpenCV's rounding a cutting off, the rest keeps whole numbers whole.
GRAY = np.array([[0.1140, 0.5870, 0.2989, -0.49999]])
IMAGENET_MEAN, IMAGENET_STD = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)
PAD = 32


@dataclass(frozen=True)
class Resize:
    """resize: side in pixels, the picture's proportions are ignored; crop: side of the middle that is kept; mean, std:
    0–255.
    """

    gray: bool
    resize: int
    crop: int
    mean: tuple
    std: tuple

    def prepare(self, image: np.ndarray) -> np.ndarray:
        """A picture, (H, W, 3) uint8 RGB, as uint8 of the right size: (crop, crop) gray or (crop, crop, 3) RGB."""
        if self.gray:
            image = _to_gray(image, self.resize)
        image = cv2.resize(image, (self.resize, self.resize), interpolation=cv2.INTER_LINEAR)
        edge = (self.resize - self.crop) // 2
        return image[edge : edge + self.crop, edge : edge + self.crop]

    def normalize(self, prepared: np.ndarray) -> np.ndarray:
        """Prepared pictures, (N, H, W) or (N, H, W, 3) uint8, as the ONNX file's input: (N, C, H, W) float32."""
        planes = prepared[:, None] if prepared.ndim == 3 else prepared.transpose(0, 3, 1, 2)
        return _normalize(planes, self._numbers, np.empty(planes.shape, np.float32))

    @cached_property
    def _numbers(self) -> np.ndarray:
        return _make_statistics(self.mean, self.std)

    @property
    def shape(self) -> tuple:
        """The shape of the ONNX file's input."""
        return 1, len(self.mean), self.crop, self.crop


@dataclass(frozen=True)
class LetterboxResize:
    """Preprocessing of a picture in which things are to be found: nothing is cut off.

    width, height: what it becomes, in pixels, whatever its proportions were. kept: it keeps its proportions, fits into
    a frame of that size, lying or upright, and what lacks to multiples of `PAD` is filled with zeros at the right and
    below. mean, std: 0–255.
    """

    width: int
    height: int
    kept: bool = False
    mean: tuple = IMAGENET_MEAN
    std: tuple = IMAGENET_STD

    def prepare(self, image: np.ndarray) -> np.ndarray:
        """A picture, (H, W, 3) uint8 RGB, as (h, w, 3) float32, 0–255.

        Nothing is rounded, as XEduHub rounds nothing: half a gray level moves an edge by up to two pixels, a score by
        0.03.
        """
        size = self._size(*image.shape[:2])
        return cv2.resize(_resize_rows(image, size[1], np.float32), size, interpolation=cv2.INTER_LINEAR)

    def normalize(self, prepared: np.ndarray) -> np.ndarray:
        """Prepared pictures, (N, h, w, 3) float32, as the ONNX file's input: (N, 3, h, w) float32, filled up."""
        planes = prepared.transpose(0, 3, 1, 2)
        if not self.kept:
            return _normalize(planes, self._numbers, np.empty(planes.shape, np.float32))
        height, width = planes.shape[2:]
        numbers = np.zeros((*planes.shape[:2], -(-height // PAD) * PAD, -(-width // PAD) * PAD), np.float32)
        _normalize(planes, self._numbers, numbers[:, :, :height, :width])
        return numbers

    @cached_property
    def _numbers(self) -> np.ndarray:
        return _make_statistics(self.mean, self.std)

    @property
    def shape(self) -> tuple:
        """The shape of the ONNX file's input; None: any."""
        return 1, len(self.mean), *((None, None) if self.kept else (self.height, self.width))

    def _size(self, height: int, width: int) -> tuple[int, int]:
        """(width, height) of the prepared picture."""
        if not self.kept:
            return self.width, self.height
        long, short = max(self.width, self.height), min(self.width, self.height)
        scale = min(long / max(height, width), short / min(height, width))
        return max(1, int(width * scale + 0.5)), max(1, int(height * scale + 0.5))


def _make_statistics(mean: tuple, std: tuple) -> np.ndarray:
    """Mean and deviation of each plane, (2, 1, C, 1, 1) float32."""
    return np.array([mean, std], np.float32).reshape(2, 1, -1, 1, 1)


def _normalize(planes: np.ndarray, numbers: np.ndarray, out: np.ndarray) -> np.ndarray:
    # Into a place of its own at once: five times quicker than a copy for every step.
    np.subtract(planes, numbers[0], out=out)
    return np.divide(out, numbers[1], out=out)


def _to_gray(image: np.ndarray, side: int) -> np.ndarray:
    """A picture, (H, W, 3) RGB, as (H, W) gray, so far as resizing to `side` rows looks at it."""
    return _resize_rows(image, side, lambda rows: cv2.transform(rows, GRAY))


def _resize_rows(image: np.ndarray, side: int, change: Callable) -> np.ndarray:
    """A picture after `change`; of a high one only the rows that resizing to `side` looks at."""
    if len(image) <= 4 * side:
        return change(image)
    rows = _find_source_rows(len(image), side)
    some = change(image[rows])
    whole = np.empty((len(image), *some.shape[1:]), some.dtype)
    whole[rows] = some
    return whole


@lru_cache(maxsize=16)
def _find_source_rows(height: int, side: int) -> np.ndarray:
    """The numbers of the rows between which linear resizing from `height` to `side` rows lies."""
    above = np.floor((np.arange(side) + 0.5) * height / side - 0.5).astype(int)
    return np.unique(np.concatenate([above, above + 1]).clip(0, height - 1))


def to_channels_first(prepared: np.ndarray) -> np.ndarray:
    """(N, H, W) or (N, H, W, 3) as (N, C, H, W), same values."""
    return prepared[:, None] if prepared.ndim == 3 else np.ascontiguousarray(prepared.transpose(0, 3, 1, 2))


_GRAY = Resize(gray=True, resize=32, crop=32, mean=(33.46,), std=(78.87,))
_COLOR = Resize(gray=False, resize=256, crop=224, mean=IMAGENET_MEAN, std=IMAGENET_STD)
GEOMETRIES: dict[str, Resize | LetterboxResize] = {
    "LeNet": _GRAY,
    **dict.fromkeys(("MobileNet", "ResNet18", "ResNet50", "ResNeXt", "ShuffleNet_v2", "VGG", "RepVGG"), _COLOR),
    "SSD_Lite": LetterboxResize(320, 320),
    "Yolov3": LetterboxResize(416, 416),
    "FasterRCNN": LetterboxResize(
        800, 1333
    ),  # upright, whatever the picture is: the client gives OpenCV the sides in this order
    "Mask_RCNN": LetterboxResize(1333, 800, kept=True),
}


SEMANTIC = "Semantic"  # of networks that paint: a square of any side that they can have
GEOMETRIES |= {
    f"{SEMANTIC}{side}": Resize(gray=False, resize=side, crop=side, mean=IMAGENET_MEAN, std=IMAGENET_STD)
    for side in range(64, 801, PAD)
}

_OWN = {"Gray": _GRAY, "Color": _COLOR}  # of networks that are put together layer by layer: squares of any side


@lru_cache
def find_resize(name: str) -> Resize | LetterboxResize | None:
    """Preprocessing of this name: one in `GEOMETRIES`, or 'Gray48', 'Color48' … with the numbers of LeNet
    and of ImageNet; None for any other.
    """
    kind = name.rstrip("0123456789")
    side = name.removeprefix(kind)
    if kind in _OWN and side.isdecimal() and 8 <= int(side) <= 256 and name == f"{kind}{int(side)}":
        return replace(_OWN[kind], resize=int(side), crop=int(side))
    return GEOMETRIES.get(name)


def get_resize(name: str) -> Resize | LetterboxResize:
    """Preprocessing of a name that is known to be one, as of `find_resize`."""
    found = find_resize(name)
    assert found is not None
    return found


def get_classifier_resize(name: str) -> Resize:
    """Preprocessing of pictures for a classifier."""
    found = find_resize(name)
    assert isinstance(found, Resize)
    return found


FRAMES = (
    "SSD_Lite",
    "Yolov3",
    "FasterRCNN",
)  # that stretch a picture, the smallest first: every network may take one of them


def get_resize_name(entry: Any, image_size: int) -> str:
    """The name in `GEOMETRIES` for a model with an input of this side: a network is not given less than it was made
    for.

    It is the first frame from the model's own on both of whose sides are as long, up to 320, 416 and
    `model_spec.LARGEST_SIDE` pixels; what is longer in it the network itself makes smaller. Mask_RCNN has its own: of a
    picture longer than 5 : 3 the short side has less than 800.
    """
    if entry.geometry == SEMANTIC:
        return f"{SEMANTIC}{image_size}"
    frames = FRAMES[FRAMES.index(entry.geometry) :] if entry.geometry in FRAMES else (entry.geometry,)
    for name in frames[:-1]:
        frame = GEOMETRIES[name]
        if isinstance(frame, LetterboxResize) and min(frame.width, frame.height) >= image_size:
            return name
    return frames[-1]
