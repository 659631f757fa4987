"""Backdrops behind the sprites: a picture, or what a camera sees, with the points that were found in it."""

from typing import Any

import numpy as np

from sunmao.core.validation import require_choice
from sunmao.protocol.stage_messages import StagePoints
from sunmao.stage.current_scene import get_scene

WHATS = ("hand", "body", "face")
MAX_LABEL = 60  # characters
FEWEST, PLACES = 2, 4  # numbers of a point; decimals


def backdrop(image: Any, points: Any = None, mirror: bool = False, label: Any = "") -> None:
    """Put a picture behind the sprites; the next one takes its place.

    Args:
        image: (H, W, 3) uint8 RGB, the path of a picture, or None for nothing but white. It is shown whole.
        points: 'hand', 'body' or 'face': these are looked for in the picture and drawn on it; or what `find_points` has
            found in it; None: none.
        mirror: left and right are exchanged, as in a mirror, with the points.
        label: a few words in its upper left corner, such as what was seen in it.

    Raises:
        BadValue, FileMissing, NotAPicture: there is no such picture, or nothing of that kind to look for.

    Example:
        >>> import numpy as np
        >>> backdrop(np.full((480, 640, 3), 200, np.uint8))
    """
    from sunmao.images.image_files import read_image_file, to_rgb

    if image is None:
        return get_scene().set_backdrop(None, (), str(label)[:MAX_LABEL])
    picture = read_image_file(image) if isinstance(image, str) or hasattr(image, "__fspath__") else to_rgb(image)
    found = _find(points, picture)
    if mirror:
        picture = np.ascontiguousarray(picture[:, ::-1])
        found = tuple(_mirror(each) for each in found)
    elif picture is image:
        picture = picture.copy()  # the program may draw on its array in the next moment
    get_scene().set_backdrop(picture, found, str(label)[:MAX_LABEL])


def _find(points: Any, picture: np.ndarray) -> tuple[StagePoints, ...]:
    if points is None:
        return ()
    if isinstance(points, str):
        from sunmao.ready.point_finding import find_points

        points = find_points(what=require_choice("points", points, WHATS), image=picture)
    height, width = picture.shape[:2]
    return tuple(_tell(each, width, height) for each in points.list_landmarks())


def _tell(found: Any, width: int, height: int) -> StagePoints:
    """One hand, body or face in shares of the picture; of a face only the points that have names are drawn."""
    target = found.target
    seen = found.visibility >= target.least_visibility
    named = list(target.point_names) if target.point_count > 100 else range(len(found.points))
    shares = found.points[:, :2] / (width, height)
    lines = [list(pair) for group in target.lines for pair in group if seen[pair[0]] and seen[pair[1]]]
    dots = [place for place in named if seen[place]]
    wanted = sorted({*dots, *(place for line in lines for place in line)})
    number = {place: count for count, place in enumerate(wanted)}
    return StagePoints(
        target.name,
        [[round(float(share), PLACES) for share in shares[place]] for place in wanted],
        [[number[place] for place in line] for line in lines],
        [number[place] for place in dots],
    )


def _mirror(each: StagePoints) -> StagePoints:
    turned = [[round(1 - x, PLACES), y] for x, y in each.places]
    return StagePoints(each.what, turned, each.lines, each.dots)
