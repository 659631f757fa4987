"""Detections of a model in one picture, as programs hold them."""

from functools import cached_property
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.core.validation import require_whole
from sunmao.display.image_encoding import DisplayedImage
from sunmao.errors import BadValue
from sunmao.tasks.image_result import ImageResult, Prediction
from sunmao.tasks.object_detection.detections import PLACES, Detections, is_at_least
from sunmao.tasks.object_detection.instance_masks import InstanceMask, RleMask
from sunmao.texts import get_text

if TYPE_CHECKING:
    import numpy as np


APART = " · "


class DetectedObject(Prediction):
    """One thing in a picture: what it is, how sure the model is, and where it is.

    Args:
        label, confidence: as of `Prediction`.
        number: of its class, from 0.
        box: x1, y1, x2, y2, pixels of the picture.
        outline: its mask, or None.
        id: the number that a `Tracker` gave it, or 0.

    Example:
        >>> thing = DetectedObject('cat', 0.9, 0, (10, 20, 50, 40))
        >>> thing, thing.center_x, thing.width, thing.area
        (cat (90%), 30.0, 40.0, 800)
    """

    def __init__(
        self,
        label: str,
        confidence: float,
        number: int,
        box: Any,
        outline: InstanceMask | RleMask | None = None,
        id: int = 0,
    ) -> None:
        # At once: a camera finds thousands of things a minute, and `Strict` looks at every name that is set.
        vars(self).update(
            _label=label,
            _confidence=round(float(confidence), PLACES),
            _number=int(number),
            _box=tuple(map(float, box)),
            _outline=outline,
            _id=id,
        )

    @property
    def number(self) -> int:
        """The number of its class, from 0."""
        return self._number

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Its place: left, top, right, bottom (x1, y1, x2, y2) in pixels of the picture, to one place."""
        return tuple(round(side, 1) for side in self._box)

    @property
    def center_x(self) -> float:
        """Its middle, in pixels from the left edge."""
        return round((self._box[0] + self._box[2]) / 2, 1)

    @property
    def center_y(self) -> float:
        """Its middle, in pixels from the upper edge."""
        return round((self._box[1] + self._box[3]) / 2, 1)

    @property
    def width(self) -> float:
        """Its width in pixels."""
        return round(self._box[2] - self._box[0], 1)

    @property
    def height(self) -> float:
        """Its height in pixels."""
        return round(self._box[3] - self._box[1], 1)

    @property
    def area(self) -> int:
        """Number of pixels that it covers: those of its mask or, without one, of its box."""
        if self._outline is None:
            return round((self._box[2] - self._box[0]) * (self._box[3] - self._box[1]))
        return self._outline.area()

    @property
    def mask(self) -> "np.ndarray | None":
        """Mask of its pixels in the picture, (H, W) bool; None where the model finds boxes only."""
        return None if self._outline is None else self._outline.mask()

    @property
    def id(self) -> int:
        """The number by which a tracker knows it again, from 1; 0 without a tracker."""
        return self._id

    def crop(self, image: Any) -> "np.ndarray":
        """Cut it out of a picture: the part in its box, (height, width, 3) uint8 RGB, as far as it lies in the picture.

        Raises: BadValue when nothing of it does.
        """
        from sunmao.data.image_ops import crop

        left, top = floor(self._box[0]), floor(self._box[1])
        return crop(image, left, top, max(1, ceil(self._box[2]) - left), max(1, ceil(self._box[3]) - top))

    def __repr__(self) -> str:
        return super().__repr__() if not self._id else f"#{self._id} {super().__repr__()}"


class DetectionResult(ImageResult):
    """Detections of one picture.

    Args:
        image: the picture, (H, W, 3) uint8 RGB; None: it is read from `path` when it is wanted.
        found: what the network found, the surest first.
        classes: the labels in the order of their numbers.
        path: the picture's file, where it has one.
        confidence: what the network is less sure of counts as not found.
        truth: the `sunmao.data.listing.ObjectAnnotation`s that are really there, where it is known.
        ids: the numbers that a tracker gave, in the order of `found`, or None.

    Example:
        >>> import numpy as np
        >>> found = Detections(np.array([[10, 20, 50, 40], [0, 0, 9, 9.]]), np.array([0.9, 0.4]), np.array([1, 0]))
        >>> result = DetectionResult(np.zeros((80, 80, 3), 'uint8'), found, ['cat', 'dog'], confidence=0.3)
        >>> result.label, result.count(), result.count(label='dog'), result.things
        ('dog', 2, 1, [dog (90%), cat (40%)])
    """

    def __init__(
        self,
        image: Any,
        found: Detections,
        classes: list[str],
        *,
        path: str = "",
        confidence: float = 0.0,
        truth: Any = None,
        ids: Any = None,
    ) -> None:
        vars(self).update(
            _image=image,
            _found=found,
            _classes=list(classes),
            _path=path,
            _least=float(confidence),
            _truth=truth,
            _ids=ids,
        )

    @property
    def label(self) -> str:
        """Label of the surest thing; empty when nothing was found."""
        return self.things[0].label if self.things else ""

    @property
    def confidence(self) -> float:
        """Confidence in the surest thing, 0 to 1; 0 when nothing was found."""
        return self.things[0].confidence if self.things else 0.0

    @property
    def number(self) -> int | None:
        """The number of the surest thing's class, from 0; None when nothing was found."""
        return self.things[0].number if self.things else None

    @property
    def things(self) -> list[DetectedObject]:
        """Things that were found, the surest first."""
        return list(self._things)

    @property
    def found(self) -> Detections:
        """Everything that the network gave, also what it is hardly sure of, as numbers."""
        return self._found

    @property
    def truth(self) -> list | None:
        """The things that are really there, where it is known."""
        return None if self._truth is None else list(self._truth)

    def top(self, k: int = 3) -> list[DetectedObject]:
        """The `k` things of which the model is surest, the surest first."""
        return self._things[: require_whole("k", k, 1)]

    def draw(self) -> "np.ndarray":
        """The picture with what was found drawn on it, of the same size: (H, W, 3) uint8 RGB."""
        from sunmao.tasks.object_detection.drawing import draw_detections

        right, missed = self._mistakes.get("right", ()), self._mistakes.get("missed", ())
        return draw_detections(self.image, self._things, self._classes, right=right, missed=missed)

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with what was found, as the page shows it."""
        from sunmao.tasks.object_detection.drawing import draw_detections, get_enlargement

        image = draw_detections(
            self.image, self._things, self._classes, times=get_enlargement(self.image), **self._mistakes
        )
        mark = (
            None
            if self._truth is None
            else len(self._mistakes["right"]) == len(self._things) and not self._mistakes["missed"]
        )
        return DisplayedImage(image, caption=self._caption(), mark=mark)

    def __repr__(self) -> str:
        return self._caption()

    @cached_property
    def _things(self) -> list[DetectedObject]:
        found = self._found
        ids = self._ids or [0] * len(found)
        sure = is_at_least(found.scores, self._least).tolist()
        each = enumerate(
            zip(sure, found.scores.tolist(), found.labels.tolist(), found.boxes.tolist(), ids, strict=True)
        )
        # An outline is asked for only where it is wanted: it may be made just then.
        return [
            DetectedObject(self._classes[label], score, label, box, found.outline(place), id)
            for place, (kept, score, label, box, id) in each
            if kept
        ]

    @cached_property
    def _mistakes(self) -> dict[str, list]:
        """Comparison with the truth where it is known: the things that are right, and what is there and was not found
        so. See `error_types.classify_errors`.
        """
        if self._truth is None:
            return {}
        from sunmao.data.listing import Sample
        from sunmao.tasks.object_detection.evaluation.error_types import RIGHT, classify_errors
        from sunmao.tasks.object_detection.evaluation.matching import match_detections

        found, item = self._found.surer(self._least), Sample(Path(self._path), None, "test", things=tuple(self._truth))
        judged = classify_errors(match_detections([item], [found], self._classes, masks=bool(found.masks)), self._least)
        there = [thing for thing in self._truth if thing.label in self._classes]
        return {
            "right": [thing for thing, kind in zip(self._things, judged.answers, strict=True) if kind == RIGHT],
            "missed": [thing for thing, kind in zip(there, judged.things, strict=True) if kind != RIGHT],
        }

    def _caption(self) -> str:
        """Count of each class: '12 × RBC · 1 × WBC'."""
        counts: dict[str, int] = {}
        for thing in self._things:
            counts[thing.label] = counts.get(thing.label, 0) + 1
        return APART.join(f"{count} × {label}" for label, count in counts.items()) or get_text("nothing_found")


def format_textbook_rows(result: DetectionResult) -> list[dict]:
    """Things that were found, as the textbook prints them, one dict a thing, the surest first.

    Example:
        >>> import numpy as np
        >>> found = Detections(np.array([[97.4, 150.2, 230, 188]]), np.array([0.63]), np.array([0]))
        >>> format_textbook_rows(DetectionResult(None, found, ['plate']))
        [{'类别标签': 0, '置信度': 0.63, '坐标': {'x1': 97, 'y1': 150, 'x2': 230, 'y2': 188}, '预测结果': 'plate'}]
    """
    return [
        {
            "类别标签": thing.number,
            "置信度": thing.confidence,
            "坐标": dict(zip(("x1", "y1", "x2", "y2"), map(round, thing.box), strict=True)),
            "预测结果": thing.label,
        }
        for thing in result.things
    ]


def require_detection_result(result: Any) -> DetectionResult:
    """The result of a model that finds things. Raises BadValue for any other."""
    if not isinstance(result, DetectionResult):
        raise BadValue("no_found_result", value=repr(result)[:60])
    return result
