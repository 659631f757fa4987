"""The verb that finds what moved between two pictures.

Limits: the camera stands still. A change of the light is evened out where it is the same everywhere; a shadow moves
as well.
"""

from typing import Any

import cv2
import numpy as np

from sunmao.core.validation import require_whole
from sunmao.errors import BadValue
from sunmao.images.image_files import shrink_image
from sunmao.inference.predictor import open_image
from sunmao.ready.areas import make_area_result
from sunmao.tasks.object_detection.results import DetectionResult

LONGEST = 640
LABEL = "motion"
CHANGED = 20  # 0 to 255: what differs by more has moved
JOINED = 9  # pixels: parts of one thing that are nearer belong together


def find_motion(before: Any, image: Any, least_area: int = 400) -> DetectionResult:
    """Find where two pictures of one place differ, the largest area first.

    Args:
        before, image: (H, W, 3) uint8 RGB of the same size, or pictures' files. least_area: pixels of the picture;
            smaller areas are left out.

    Returns: a `DetectionResult` with an outline for each area, all called 'motion', over the second picture.

    Raises: FileMissing, NotAPicture, BadValue (not of the same size).

    Example:
        result = find_motion(before='empty.jpg', image='now.jpg')
        print(result.count())
    """
    least = require_whole("least_area", least_area, 1)
    first, _ = open_image(before)
    second, path = open_image(image)
    if first.shape != second.shape:
        raise BadValue("motion_sizes", first="{1} × {0}".format(*first.shape), second="{1} × {0}".format(*second.shape))
    small, scale = shrink_image(second, LONGEST)
    gray = _soften(small)
    difference = gray - _soften(shrink_image(first, LONGEST)[0])
    moved = (np.abs(difference - np.median(difference)) > CHANGED).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (JOINED, JOINED))
    joined = cv2.morphologyEx(cv2.medianBlur(moved, 5), cv2.MORPH_CLOSE, kernel)
    return make_area_result(second, joined > 0, LABEL, least / scale**2, path=path)


def _soften(image: np.ndarray) -> np.ndarray:
    """(H, W) float32, 0 to 255, without the grain of a camera."""
    return cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (5, 5), 0).astype(np.float32)
