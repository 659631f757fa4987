"""The turned square around a region, as the model of the points looks at it."""

import math

import cv2
import numpy as np

from sunmao.landmarks.region_detector import Region
from sunmao.landmarks.targets.target import RegionRule


def cut_region(image: np.ndarray, region: Region, rule: RegionRule, side: int) -> tuple[np.ndarray, np.ndarray]:
    """(the square, (side, side, 3) float32, 0 to 255; the matrix, (2, 3), that brings points back into the picture).

    The square is not rounded to whole numbers: OpenCV would place its pixels by 1/32 of one, too, and a square that is
    a hair's breadth beside another one would move the points by up to two pixels.
    """
    start, end = region.keypoints[rule.start], region.keypoints[rule.end]
    turn = rule.angle - math.atan2(start[1] - end[1], end[0] - start[0])
    width, height = region.box[2:] - region.box[:2]
    if rule.around_start:
        middle, length = start, 2 * math.hypot(*(end - start)) * rule.scale
    else:
        along = rule.shift * height
        middle = (region.box[:2] + region.box[2:]) / 2 + [-along * math.sin(turn), along * math.cos(turn)]
        length = max(width, height) * rule.scale
    length = max(length, 1.0)  # keypoints that fall together
    cos, sin = math.cos(turn), math.sin(turn)
    corners = np.array([[-1, -1], [1, -1], [-1, 1]]) * length / 2 @ [[cos, sin], [-sin, cos]] + middle
    there = cv2.getAffineTransform(corners.astype(np.float32), np.array([[0, 0], [side, 0], [0, side]], np.float32))
    back = cv2.invertAffineTransform(there)
    # As numbers with fractions only what is reached: a large picture would take long.
    limits, reached = np.array(image.shape[1::-1]), np.vstack([corners, 2 * middle - corners[0]])
    low = np.clip(np.floor(reached.min(axis=0)).astype(int) - 1, 0, limits - 1)
    high = np.clip(np.ceil(reached.max(axis=0)).astype(int) + 2, low + 1, limits)
    part = image[low[1] : high[1], low[0] : high[0]].astype(np.float32)
    there[:, 2] += there[:, :2] @ low
    return cv2.warpAffine(part, there, (side, side)), back


def bring_back(points: np.ndarray, back: np.ndarray) -> np.ndarray:
    """Points of a square, (N, 3), in the picture, (N, 3) float32: the depth grows as the square does."""
    places = points[:, :2] @ back[:, :2].T + back[:, 2]
    return np.column_stack([places, points[:, 2] * math.hypot(*back[:, 0])]).astype(np.float32)
