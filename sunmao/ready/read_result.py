"""Texts that were read in a picture: codes, markers and lines of text, with their corners."""

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.core.validation import require_share
from sunmao.display.image_encoding import DisplayedImage
from sunmao.tasks.image_result import ImageResult
from sunmao.tasks.object_detection.results import DetectedObject
from sunmao.texts import get_both, get_text

if TYPE_CHECKING:
    import numpy as np


CAPTION = 200  # characters of all texts below it


class ReadObject(DetectedObject):
    """One code, marker or line of text.

    Args:
        label: its text; of a marker, its number as a text.
        corners: (4, 2), clockwise as it is read, the left upper one first; pixels of the picture.
        kind: what it is, such as 'QR', 'EAN-13', 'ArUco 4x4', 'AprilTag 36h11', 'text'.
        confidence: of a line of text, 0 to 1. id: a marker's number; 0 of others.
    """

    def __init__(self, label: str, corners: Any, kind: str, confidence: float = 1.0, id: int = 0) -> None:
        corners = np.asarray(corners, np.float32).reshape(4, 2)
        super().__init__(label, confidence, 0, (*corners.min(axis=0), *corners.max(axis=0)), id=id)
        vars(self).update(_corners=corners, _kind=kind)

    @property
    def text(self) -> str:
        """Its text."""
        return self._label

    @property
    def kind(self) -> str:
        """Its kind, such as 'QR', 'EAN-13', 'ArUco 4x4', 'AprilTag 36h11', 'text'."""
        return self._kind

    @property
    def corners(self) -> list[tuple[float, float]]:
        """The four corners (x, y) in pixels, clockwise as it is read, the left upper one first, to one place."""
        return [(round(x, 1), round(y, 1)) for x, y in self._corners.tolist()]

    @property
    def angle(self) -> float:
        """By how many degrees it is turned, clockwise, -180 to 180, to one place; 0 is upright."""
        (x, y), (right, below) = self._corners[:2].tolist()
        return round(math.degrees(math.atan2(below - y, right - x)), 1) + 0.0


class ReadResult(ImageResult):
    """Texts that were read in one picture.

    Args:
        image: the picture, (H, W, 3) uint8 RGB; None: it is read from `path` when it is wanted.
        things: in the order in which they are read. path: the picture's file, where it has one.
        contains: whether a label that is asked for may be a part of a text, without regard to case.
    """

    def __init__(self, image: Any, things: list[ReadObject], *, path: str = "", contains: bool = False) -> None:
        vars(self).update(_image=image, _things=list(things), _path=path, _contains=contains, _classes=[])

    @property
    def label(self) -> str:
        """The text of the first one; 没有找到 / nothing found, where nothing was read."""
        return self._things[0].label if self._things else get_text("nothing_found")

    @property
    def confidence(self) -> float:
        """Confidence in the first one, 0 to 1; 0 where nothing was read."""
        return self._things[0].confidence if self._things else 0.0

    @property
    def id(self) -> int:
        """The number of the first marker; 0 of what has none."""
        return self._things[0].id if self._things else 0

    @property
    def things(self) -> list[ReadObject]:
        """Texts in order."""
        return list(self._things)

    @property
    def text(self) -> str:
        """Everything that was read, one a line; empty where there is nothing."""
        return "\n".join(thing.label for thing in self._things)

    @property
    def classes(self) -> list[str]:
        """Texts, each once."""
        return list(dict.fromkeys(thing.label for thing in self._things))

    def count(self, label: str | None = None, confidence: float = 0.0) -> int:
        """Number of those that were read with at least this confidence (0 to 1). label: the text of a code, the number
        of a marker, or a part of a line of text, upper or lower case; None: all.
        """
        least = require_share("confidence", confidence)
        if label is not None and str(label) in get_both("nothing_found").values():
            return int(not self._things)
        return sum(thing.confidence >= least and self._is_called(thing, label) for thing in self._things)

    def draw(self) -> "np.ndarray":
        """The picture with what was read framed and written beside it, (H, W, 3) uint8 RGB."""
        from sunmao.ready.drawing import draw_read_objects

        return draw_read_objects(self.image, self._things)

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with what was read, as the page shows it."""
        return DisplayedImage(self.draw(), "", repr(self))

    def __repr__(self) -> str:
        said = " · ".join(thing.label for thing in self._things)
        return (said if len(said) <= CAPTION else f"{said[:CAPTION]} …") or get_text("nothing_found")

    def _is_called(self, thing: ReadObject, label: Any) -> bool:
        if label is None:
            return True
        wanted = str(label)
        return wanted.casefold() in thing.label.casefold() if self._contains else wanted == thing.label
