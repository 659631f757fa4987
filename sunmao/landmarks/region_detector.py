"""Regions of a whole picture in which a hand, a body or a face may be.

Anchors, decoding and the weighted suppression are those of MediaPipe's public graphs (Bazarevsky et al. 2019,
"BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs").
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from sunmao.images.geometry import compute_box_iou
from sunmao.landmarks.sessions import run_landmark_model
from sunmao.landmarks.targets.target import RegionDetectorSpec

OVERLAP = 0.3  # intersection over union from which two regions are one


@dataclass(frozen=True, eq=False)
class Region:
    """score: 0 to 1. box: x1, y1, x2, y2, (4,); keypoints: (K, 2), both in pixels of the picture."""

    score: float
    box: np.ndarray
    keypoints: np.ndarray


def find_regions(image: np.ndarray, spec: RegionDetectorSpec, most: int) -> list[Region]:
    """The regions of a picture, (H, W, 3) uint8 RGB, the surest first, at most so many."""
    square, longest, corner = letterbox_image(image, spec.side)
    pixels = square.astype(np.float32) / 255
    if spec.signed:
        pixels = 2 * pixels - 1
    rows, logits = run_landmark_model(spec.file, pixels)
    scores = sigmoid(logits[0, :, 0])
    passed = np.flatnonzero(scores > spec.threshold)
    numbers, anchors = rows[0, passed] / spec.side, make_anchors(spec)[passed]
    middles, halves = numbers[:, :2] + anchors, numbers[:, 2:4] / 2
    boxes = np.hstack([middles - halves, middles + halves]) * longest - np.tile(corner, 2)
    keypoints = (numbers[:, 4:].reshape(len(passed), (rows.shape[2] - 4) // 2, 2) + anchors[:, None]) * longest - corner
    return merge_regions(scores[passed], boxes, keypoints, most)


def merge_regions(scores: np.ndarray, boxes: np.ndarray, keypoints: np.ndarray, most: int) -> list[Region]:
    """Regions that overlap become one: the mean of them, each counted as sure as it is.

    scores: (N,); boxes: (N, 4); keypoints: (N, K, 2).
    """
    order, found = np.argsort(-scores, kind="stable"), []
    while len(order) and len(found) < most:
        same = compute_box_iou(boxes[order[:1]], boxes[order])[0] > OVERLAP
        same[0] = True  # also where a box has no area
        group, order = order[same], order[~same]
        weights = scores[group] / scores[group].sum()
        found.append(
            Region(
                float(scores[group[0]]),
                (weights[:, None] * boxes[group]).sum(axis=0),
                (weights[:, None, None] * keypoints[group]).sum(axis=0),
            )
        )
    return found


def letterbox_image(image: np.ndarray, side: int) -> tuple[np.ndarray, int, np.ndarray]:
    """The picture in the middle of a black square of `side` pixels, the square's side in pixels of the picture, and the
    picture's corner in it, (2,) x and y.
    """
    height, width = image.shape[:2]
    longest = max(height, width)
    top, left = (longest - height) // 2, (longest - width) // 2
    bottom, right = longest - height - top, longest - width - left
    square = cv2.copyMakeBorder(image, top, bottom, left, right, cv2.BORDER_CONSTANT)
    way = cv2.INTER_AREA if longest > side else cv2.INTER_LINEAR
    return cv2.resize(square, (side, side), interpolation=way), longest, np.array([left, top])


@cache
def make_anchors(spec: RegionDetectorSpec) -> np.ndarray:
    """The middles of the anchors, (N, 2), 0 to 1 of the square; layers of one stride share their places."""
    rows, strides = [], list(spec.strides)
    for stride in dict.fromkeys(strides):
        count = -(-spec.side // stride)
        middles = (np.arange(count) + 0.5) / count
        grid = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)
        rows.append(np.repeat(grid, spec.anchors * strides.count(stride), axis=0))
    return np.concatenate(rows).astype(np.float32)


def sigmoid(values: np.ndarray) -> np.ndarray:
    """The logistic function, of logits of any size."""
    return 1 / (1 + np.exp(-np.clip(values, -80, 80)))  # float32 holds no larger power
