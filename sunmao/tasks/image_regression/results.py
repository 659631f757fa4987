"""Answer of a model that gives a number to a picture."""

from typing import TYPE_CHECKING, Any

from sunmao.display.image_encoding import DisplayedImage
from sunmao.errors import UnknownName
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.tasks.image_result import PictureResult
from sunmao.texts import get_text

if TYPE_CHECKING:
    import numpy as np


# What only answers with labels have.
OF_LABELS = ("label", "labels", "confidence", "scores", "number", "top", "things", "classes", "has", "count")


class NumberResult(PictureResult):
    """The number of one picture.

    Args:
        image: the picture, (H, W, 3) uint8 RGB; None: it is read from `path` when it is wanted.
        value: the number, in the scale's unit.
        scale: the numbers that the model has learned.
        path: the picture's file, where it has one.
        truth: the right number, where it is known.

    Example:
        >>> result = NumberResult(None, 37.5, NumberScale(90, 52, 0, 180, '°'), truth=40)
        >>> result.value, result.text, result.error
        (37.5, '37.5°', 2.5)
    """

    def __init__(
        self, image: Any, value: Any, scale: NumberScale, *, path: str = "", truth: float | None = None
    ) -> None:
        right = None if truth is None else float(truth)
        vars(self).update(_image=image, _value=scale.round(value), _scale=scale, _path=path, _truth=right)

    @property
    def value(self) -> float:
        """The number."""
        return self._value

    @property
    def unit(self) -> str:
        """Unit of the number, such as '°'; may be empty."""
        return self._scale.unit

    @property
    def text(self) -> str:
        """The number with its unit."""
        return self._scale.format(self._value)

    @property
    def low(self) -> float:
        """The smallest number that the model has learned; an answer may be smaller."""
        return self._scale.low

    @property
    def high(self) -> float:
        """The largest number that the model has learned; an answer may be larger."""
        return self._scale.high

    @property
    def truth(self) -> float | None:
        """The right number, where it is known."""
        return self._truth

    def _require_truth(self) -> float:
        """The right number, which is known in a test."""
        assert self._truth is not None
        return float(self._truth)

    @property
    def error(self) -> float | None:
        """Distance of the number from the right one, at least 0, where that is known."""
        return None if self._truth is None else self._scale.round(abs(self._value - self._truth))

    def draw(self) -> "np.ndarray":
        """The picture with the number written below it, (H, W, 3) uint8 RGB."""
        from sunmao.images.annotation_drawing import add_caption

        return add_caption(self.image, self._caption())

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with its number, as the page shows it."""
        from sunmao.images.annotation_drawing import enlarge_pixels

        return DisplayedImage(enlarge_pixels(self.image), self.text, self._caption())

    def __repr__(self) -> str:
        return self._caption()

    def __getattr__(self, name: str) -> Any:
        if name in OF_LABELS:
            raise UnknownName("number_has_no_label", name=name)
        return super().__getattr__(name)

    def _caption(self) -> str:
        if self._truth is None:
            return self.text
        return get_text("number_answer", value=self.text, truth=self._scale.format(self._truth))
