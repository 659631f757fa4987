"""The points of pictures, remembered from training to training: finding them takes most of the time of one."""

from pathlib import Path

import numpy as np

from sunmao.core.regular_files import read_regular
from sunmao.core.row_cache import RowCache
from sunmao.errors import NotAPicture
from sunmao.images.image_files import PICTURE_BYTES, decode_image
from sunmao.landmarks.find_landmarks import find_nearest_landmarks
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.target import Target

VERSION = 1  # rises when the same picture gives other points
_SIDES = (None, "left", "right")
_ABOUT = 5  # numbers before those of the points: whether something was found, its score and side, width and height


class LandmarkCache:
    """Finds the nearest hand, body or face of pictures, of each of them once.

    A row: 1 where something was found, its score, the number of its side, the width and the height of the picture in
    pixels; then (N, 3) points and (N,) visibility.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._rows = RowCache(f"landmarks/{target.name}/{VERSION}", _ABOUT + 4 * target.point_count, np.float32)

    def find(self, path: Path) -> tuple[Landmarks | None, tuple[int, int]]:
        """Points of what is nearest in the picture of a file, None where nothing is seen or it is no picture, and the
        picture's width and height in pixels.
        """
        try:
            data = read_regular(path, PICTURE_BYTES, follow_link=True)
        except OSError:
            return None, (0, 0)
        (row,) = self._rows.rows([data])
        if row is None:
            row = self._look(data)
            self._rows.remember([data], row[None])
        seen, score, side, width, height = row[:_ABOUT].tolist()
        count = self._target.point_count
        points, visibility = np.split(row[_ABOUT:], [3 * count])
        found = Landmarks(self._target, points.reshape(count, 3), visibility, score, _SIDES[int(side)])
        return (found if seen else None), (int(width), int(height))

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()

    def _look(self, data: bytes) -> np.ndarray:
        row = np.zeros(_ABOUT + 4 * self._target.point_count, np.float32)
        try:
            image = decode_image(data)
        except NotAPicture:
            return row
        if (found := find_nearest_landmarks(image, self._target)) is not None:
            row[:_ABOUT] = 1, found.score, _SIDES.index(found.side), *image.shape[1::-1]
            row[_ABOUT:] = np.concatenate([found.points.ravel(), found.visibility])
        return row
