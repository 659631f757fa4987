"""Answer of a model to a picture."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sunmao.core.strict import Strict
from sunmao.core.validation import require_label, require_share
from sunmao.display.image_encoding import DisplayedImage
from sunmao.errors import UnknownName
from sunmao.texts import get_both

if TYPE_CHECKING:
    import numpy as np


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

    def __init__(self, label: str, confidence: float) -> None:
        self._label, self._confidence = label, round(float(confidence), 4)

    @property
    def label(self) -> str:
        """Its label."""
        return self._label

    @property
    def confidence(self) -> float:
        """Confidence of the model, 0 to 1."""
        return self._confidence

    def __repr__(self) -> str:
        return f"{self._label} ({format_percent(self._confidence)})"

    def __getattr__(self, name: str) -> Any:
        if name in PLACES:
            raise UnknownName("no_place", name=name)
        return super().__getattr__(name)


def list_shown_scores(best: list[Prediction], classes: list[str]) -> tuple[tuple[str, float], ...]:
    """(label, confidence 0 to 1) of the surest guesses in the order of the classes: their bars stay in place."""
    return tuple((each.label, each.confidence) for each in sorted(best, key=lambda each: classes.index(each.label)))


class PictureResult(Strict):
    """Answer of a model to one picture: the base of the results of all kinds of models.

    _image: what was asked about, (H, W, 3) uint8 RGB or the content of another kind of sample; None: it is read from
    its file when it is asked for.
    """

    _image: Any

    @property
    def _content_text(self) -> str | None:
        """Subject of the question, in a line, where that is no picture."""
        return None

    @property
    def image(self) -> "np.ndarray":
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

    def as_events(self) -> Iterator[Any]:
        """The same as an event."""
        yield self.to_displayed_image().as_event()


class ImageResult(PictureResult):
    """Answer of a model to one picture in labels."""

    @property
    def things(self) -> Sequence[Prediction]:
        """Labels that were found, the surest first."""
        raise NotImplementedError

    @property
    def classes(self) -> list[str]:
        """The labels that the model knows."""
        return list(self._classes)

    @property
    def text(self) -> str:
        """The labels that were found, each once, in one text."""
        return ", ".join(dict.fromkeys(thing.label for thing in self.things))

    def is_unsure(self, below: float = 0.6) -> bool:
        """Tell whether the model is less sure (0 to 1) of something that it found."""
        return any(thing.confidence < below for thing in self.things)

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
