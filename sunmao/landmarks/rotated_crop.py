"""The turned square around a region, as the model of the points looks at it."""

import math

import cv2
import numpy as np

from sunmao.landmarks.region_detector import Region
from sunmao.landmarks.targets.target import RegionRule


def cut_region(image: np.ndarray, region: Region, rule: RegionRule, side: int) -> tuple[np.ndarray, np.ndarray]:
    """(the square, (side, side, 3) uint8; the matrix, (2, 3), that brings its points back into the picture)."""
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
    return cv2.warpAffine(image, there, (side, side)), cv2.invertAffineTransform(there)


def bring_back(points: np.ndarray, back: np.ndarray) -> np.ndarray:
    """Points of a square, (N, 3), in the picture, (N, 3) float32: the depth grows as the square does."""
    places = points[:, :2] @ back[:, :2].T + back[:, 2]
    return np.column_stack([places, points[:, 2] * math.hypot(*back[:, 0])]).astype(np.float32)
