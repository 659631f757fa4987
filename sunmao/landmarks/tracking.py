"""Points from one picture of a camera to the next.

As MediaPipe does it (Zhang et al. 2020, "MediaPipe Hands: On-device Real-time Hand Tracking"): what was there a moment
ago is looked for where it was, and the detector, which costs two thirds of the time, is asked only when it is lost.
"""

import numpy as np

from sunmao.landmarks.find_landmarks import FEW, enlarge_landmarks, find_in_squares, find_landmarks, shrink_image
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.rotated_crop import follow_square
from sunmao.landmarks.targets.target import Target

DETECT_EVERY = 10  # pictures: what came into the picture meanwhile is found then


class LandmarkTracker:
    """Finds the points in pictures of a camera, given one after the other."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self.reset()

    def reset(self) -> None:
        """Forget what was seen: the next picture has nothing to do with the last one."""
        self._last: list[Landmarks] = []
        self._shape: tuple[int, ...] = ()
        self._followed = 0

    def find(self, image: np.ndarray) -> list[Landmarks]:
        """The points of the next picture, as `find_nearby_landmarks`. image: (H, W, 3) uint8 RGB."""
        found = self._follow(image) if self._last and image.shape == self._shape else []
        if len(found) < len(self._last) or not found or self._followed >= DETECT_EVERY:
            found, self._followed = find_landmarks(image, self._target, FEW), 0
        self._last, self._shape, self._followed = found, image.shape, self._followed + 1
        return found

    def _follow(self, image: np.ndarray) -> list[Landmarks]:
        small, scale = shrink_image(image)
        squares = (follow_square(scale * each.points[:, :2], self._target) for each in self._last)
        return enlarge_landmarks(find_in_squares(small, squares, self._target), scale)
