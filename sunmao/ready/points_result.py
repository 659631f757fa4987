"""The points that were found in a picture, as programs ask for them."""

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.core.strict import Strict
from sunmao.core.validation import require_choice
from sunmao.display.image_encoding import DisplayedImage
from sunmao.errors import BadValue
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.straight_fingers import is_finger_straight
from sunmao.landmarks.targets.hand import FINGERS
from sunmao.landmarks.targets.target import Target
from sunmao.tasks.image_result import ImageResult, format_percent
from sunmao.tasks.object_detection.results import DetectedObject
from sunmao.texts import get_both, get_text

if TYPE_CHECKING:
    import numpy as np


class Point(Strict):
    """One point of a hand, a body or a face.

    Args:
        x, y: pixels of the picture, from its left upper corner. z: the depth in the same unit, smaller is nearer.
        visibility: how likely it is seen, 0 to 1.
    """

    def __init__(self, x: float, y: float, z: float, visibility: float) -> None:
        vars(self).update(_x=x, _y=y, _z=z, _visibility=visibility)

    @property
    def x(self) -> float:
        """Pixels from the left, to one place."""
        return round(self._x, 1)

    @property
    def y(self) -> float:
        """Pixels from the top, to one place."""
        return round(self._y, 1)

    @property
    def z(self) -> float:
        """Its depth in pixels, to one place: smaller is nearer; 0 at the wrist, the hips, the middle of the head."""
        return round(self._z, 1)

    @property
    def visibility(self) -> float:
        """Probability that it is seen, 0 to 1."""
        return round(self._visibility, 4)

    def __repr__(self) -> str:
        return f"({self.x}, {self.y})"


class PointsResult(ImageResult):
    """The points of the hands, bodies or faces in one picture, the nearest first.

    Args:
        image: the picture, (H, W, 3) uint8 RGB; None: it is read from `path` when it is wanted.
        found: the nearest first. target: what was looked for. path: the picture's file, where it has one.
    """

    def __init__(self, image: Any, found: list[Landmarks], target: Target, *, path: str = "") -> None:
        vars(self).update(_image=image, _found=list(found), _target=target, _path=path, _classes=[target.name])

    @property
    def label(self) -> str:
        """Target, 'hand', 'body' or 'face', where it was found; else 没有找到 / nothing found."""
        return self._target.name if self._found else get_text("nothing_found")

    @property
    def confidence(self) -> float:
        """Confidence in the nearest, 0 to 1; 0 where nothing was found."""
        return round(self._found[0].score, 4) if self._found else 0.0

    @property
    def side(self) -> str:
        """'left' or 'right': which hand the nearest one is, as its owner says; '' of what has no sides, or is not
        there.
        """
        return (self._found[0].side or "") if self._found else ""

    @property
    def things(self) -> list[DetectedObject]:
        """Subjects that were found, the nearest first, with boxes around the points."""
        return [DetectedObject(self._target.name, each.score, 0, each.box) for each in self._found]

    @property
    def points(self) -> list[Point]:
        """All points of the nearest one; none where nothing was found."""
        return [self._make_point(place) for place in range(self._target.point_count)] if self._found else []

    def list_landmarks(self) -> list[Landmarks]:
        """Points that were found as arrays, the nearest first."""
        return list(self._found)

    def count(self, label: str | None = None, confidence: float = 0.0) -> int:
        """Number of those that were found with at least this confidence (0 to 1). label: what was looked for, in
        Chinese or English, or None.
        """
        names = get_both(f"points_{self._target.name}").values()
        return super().count(self._target.name if label in names else label, confidence)

    def point(self, name: str) -> Point:
        """A point of the nearest one. name: Chinese or English, such as '食指指尖' or 'index tip', or its number from 0.

        Raises: BadValue, with the nearest name, and where nothing was found.
        """
        place = self._find_place(name)
        self._require_found(name)
        return self._make_point(place)

    def distance(self, a: str, b: str) -> float:
        """Distance of two points of the nearest one, in pixels of the picture, to one place. Raises BadValue as
        `point` does.
        """
        first, second = self.point(a), self.point(b)
        return round(math.hypot(first._x - second._x, first._y - second._y), 1)

    def angle(self, a: str, b: str, c: str) -> float:
        """The angle at `b` between the lines to `a` and `c` in the picture, 0 to 180 degrees, to one place. Raises
        BadValue as `point` does.
        """
        first, middle, last = (self.point(each) for each in (a, b, c))
        there = np.array([first._x - middle._x, first._y - middle._y])
        back = np.array([last._x - middle._x, last._y - middle._y])
        return round(math.degrees(math.atan2(abs(float(np.linalg.det([there, back]))), float(there @ back))), 1)

    def is_straight(self, finger: str) -> bool:
        """Whether a finger of the nearest hand is straight; not where no hand was found.

        finger: 'thumb', 'index', 'middle', 'ring' or 'little', or in Chinese: '拇指', '食指', '中指', '无名指', '小指'.

        Raises: BadValue, with the nearest, and where hands were not looked for.
        """
        if self._target.name != "hand":
            raise BadValue("points_no_fingers", what=get_both(f"points_{self._target.name}"))
        chinese = {zh: english for english, (zh, _) in FINGERS.items()}
        finger = require_choice("finger", chinese.get(str(finger), finger), list(FINGERS))
        return bool(self._found) and is_finger_straight(self._found[0].points, finger)

    def draw(self) -> "np.ndarray":
        """The picture with the points and lines of all that were found, (H, W, 3) uint8 RGB."""
        from sunmao.landmarks.drawing import draw_landmarks

        return draw_landmarks(self.image, self._found)

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with its points, as the page shows it."""
        return DisplayedImage(self.draw(), "", repr(self))

    def __repr__(self) -> str:
        if not self._found:
            return get_text("points_none", what=get_both(f"points_{self._target.name}"))
        percent = format_percent(self.confidence)
        return get_text(
            "points_found", what=get_both(f"points_{self._target.name}"), count=len(self._found), percent=percent
        )

    def _find_place(self, name: str) -> int:
        """The number of a point."""
        if isinstance(name, int) and not isinstance(name, bool) and 0 <= name < self._target.point_count:
            return name
        places = {each: place for place, names in self._target.point_names.items() for each in names}
        return places[require_choice("point", name, list(places))]

    def _require_found(self, name: str) -> None:
        if not self._found:
            raise BadValue("points_not_there", what=get_both(f"points_{self._target.name}"), name=name)

    def _make_point(self, place: int) -> Point:
        nearest = self._found[0]
        x, y, z = nearest.points[place].tolist()
        return Point(x, y, z, float(nearest.visibility[place]))
