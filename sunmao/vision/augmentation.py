"""Changing pictures at random, so that a model learns what does not matter."""

import cv2
import numpy as np

from ..models.entry import Augmentation


def augmented(batch: np.ndarray, how: Augmentation, random: np.random.Generator) -> np.ndarray:
    """A changed copy of prepared pictures, (N, H, W) or (N, H, W, 3) uint8; every picture is changed differently."""
    return np.stack([_changed(image, how, random) for image in batch])


def _changed(image: np.ndarray, how: Augmentation, random: np.random.Generator) -> np.ndarray:
    if how.stroke:
        image = _stroke(image, random.uniform(-how.stroke, how.stroke))
    if how.blur:
        image = cv2.GaussianBlur(image, (0, 0), 0.3 + how.blur * random.random())
    image = _moved(image, how, random)
    if how.flip and random.random() < 0.5:
        image = image[:, ::-1]
    if how.color:
        gain, offset = 1 + random.uniform(-how.color, how.color), 128 * random.uniform(-how.color, how.color)
        image = cv2.convertScaleAbs(image, alpha=gain, beta=max(0.0, offset)) if offset >= 0 else _darker(image, gain, -offset)
    return image


def _darker(image: np.ndarray, gain: float, offset: float) -> np.ndarray:
    # convertScaleAbs takes the absolute value, which would turn the darkest pixels bright.
    return cv2.subtract(cv2.convertScaleAbs(image, alpha=gain), np.full_like(image, min(255, round(offset))))


def _moved(image: np.ndarray, how: Augmentation, random: np.random.Generator) -> np.ndarray:
    """Rotated, scaled, sheared and shifted about the middle; the edge is continued outwards."""
    side = image.shape[0]
    angle, shear = np.deg2rad(random.uniform(-how.rotate, how.rotate)), random.uniform(-how.shear, how.shear)
    wide, high = 1 + random.uniform(-how.scale, how.scale, 2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = turn @ np.array([[wide, shear], [0.0, high]])
    middle = np.full(2, (side - 1) / 2)
    offset = middle - matrix @ middle + side * random.uniform(-how.shift, how.shift, 2)
    return cv2.warpAffine(image, np.column_stack([matrix, offset]), (side, side), borderMode=cv2.BORDER_REPLICATE)


def _stroke(image: np.ndarray, amount: float) -> np.ndarray:
    """White ink thicker (amount > 0) or thinner (< 0), by a part of a pixel."""
    kernel = np.ones((3, 3), np.uint8)
    other = cv2.dilate(image, kernel) if amount > 0 else cv2.erode(image, kernel)
    return cv2.addWeighted(image, 1 - abs(amount), other, abs(amount), 0)
