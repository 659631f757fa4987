"""Answer of a classifier to a picture."""

from typing import Any

import numpy
import numpy as np

from sunmao.core.validation import require_whole
from sunmao.display.image_encoding import DisplayedImage
from sunmao.protocol.messages import MAX_SCORES
from sunmao.tasks.image_result import ImageResult, Prediction, format_percent, list_shown_scores
from sunmao.texts import get_text


class Result(ImageResult):
    """The answer for one picture.

    Args:
        image: the picture, (H, W, 3) uint8 RGB; None: it is read from `path` when it is wanted.
        scores: one score a class, (C,), together 1.
        classes: the labels in the order of the scores.
        path: the picture's file, where it has one.
        unknown: less sure than this, the label is 不知道 / unknown.
        truth: the right label, where it is known.

    Example:
        >>> import numpy
        >>> result = Result(numpy.zeros((8, 8, 3), 'uint8'), [0.1, 0.9], ['cat', 'dog'])
        >>> result.label, result.has(label='cat'), result.top(k=2)
        ('dog', False, [dog (90%), cat (10%)])
    """

    def __init__(
        self,
        image: Any,
        scores: Any,
        classes: list[str],
        *,
        path: str = "",
        unknown: float = 0.0,
        truth: str | None = None,
    ) -> None:
        # At once: a camera makes thousands of results a minute, and `Strict` looks at every name that is set.
        # The scores as an array: a test of 20,000 pictures keeps millions of them.
        vars(self).update(
            _image=image,
            _classes=list(classes),
            _path=path,
            _truth=truth,
            _unknown=unknown,
            _scores=numpy.asarray(scores),
        )

    @property
    def label(self) -> str:
        """The best answer; 不知道 / unknown when the model is less sure than was asked."""
        return get_text("unknown") if self._unknown and self.confidence < self._unknown else self._classes[self.number]

    @property
    def confidence(self) -> float:
        """Confidence of the best answer, 0 to 1, to four places."""
        return round(float(self._scores[self.number]), 4)

    @property
    def number(self) -> int:
        """The number of the best answer among the classes, from 0."""
        return int(self._scores.argmax())

    @property
    def scores(self) -> list[float]:
        """One score a class."""
        return self._scores.tolist()

    @property
    def things(self) -> list[Prediction]:
        """Labels that were found: of a classifier its one best answer."""
        return self.top(1) if self.confidence >= self._unknown else []

    def _require_truth(self) -> str:
        """The right label, which is known in a test."""
        assert self._truth is not None
        return str(self._truth)

    @property
    def truth(self) -> str | None:
        """The right label, where it is known."""
        return self._truth

    def is_unsure(self, below: float = 0.6) -> bool:
        """Tell whether the model is less sure (0 to 1) of its best answer."""
        return self.confidence < below

    def top(self, k: int = 3) -> list[Prediction]:
        """The best `k` guesses, the surest first."""
        order = (-self._scores).argsort(kind="stable")[: require_whole("k", k, 1)]
        return [Prediction(self._classes[n], self._scores[n]) for n in order]

    def draw(self) -> np.ndarray:
        """The picture with the answer written below it, (H, W, 3) uint8 RGB."""
        from sunmao.images.annotation_drawing import add_caption

        return add_caption(self.image, self._caption())

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with its answer, as the page shows it."""
        from sunmao.images.annotation_drawing import enlarge_pixels

        mark = None if self._truth is None else self._truth == self.label
        scores = list_shown_scores(self.top(MAX_SCORES), self._classes)
        return DisplayedImage(enlarge_pixels(self.image), self.label, self._caption(), mark, scores)

    def __repr__(self) -> str:
        return f"{self.label} ({format_percent(self.confidence)})"

    def _caption(self) -> str:
        if self._truth is not None and self._truth != self.label:
            return get_text("mistake", label=self.label, percent=format_percent(self.confidence), truth=self._truth)
        if self.label != (nearest := self._classes[self.number]):
            return get_text("answer_unknown", label=nearest)
        return get_text("answer", label=self.label, percent=format_percent(self.confidence))
