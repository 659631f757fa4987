"""Points with their lines, over the picture or alone."""

from typing import Any

import cv2
import numpy as np

from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.target import Target

THICKNESS = 1 / 160  # of the shorter side
CASING = (255, 255, 255)
INK = (31, 41, 55)
FINE = 4  # bits of a pixel in which OpenCV places a line
MARGIN = 0.1  # of a tile's side


def draw_landmarks(image: np.ndarray, found: list[Landmarks]) -> np.ndarray:
    """A copy of the picture, (H, W, 3) uint8 RGB, with the points: each line has a white casing, a color a finger."""
    drawn = image.copy()
    thick = max(1, round(THICKNESS * min(image.shape[:2])))
    for each in found:
        target = each.target
        seen = each.visibility >= target.least_visibility
        for group in target.lines:
            _draw_lines(drawn, each.points, seen, group, CASING, 3 * thick)
        for group, color in zip(target.lines, target.colors, strict=True):
            _draw_lines(drawn, each.points, seen, group, color, thick)
        named = [place for place in target.point_names if seen[place]]
        _draw_dots(drawn, each.points[named], INK, 2 * thick, thick)
    return drawn


def draw_points_tile(points: np.ndarray, target: Target, side: int) -> np.ndarray:
    """Points alone, in ink on paper, as large as the tile: (side, side, 3) uint8 RGB.

    points: (N, 2) of a `Target`, in any unit, x to the right and y downward.
    """
    tile = np.full((side, side, 3), 255, np.uint8)
    named = points if target.point_count < 100 else points[list(target.point_names)]
    low, high = named.min(axis=0), named.max(axis=0)
    scale = (1 - 2 * MARGIN) * side / max(float((high - low).max()), 1e-6)
    placed = (points - (low + high) / 2) * scale + side / 2
    thick = max(1, round(side / 40))
    for group in target.lines:
        _draw_lines(tile, placed, np.ones(len(points), bool), group, INK, thick)
    return tile


def _draw_lines(image: Any, points: np.ndarray, seen: np.ndarray, group: Any, color: Any, thick: int) -> None:
    for start, end in group:
        if seen[start] and seen[end]:
            cv2.line(image, _to_fine(points[start]), _to_fine(points[end]), color, thick, cv2.LINE_AA, FINE)


def _draw_dots(image: Any, points: np.ndarray, color: Any, radius: int, casing: int) -> None:
    for point in points:
        cv2.circle(image, _to_fine(point), (radius + casing) << FINE, CASING, cv2.FILLED, cv2.LINE_AA, FINE)
        cv2.circle(image, _to_fine(point), radius << FINE, color, cv2.FILLED, cv2.LINE_AA, FINE)


def _to_fine(point: Any) -> tuple[int, int]:
    return round(float(point[0]) * 2**FINE), round(float(point[1]) * 2**FINE)
