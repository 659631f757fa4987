"""The verb that finds points."""

from typing import Any

from sunmao.inference.predictor import open_image
from sunmao.landmarks.targets.registry import find_target
from sunmao.ready.points_result import PointsResult


def find_points(what: str, image: Any) -> PointsResult:
    """Find the points of hands, bodies or faces in a picture.

    Args:
        what: 'hand' (21 points each), 'body' (33) or 'face' (468).
        image: (H, W, 3) uint8 RGB, or a picture's file; a larger one than 1,920 pixels is looked at smaller.

    Returns: a `PointsResult`, in which nothing may be found.

    Raises: BadValue, with the nearest; FileMissing, NotAPicture.

    Example:
        result = find_points(what='hand', image='photo.jpg')
        if result.has(label='hand'):
            print(result.point('index tip').x, result.is_straight('index'))
    """
    from sunmao.landmarks.find_landmarks import find_landmarks

    target, (pixels, path) = find_target(what), open_image(image)
    return PointsResult(pixels, find_landmarks(pixels, target), target, path=path)
