"""Answer of a model of several labels to a picture."""

from typing import Any

import numpy
import numpy as np

from sunmao.core.validation import require_whole
from sunmao.display.image_encoding import DisplayedImage
from sunmao.protocol.messages import MAX_SCORES
from sunmao.tasks.image_result import ImageResult, Prediction, list_shown_scores
from sunmao.texts import get_text


class TagResult(ImageResult):
    """The labels of one picture: none, one or several.

    Args:
        image: the picture, (H, W, 3) uint8 RGB; None: it is read from `path` when it is wanted.
        scores: one score a class, (C,), 0 to 1 each.
        classes: the labels in the order of the scores.
        thresholds: from which score on each label counts as recognized, C numbers, 0 to 1.
        path: the picture's file, where it has one.
        truth: the right labels, where they are known.

    Example:
        >>> result = TagResult(None, [0.9, 0.3, 0.4], ['sea', 'trees', 'people'], [0.5, 0.2, 0.5])
        >>> result.labels, result.label, result.has(label='trees')
        (['sea', 'trees'], 'sea', True)
    """

    def __init__(
        self, image: Any, scores: Any, classes: list[str], thresholds: Any, *, path: str = "", truth: Any = None
    ) -> None:
        vars(self).update(
            _image=image,
            _scores=numpy.asarray(scores),
            _classes=list(classes),
            _thresholds=numpy.asarray(thresholds),
            _path=path,
            _truth=None if truth is None else tuple(truth),
        )

    @property
    def labels(self) -> list[str]:
        """The labels that were recognized, the surest first."""
        return [thing.label for thing in self.things]

    @property
    def label(self) -> str:
        """The surest label; empty when none was recognized."""
        return self.things[0].label if self.things else ""

    @property
    def confidence(self) -> float:
        """Confidence in the surest label that was recognized, 0 to 1; 0 when there is none."""
        return self.things[0].confidence if self.things else 0.0

    @property
    def number(self) -> int:
        """The number of the class with the highest score, from 0, recognized or not."""
        return int(self._scores.argmax())

    @property
    def scores(self) -> list[float]:
        """One score a class."""
        return self._scores.tolist()

    def is_unsure(self, below: float = 0.6) -> bool:
        """Tell whether the model is less sure (0 to 1) that some label is right, and that it is wrong."""
        return bool((numpy.maximum(self._scores, 1 - self._scores) < below).any())

    @property
    def things(self) -> list[Prediction]:
        """The labels that were recognized, the surest first."""
        order = (-self._scores).argsort(kind="stable")
        return [Prediction(self._classes[n], self._scores[n]) for n in order if self._scores[n] >= self._thresholds[n]]

    @property
    def truth(self) -> list[str] | None:
        """The right labels, where they are known."""
        return None if self._truth is None else list(self._truth)

    @property
    def missed(self) -> list[str]:
        """The right labels that were not recognized; none where the truth is not known."""
        found = set(self.labels)
        return [label for label in self._classes if label in (self._truth or ()) and label not in found]

    @property
    def extra(self) -> list[str]:
        """The labels that were recognized and are not there; none where the truth is not known."""
        return [] if self._truth is None else [label for label in self.labels if label not in self._truth]

    def top(self, k: int = 3) -> list[Prediction]:
        """The `k` labels with the highest scores, recognized or not, the surest first."""
        order = (-self._scores).argsort(kind="stable")[: require_whole("k", k, 1)]
        return [Prediction(self._classes[n], self._scores[n]) for n in order]

    def draw(self) -> np.ndarray:
        """The picture with its labels written below it, (H, W, 3) uint8 RGB."""
        from sunmao.images.annotation_drawing import add_caption

        return add_caption(self.image, self._caption())

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with its labels, as the page shows it."""
        from sunmao.images.annotation_drawing import enlarge_pixels

        mark = None if self._truth is None else not (self.missed or self.extra)
        scores = list_shown_scores(self.top(MAX_SCORES), self._classes)
        return DisplayedImage(
            enlarge_pixels(self.image), self.text or get_text("no_tag"), self._caption(), mark, scores
        )

    def __repr__(self) -> str:
        return self._caption()

    def _caption(self) -> str:
        said = ", ".join(map(repr, self.things)) or get_text("no_tag")
        for key, labels in (("tags_missed", self.missed), ("tags_extra", self.extra)):
            if labels:
                said += get_text(key, names=", ".join(labels))
        return said
