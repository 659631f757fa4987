"""Answer of a model that paints to a picture."""

from functools import cached_property
from typing import Any

import numpy as np

from sunmao.core.validation import require_label, require_share
from sunmao.display.image_encoding import DisplayedImage
from sunmao.errors import BadValue
from sunmao.tasks.image_result import ImageResult, Prediction
from sunmao.tasks.semantic_segmentation.painting import PaintedImage
from sunmao.texts import get_text

# As the page colors classes; later ones begin anew.
COLORS = np.array(
    [
        (255, 212, 59),
        (77, 171, 247),
        (255, 135, 135),
        (105, 219, 124),
        (218, 119, 242),
        (255, 169, 77),
        (59, 201, 219),
        (247, 131, 172),
        (169, 227, 75),
        (151, 117, 250),
        (232, 184, 138),
        (206, 212, 218),
    ],
    np.uint8,
)
OPACITY = 0.55  # of the paint on a picture
MIN_SHARE = 0.001  # of the picture: less of a class is a speck, and not said


class PaintedResult(ImageResult):
    """Class of each pixel of one picture.

    Args:
        image: the picture, (H, W, 3) uint8 RGB; None: it is read from `path` when it is wanted.
        painted: the mask and how sure the network is.
        classes: the labels; the n-th one has the number n in the mask.
        path: the picture's file, where it has one.

    Example:
        >>> mask = np.array([[0, 0], [1, 2]], np.uint8)
        >>> painted = PaintedImage(mask, np.array([0.9, 0.8, 0.6], np.float32))
        >>> result = PaintedResult(np.zeros((2, 2, 3), np.uint8), painted, ['sky', 'sea'])
        >>> result.label, result.share('sea'), result.share()
        ('sky', 0.25, 0.5)
    """

    def __init__(self, image: Any, painted: PaintedImage, classes: list[str], *, path: str = "") -> None:
        vars(self).update(_image=image, _painted=painted, _classes=list(classes), _path=path)

    @property
    def mask(self) -> np.ndarray:
        """Class of each pixel, (H, W) uint8 of the picture's own size: 0 background, n the n-th class."""
        return self._painted.mask

    @property
    def things(self) -> list[Prediction]:
        """The classes that cover at least a thousandth of the picture, the largest first, each with how sure the model
        is of its pixels in the mean.
        """
        order = sorted(range(len(self._classes)), key=lambda n: -self._shares[n + 1])
        return [
            Prediction(self._classes[n], self._painted.confidences[n + 1])
            for n in order
            if self._shares[n + 1] >= MIN_SHARE
        ]

    @property
    def label(self) -> str:
        """The class that covers most of the picture; empty when there is only background."""
        return self.things[0].label if self.things else ""

    @property
    def confidence(self) -> float:
        """Mean confidence in the pixels of that class, 0 to 1; 0 when there is none."""
        return self.things[0].confidence if self.things else 0.0

    def share(self, label: str | None = None) -> float:
        """Share of the picture that a class covers, 0 to 1; None: all of them together.

        Raises: BadValue, with the nearest, for a label that the model does not know.
        """
        if label is None:
            return round(float(1 - self._shares[0]), 4)
        return round(float(self._shares[self._find(label)]), 4)

    def cut_out(self, label: str | None = None) -> np.ndarray:
        """Mask of a class, (H, W) bool; None: where any class is. Raises BadValue as `share` does."""
        return self.mask > 0 if label is None else self.mask == self._find(label)

    def color(self, label: str | None = None) -> str:
        """The mean color of a class in the picture, as '#rrggbb'; empty where it is not there. Raises BadValue as
        `share` does.
        """
        inside = self.cut_out(label)
        return "#{:02x}{:02x}{:02x}".format(*self.image[inside].mean(0).round().astype(int)) if inside.any() else ""

    def outlines(self, label: str | None = None) -> list[list[float]]:
        """The outlines of a class, the largest first: polygons [x, y, x, y, …] in pixels. Raises BadValue as `share`
        does.
        """
        import cv2

        found, _ = cv2.findContours(self.cut_out(label).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        found = sorted((each for each in found if len(each) > 2), key=cv2.contourArea, reverse=True)
        return [each.reshape(-1).astype(float).tolist() for each in found]

    def draw_outline(self, label: str | None = None) -> np.ndarray:
        """The picture with the outline of a class, (H, W, 3) uint8 RGB. Raises BadValue as `share` does."""
        import cv2

        image = np.ascontiguousarray(self.image).copy()
        inside = self.cut_out(label).astype(np.uint8)
        found, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        color = COLORS[0 if label is None else (self._find(label) - 1) % len(COLORS)]
        cv2.drawContours(image, found, -1, color.tolist(), max(2, round(min(image.shape[:2]) / 200)))
        return image

    def replace_background(self, background: Any, label: str | None = None) -> np.ndarray:
        """The picture with another background, (H, W, 3) uint8 RGB: only what belongs to a class (None: to any) stays.

        Args:
            background: a picture, which is stretched over this one's size, or a color as '#rrggbb'.

        Raises: BadValue (no color, or a label that the model does not know), NotAPicture.
        """
        return np.where(self.cut_out(label)[..., None], self.image, _make_background(background, self.mask.shape))

    def count(self, label: str | None = None, confidence: float = 0.0) -> int:
        """Count the separate areas of a class (None: of each class), of those that the model is at least so sure of.
        Raises BadValue as `share` does.
        """
        import cv2

        confidence = require_share("confidence", confidence)
        wanted = self._classes if label is None else [require_label(label, self._classes)]
        sure = {thing.label for thing in self.things if thing.confidence >= confidence}
        least = max(1, round(MIN_SHARE * self.mask.size))
        total = 0
        for each in wanted:
            if each in sure:
                inside = self.cut_out(each).astype(np.uint8)
                _, _, areas, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
                total += int((areas[1:, cv2.CC_STAT_AREA] >= least).sum())
        return total

    def draw(self) -> np.ndarray:
        """The picture with the color of its class on each pixel, (H, W, 3) uint8 RGB."""
        paint = COLORS[(self.mask.astype(int) - 1) % len(COLORS)]
        mixed = self.image * (1 - OPACITY) + paint * OPACITY
        return np.where((self.mask > 0)[..., None], mixed, self.image).astype(np.uint8)

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with its colors, as the page shows it."""
        from sunmao.images.annotation_drawing import enlarge_pixels

        return DisplayedImage(enlarge_pixels(self.draw()), self.text or get_text("nothing_found"), repr(self), None)

    def __repr__(self) -> str:
        said = [f"{thing.label} {100 * self._shares[self._find(thing.label)]:.1f}%" for thing in self.things]
        return ", ".join(said) or get_text("nothing_found")

    def _find(self, label: str) -> int:
        return self._classes.index(require_label(label, self._classes)) + 1

    @cached_property
    def _shares(self) -> np.ndarray:
        counts = np.bincount(self.mask.ravel(), minlength=len(self._classes) + 1)
        return counts / max(1, self.mask.size)


def _make_background(background: Any, shape: tuple[int, int]) -> np.ndarray:
    """(H, W, 3) uint8 RGB."""
    import cv2

    from sunmao.data.dataset import provide_sample
    from sunmao.images.image_files import read_image_file, to_rgb

    if isinstance(background, str) and background.startswith("#"):
        try:
            color = bytes.fromhex(background[1:])
        except ValueError:
            color = b""
        if len(color) != 3:
            raise BadValue("no_color", value=background)
        return np.broadcast_to(np.frombuffer(color, np.uint8), (*shape, 3))
    image = read_image_file(provide_sample(background, "background")) if isinstance(background, str) else background
    return cv2.resize(to_rgb(image), shape[::-1], interpolation=cv2.INTER_AREA)
