"""The turned square around a region, as the model of the points looks at it."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from sunmao.landmarks.region_detector import Region
from sunmao.landmarks.targets.target import RegionRule, Target


@dataclass(frozen=True, eq=False)
class RotatedSquare:
    """middle: (2,), x and y in pixels of a picture; length: of a side, in pixels; turn: radians, clockwise."""

    middle: np.ndarray
    length: float
    turn: float


def place_square(region: Region, rule: RegionRule) -> RotatedSquare:
    """Square in which a detector's region is looked at closely."""
    start, end = region.keypoints[rule.start], region.keypoints[rule.end]
    turn = rule.angle - math.atan2(start[1] - end[1], end[0] - start[0])
    if rule.around_start:
        return RotatedSquare(start, 2 * math.hypot(*(end - start)) * rule.scale, turn)
    width, height = region.box[2:] - region.box[:2]
    along = rule.shift * height
    middle = (region.box[:2] + region.box[2:]) / 2 + [-along * math.sin(turn), along * math.cos(turn)]
    return RotatedSquare(middle, max(width, height) * rule.scale, turn)


def follow_square(points: np.ndarray, target: Target) -> RotatedSquare:
    """Region in which points, (K, 2) in pixels, are looked for in the next picture of a camera: about where the
    detector would place the square.
    """
    rule = target.tracking
    start, end = points[list(rule.start)].mean(axis=0), points[list(rule.end)].mean(axis=0)
    turn = target.region.angle - math.atan2(start[1] - end[1], end[0] - start[0])
    starts, ends = np.array(target.size).T
    size = np.linalg.norm(points[starts] - points[ends], axis=1).mean()
    shift = size * np.array(rule.shift)
    cos, sin = math.cos(turn), math.sin(turn)
    middle = points[np.unique(target.size)].mean(axis=0) + shift @ [[cos, sin], [-sin, cos]]
    return RotatedSquare(middle, size * rule.scale, turn)


def cut_square(image: np.ndarray, square: RotatedSquare, side: int) -> tuple[np.ndarray, np.ndarray]:
    """(the square, (side, side, 3) float32, 0 to 255; the matrix, (2, 3), that brings points back into the picture).

    The square is not rounded to whole numbers: OpenCV would place its pixels by 1/32 of one, too, and a square that is
    a hair's breadth beside another one would move the points by up to two pixels.
    """
    middle, length = square.middle, max(square.length, 1.0)  # keypoints that fall together
    cos, sin = math.cos(square.turn), math.sin(square.turn)
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
