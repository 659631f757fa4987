"""The verbs that find colors.

Limits: a color is what the picture holds. In the shade, under a colored lamp or with a camera that corrects its white,
a thing has another one; areas are looked for at 640 pixels, so that what is smaller than about four of these is lost.
"""

from functools import cache
from typing import Any

import cv2
import numpy as np

from sunmao.boards.colors import parse_color
from sunmao.core.validation import require_choice, require_share, require_whole
from sunmao.display.image_encoding import DisplayedImage
from sunmao.images.color_names import COLOR_NAMES, name_pixels
from sunmao.images.image_files import shrink_image
from sunmao.inference.predictor import open_image
from sunmao.ready.areas import make_area_result
from sunmao.tasks.image_result import ImageResult, Prediction, format_percent
from sunmao.tasks.object_detection.results import DetectionResult
from sunmao.texts import language

LONGEST = 640
MIDDLE = 0.2  # of the shorter side: the square that is looked at
MIN_SHARE = 0.01  # of a color that is said
HUE = 15  # degrees to each side of a picked color
COLORFUL = 0.25  # saturation from which a color has a hue, 0 to 1
DARK = 50  # 0 to 255: darker has no color
SHADES = 60  # 0 to 255, to each side of a picked gray
STEPS = 64  # of each of red, green and blue in the table of names
PARTS = ("middle", "all")


class ColorResult(ImageResult):
    """The colors of a picture by name, the one that covers most first.

    Args:
        image: the picture, (H, W, 3) uint8 RGB. numbers: of `COLOR_NAMES`, of each pixel that was looked at, (h, w)
        uint8. part: these pixels, (h, w, 3) uint8 RGB. path: the picture's file, where it has one.
    """

    def __init__(self, image: Any, numbers: np.ndarray, part: np.ndarray, *, path: str = "") -> None:
        counts = np.bincount(numbers.ravel(), minlength=len(COLOR_NAMES)) / numbers.size
        vars(self).update(_image=image, _numbers=numbers, _part=part, _path=path, _classes=list(COLOR_NAMES))
        vars(self).update(_shares=dict(zip(COLOR_NAMES, counts.tolist(), strict=True)))

    @property
    def label(self) -> str:
        """The English name of the color that covers most, such as 'red'."""
        return max(self._shares, key=self._shares.__getitem__)

    @property
    def confidence(self) -> float:
        """Share that it covers of what was looked at, 0 to 1."""
        return round(self._shares[self.label], 4)

    @property
    def things(self) -> list[Prediction]:
        """The colors that cover at least a hundredth, the largest first, with their shares."""
        order = sorted(self._shares, key=lambda name: -self._shares[name])
        return [Prediction(name, self._shares[name]) for name in order if self._shares[name] >= MIN_SHARE]

    def count(self, label: str | None = None, confidence: float = 0.0) -> int:
        """Number of colors; of one, 1 where it covers a hundredth and the share that is asked for. label:
        Chinese or English, or None.
        """
        least = require_share("confidence", confidence)
        wanted = None if label is None else _require_name(label)
        return sum(each.confidence >= least and wanted in (None, each.label) for each in self.things)

    def share(self, label: str | None = None) -> float:
        """Share that a color covers, 0 to 1. label: Chinese or English; None: the first. Raises BadValue, with the
        nearest.
        """
        return round(self._shares[self.label if label is None else _require_name(label)], 4)

    def color(self, label: str | None = None) -> str:
        """The mean of a color's pixels as '#rrggbb'; empty where it is not there. label: as of `share`."""
        name = self.label if label is None else _require_name(label)
        inside = self._part[self._numbers == self._classes.index(name)]
        return "#{:02x}{:02x}{:02x}".format(*inside.mean(axis=0).round().astype(int)) if len(inside) else ""

    def draw(self) -> np.ndarray:
        """A copy of the picture, (H, W, 3) uint8 RGB."""
        return self.image.copy()

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with the names below it."""
        return DisplayedImage(self.image, "", repr(self))

    def __repr__(self) -> str:
        return " · ".join(f"{_localize(each.label)} {format_percent(each.confidence)}" for each in self.things)


def name_color(image: Any, part: str = "middle") -> ColorResult:
    """Say which color is in the middle of a picture, by name.

    Args:
        image: (H, W, 3) uint8 RGB, or a picture's file. part: 'middle', a square of a fifth of the shorter side, or
        'all', the whole picture.

    Raises: FileMissing, NotAPicture, BadValue.

    Example:
        result = name_color(image='toy.jpg')
        if result.has(label='red'):
            print(result.color())
    """
    pixels, path = open_image(image)
    small, _ = shrink_image(pixels, LONGEST)
    if require_choice("part", part, PARTS) == "middle":
        height, width = small.shape[:2]
        half = max(1, round(MIDDLE * min(height, width) / 2))
        top, left = max(0, height // 2 - half), max(0, width // 2 - half)
        small = small[top : top + 2 * half, left : left + 2 * half]
    return ColorResult(pixels, _name_quickly(small), small, path=path)


def find_color(color: Any, image: Any, least_area: int = 100) -> DetectionResult:
    """Find the areas of a color in a picture, the largest first.

    Args:
        color: a name in Chinese or English, such as 'red' or '红': what `name_color` calls so; or a picked color as
            '#rrggbb': what is of nearly the same hue, light or dark, or, of a gray, nearly as light.
        image: (H, W, 3) uint8 RGB, or a picture's file. least_area: pixels of the picture; smaller areas are left out.

    Returns: a `DetectionResult` with an outline for each area.

    Raises: FileMissing, NotAPicture, BadValue (no color).

    Example:
        result = find_color(color='red', image='toy.jpg')
        for thing in result.things:
            print(thing.center_x, thing.area)
    """
    least = require_whole("least_area", least_area, 1)
    pixels, path = open_image(image)
    small, scale = shrink_image(pixels, LONGEST)
    small = cv2.medianBlur(np.ascontiguousarray(small), 5)
    name = _find_name(color)
    inside = _name_quickly(small) == list(COLOR_NAMES).index(name) if name else _is_near(small, parse_color(color))
    return make_area_result(pixels, inside, str(color)[:20], least / scale**2, path=path)


def _localize(name: str) -> str:
    return COLOR_NAMES[name] if language() == "zh" else name


def _find_name(color: Any) -> str | None:
    """A color's English name, of either language; None for what has none."""
    text = str(color).strip().lower().removesuffix("色").replace("grey", "gray")
    return {**{zh: name for name, zh in COLOR_NAMES.items()}, **{name: name for name in COLOR_NAMES}}.get(text)


def _require_name(label: str) -> str:
    return _find_name(label) or require_choice("label", label, [*COLOR_NAMES, *COLOR_NAMES.values()])


def _is_near(image: np.ndarray, color: tuple[float, float, float]) -> np.ndarray:
    """Find the pixels of a picked color, (H, W) bool."""
    wanted = cv2.cvtColor(np.array([[color]], np.float32), cv2.COLOR_RGB2HSV)[0, 0]
    hue, saturation, value = cv2.split(cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2HSV))
    if wanted[1] < COLORFUL or wanted[2] * 255 < DARK:
        return (saturation < COLORFUL) & (np.abs(value - wanted[2]) * 255 < SHADES)
    apart = np.abs(hue - wanted[0])
    return (np.minimum(apart, 360 - apart) <= HUE) & (saturation >= COLORFUL) & (value * 255 >= DARK)


def _name_quickly(image: np.ndarray) -> np.ndarray:
    """As `name_pixels`, by a table: (H, W) uint8."""
    red, green, blue = np.moveaxis(image // (256 // STEPS), 2, 0).astype(np.int32)
    return _make_table()[(red * STEPS + green) * STEPS + blue]


@cache
def _make_table() -> np.ndarray:
    """The number of the name of each color, (STEPS³,) uint8."""
    middles = (np.arange(STEPS) * (256 // STEPS) + 128 // STEPS).astype(np.uint8)
    colors = np.stack(np.meshgrid(middles, middles, middles, indexing="ij"), axis=-1)
    return name_pixels(colors.reshape(STEPS, -1, 3)).ravel()
