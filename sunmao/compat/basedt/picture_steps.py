"""Steps by which a picture becomes the input of the textbook's networks."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sunmao.compat.argument_types import Size
from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue

MEAN, DEVIATION = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)  # of ImageNet, red first
GRAY = (0.2989, 0.5870, 0.1140)
_CLASSIFIER: dict[str, Any] = {"size": (256, 256), "crop_size": (224, 224)}
_LARGE: dict[str, Any] = {"size": (1333, 800), "size_keep_ratio": True, "pad_size_divisor": 32}
BACKBONES: dict[str, dict[str, Any]] = {
    "LeNet": {"size": (32, 32), "to_rgb": False, "mean": [33.46], "std": [78.87]},
    **dict.fromkeys(("ResNet18", "ResNet50", "ResNeXt", "ShuffleNet_v2", "VGG", "RepVGG", "MobileNet"), _CLASSIFIER),
    "SSD_Lite": {"size": (320, 320), "pad_size_divisor": 320},
    **dict.fromkeys(("FasterRCNN", "Mask_RCNN", "RegNet"), _LARGE),
    "Yolov3": {"size": (416, 416), "size_keep_ratio": True, "pad_size_divisor": 32},
}


def require_backbone(name: str) -> str:
    """A name of `BACKBONES`, whichever letters are capitals. Raises BadValue, with the nearest."""
    found = {each.lower(): each for each in BACKBONES}.get(str(name).lower())
    if found is None:
        guess = suggest_nearest(str(name), BACKBONES)
        raise BadValue("dt_no_backbone", value=repr(name)[:60], names=", ".join(BACKBONES), guess=guess)
    return found


def convert_picture(
    image: np.ndarray,
    size: Size | None = None,
    crop_size: Size | None = None,
    normalize: bool = True,
    to_rgb: bool = True,
    mean: Sequence[float] = MEAN,
    std: Sequence[float] = DEVIATION,
    size_keep_ratio: bool = False,
    pad_size_divisor: int | None = None,
    **_: Any,
) -> np.ndarray:
    """A picture, (H, W, 3) uint8 blue first, after the steps that are asked for: (H, W, 3), in gray (H, W).

    Args:
        size: (width, height) to which it is resized; with size_keep_ratio it fits into them. crop_size: the middle.
        normalize: (x − mean) / std in float32, red first. to_rgb: False makes it gray.
        pad_size_divisor: sides become multiples of it, filled with zeros.
    """
    import cv2

    if not to_rgb:
        image = np.clip(image @ np.array(GRAY), 0, 255).astype(np.uint8)
    if size is not None:
        image = cv2.resize(image, _fit(image, _pair(size)) if size_keep_ratio else _pair(size))
    if crop_size is not None:
        image = _crop(image, _pair(crop_size))
    if normalize:
        red_first = image[..., ::-1] if image.ndim == 3 else image
        image = ((red_first.astype(np.float32) - np.array(mean, np.float32)) / np.array(std, np.float32)).astype(
            np.float32
        )
    if pad_size_divisor:
        lacking = [(-side) % int(pad_size_divisor) for side in image.shape[:2]]
        image = np.pad(image, [(0, lacking[0]), (0, lacking[1])] + [(0, 0)] * (image.ndim - 2))
    return np.ascontiguousarray(image)


def _pair(size: Size) -> tuple[int, int]:
    numbers = (size, size) if isinstance(size, (int, np.integer)) else tuple(size)
    if len(numbers) != 2 or not all(isinstance(each, (int, np.integer)) and 0 < each <= 10000 for each in numbers):
        raise BadValue("dt_no_size", value=repr(size)[:60])
    return int(numbers[0]), int(numbers[1])


def _fit(image: np.ndarray, size: tuple[int, int]) -> tuple[int, int]:
    height, width = image.shape[:2]
    scale = min(max(size) / max(height, width), min(size) / min(height, width))
    return int(width * scale + 0.5), int(height * scale + 0.5)


def _crop(image: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    top, left = (max(0, round((side - wanted) / 2)) for side, wanted in zip(image.shape[:2], size, strict=True))
    return image[top : top + size[0], left : left + size[1]]
