"""Painting by a network: from its scores to a mask at the picture's own size, the same for every runtime."""

from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True)
class PaintedImage:
    """Class of each pixel of a picture.

    mask: (H, W) uint8 of the picture's own size: 0 background, n the n-th class. confidences: how sure the network is
    of the pixels of each class in the mean, (1 + C,) float32, 0 to 1; 0 for a class without pixels.
    """

    mask: np.ndarray
    confidences: np.ndarray


def paint_scores(scores: np.ndarray, size: tuple[int, int]) -> PaintedImage:
    """The mask of one picture.

    scores: (1 + C, S, S) float32, together 1 for each pixel, background first. size: (width, height) of the picture.
    Scores are stretched before they are compared: edges are finer than the network's own pixels.
    """
    best = cv2.resize(scores[0], size, interpolation=cv2.INTER_LINEAR)
    mask = np.zeros(best.shape, np.uint8)
    for number, plane in enumerate(scores[1:], 1):  # one at a time: a photograph of ten classes would take 500 MB
        plane = cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR)
        higher = plane > best
        mask[higher], best[higher] = number, plane[higher]
    pixels = np.bincount(mask.ravel(), minlength=len(scores))
    sums = np.bincount(mask.ravel(), best.ravel(), minlength=len(scores))
    return PaintedImage(mask, (sums / np.maximum(pixels, 1)).astype(np.float32))
