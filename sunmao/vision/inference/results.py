"""What a model answers for a picture."""

from collections.abc import Sequence

import numpy

from sunmao.core.strict import Strict
from sunmao.core.validation import require_label, require_share, require_whole
from sunmao.display.image_encoding import DisplayedImage
from sunmao.errors import UnknownName
from sunmao.protocol.messages import MOST_SCORES
from sunmao.texts import get_both, get_text

PLACES = (
    "box",
    "center_x",
    "center_y",
    "width",
    "height",
    "area",
    "mask",
    "crop",
    "id",
)  # what only things that were found have


def format_percent(share: float) -> str:
    """A confidence, 0 to 1, in whole percent: halves of its four places go up, as on the page.

    Example:
        >>> format_percent(0.145), format_percent(0.41)
        ('15%', '41%')
    """
    return f"{(round(10_000 * share) + 50) // 100}%"


class Prediction(Strict):
    """One answer: a label and how sure the model is of it (0 to 1)."""

    def __init__(self, label: str, confidence: float):
        self._label, self._confidence = label, round(float(confidence), 4)

    @property
    def label(self) -> str:
        """What it is."""
        return self._label

    @property
    def confidence(self) -> float:
        """How sure the model is, 0 to 1."""
        return self._confidence

    def __repr__(self) -> str:
        return f"{self._label} ({format_percent(self._confidence)})"

    def __getattr__(self, name):
        if name in PLACES:
            raise UnknownName("no_place", name=name)
        return super().__getattr__(name)


def list_shown_scores(best: list[Prediction], classes: list[str]) -> tuple[tuple[str, float], ...]:
    """(label, confidence 0 to 1) of the surest guesses in the order of the classes: their bars stay in place."""
    return tuple((each.label, each.confidence) for each in sorted(best, key=lambda each: classes.index(each.label)))


class PictureResult(Strict):
    """What a model says of one picture, be it labels or a number."""

    @property
    def image(self):
        """The picture, (H, W, 3) uint8 RGB."""
        if self._image is None:
            from sunmao.images.image_files import read_image_file

            self._image = read_image_file(self._path)
        return self._image

    @property
    def path(self) -> str:
        """The picture's file; empty when it came from elsewhere."""
        return self._path

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with its answer, as the page shows it."""
        raise NotImplementedError

    def as_events(self):
        """The same as an event."""
        yield self.to_displayed_image().as_event()


class ImageResult(PictureResult):
    """What a model says with labels: what `Result` and `object_detection.results.DetectionResult` have in common."""

    @property
    def things(self) -> Sequence[Prediction]:
        """What was found, the surest first."""
        raise NotImplementedError

    @property
    def classes(self) -> list[str]:
        """The labels that the model knows."""
        return list(self._classes)

    @property
    def text(self) -> str:
        """The labels that were found, each once, in one text."""
        return ", ".join(dict.fromkeys(thing.label for thing in self.things))

    def has(self, label: str, confidence: float = 0.0) -> bool:
        """Tell whether the model recognized `label`, at least so sure (0 to 1).

        Raises: BadValue, with the nearest, for a label that the model does not know.
        """
        return self.count(str(label), confidence) > 0

    def count(self, label: str | None = None, confidence: float = 0.0) -> int:
        """Count what was found, of one label where it is given, at least so sure (0 to 1). Raises BadValue as `has`
        does.
        """
        confidence = require_share("confidence", confidence)
        # What `label` says of a picture in which nothing was recognized may be asked for, too.
        if label is not None and str(label) not in ("", *get_both("unknown").values()):
            label = require_label(label, self._classes)
        return sum((label is None or thing.label == label) and thing.confidence >= confidence for thing in self.things)


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
        self, image, scores, classes: list[str], *, path: str = "", unknown: float = 0.0, truth: str | None = None
    ):
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
        """How sure the model is of its best answer, 0 to 1, to four places."""
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
        """What was found: for a classifier its one best answer."""
        return self.top(1) if self.confidence >= self._unknown else []

    @property
    def truth(self) -> str | None:
        """The right label, where it is known."""
        return self._truth

    def top(self, k: int = 3) -> list[Prediction]:
        """The best `k` guesses, the surest first."""
        order = (-self._scores).argsort(kind="stable")[: require_whole("k", k, 1)]
        return [Prediction(self._classes[n], self._scores[n]) for n in order]

    def draw(self):
        """The picture with the answer written below it, (H, W, 3) uint8 RGB."""
        from sunmao.images.annotation_drawing import add_caption

        return add_caption(self.image, self._caption())

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with its answer, as the page shows it."""
        from sunmao.images.annotation_drawing import enlarge_pixels

        mark = None if self._truth is None else self._truth == self.label
        scores = list_shown_scores(self.top(MOST_SCORES), self._classes)
        return DisplayedImage(enlarge_pixels(self.image), self.label, self._caption(), mark, scores)

    def __repr__(self) -> str:
        return f"{self.label} ({format_percent(self.confidence)})"

    def _caption(self) -> str:
        if self._truth is not None and self._truth != self.label:
            return get_text("mistake", label=self.label, percent=format_percent(self.confidence), truth=self._truth)
        if self.label != (nearest := self._classes[self.number]):
            return get_text("answer_unknown", label=nearest)
        return get_text("answer", label=self.label, percent=format_percent(self.confidence))
