"""From a picture to the points of what is in it."""

from collections.abc import Iterable

import cv2
import numpy as np

from sunmao.images.geometry import compute_box_iou
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.region_detector import find_regions, sigmoid
from sunmao.landmarks.rotated_crop import RotatedSquare, bring_back, cut_square, place_square
from sunmao.landmarks.sessions import run_landmark_model
from sunmao.landmarks.targets.target import Target

MAX_SUBJECTS = 10  # of one picture
FEW = 3  # where only the nearest counts
MIN_SCORE = 0.5  # from which something is there
SAME = 0.6  # intersection over union from which two are one, found twice
BORDER = 0.5  # of the shorter side: what fills the whole picture is found when it has a border
LONGEST = 1920  # pixels: a larger picture is made smaller first; the models look at 192 to 256


def find_landmarks(image: np.ndarray, target: Target, most: int = MAX_SUBJECTS) -> list[Landmarks]:
    """The points of each hand, body or face in a picture, the nearest (largest) first.

    A picture in which nothing is found is looked at once more with a border: of 2,062 hands that fill their pictures
    2,058 were found so.

    image: (H, W, 3) uint8 RGB. most: how many are looked for.
    """
    small, scale = shrink_image(image)
    found = _find(small, target, most)
    if not found:
        border = max(1, round(BORDER * min(small.shape[:2])))
        wider = cv2.copyMakeBorder(small, border, border, border, border, cv2.BORDER_REPLICATE)
        found = [_move(each, -border) for each in _find(wider, target, most)]
    return enlarge_landmarks(found, scale)


def find_nearest_landmarks(image: np.ndarray, target: Target) -> Landmarks | None:
    """The points of the nearest hand, body or face of a picture, among the surest; None where none was found. image: as
    of `find_landmarks`.
    """
    return next(iter(find_nearby_landmarks(image, target)), None)


def find_nearby_landmarks(image: np.ndarray, target: Target) -> list[Landmarks]:
    """The points of the nearest hand, body or face of a picture, and after it those of the others that were looked at.
    image: as of `find_landmarks`.
    """
    return find_landmarks(image, target, FEW)


def shrink_image(image: np.ndarray) -> tuple[np.ndarray, float]:
    """(the picture, of at most `LONGEST` pixels; by how much it was made smaller, 1 where it was not)."""
    scale = min(1.0, LONGEST / max(image.shape[:2]))
    small = image if scale == 1 else cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return small, scale


def enlarge_landmarks(found: list[Landmarks], scale: float) -> list[Landmarks]:
    """Landmarks of a picture that `shrink_image` made, in the picture itself: the nearest (largest) first."""
    if scale != 1:
        found = [_move(each, 0, 1 / scale) for each in found]
    return sorted(found, key=lambda each: -each.area)


def find_in_squares(image: np.ndarray, squares: Iterable[RotatedSquare], target: Target) -> list[Landmarks]:
    """The points in those squares of a picture in which there are some; of one that is in two squares the first."""
    found: list[Landmarks] = []
    for square in squares:
        pixels, back = cut_square(image, square, target.side)
        each = _read_outputs(run_landmark_model(target.file, pixels / 255), target, back)
        if each.score >= MIN_SCORE and not _is_among(each, found):
            found.append(each)
    return found


def _find(image: np.ndarray, target: Target, most: int) -> list[Landmarks]:
    regions = find_regions(image, target.detector, most)
    return find_in_squares(image, (place_square(region, target.region) for region in regions), target)


def _read_outputs(outputs: list[np.ndarray], target: Target, back: np.ndarray) -> Landmarks:
    rows = outputs[0].reshape(-1, target.values)[: target.point_count]
    visibility = sigmoid(rows[:, 3]) if target.values > 3 else np.ones(len(rows))
    score = outputs[1].ravel()[0]
    side = None
    if target.has_sides:
        # The model was taught on pictures as a mirror shows them; ours are as a camera takes them.
        side = "left" if float(outputs[2].ravel()[0]) > 0.5 else "right"
    return Landmarks(
        target,
        bring_back(rows[:, :3], back),
        visibility.astype(np.float32),
        float(sigmoid(score) if target.score_is_logit else score),
        side,
    )


def _is_among(each: Landmarks, found: list[Landmarks]) -> bool:
    return bool(found) and bool((compute_box_iou([each.box], [other.box for other in found]) > SAME).any())


def _move(each: Landmarks, by: float, scale: float = 1.0) -> Landmarks:
    points = (each.points + np.array([by, by, 0], np.float32)) * np.float32(scale)
    return Landmarks(each.target, points, each.visibility, each.score, each.side)
