"""Changing pictures at random, so that a model learns what does not matter."""

import cv2
import numpy as np

from sunmao.models.model_spec import Augmentation


def augment(
    images: list[np.ndarray],
    how: Augmentation,
    random: np.random.Generator,
    size: int,
    view: float = 1.0,
    policy: str | None = None,
) -> np.ndarray:
    """Changed copies of square pictures, (S, S) or (S, S, 3) uint8, as (N, size, size[, 3]); each is changed
    differently.

    Args:
        size: side of what comes out, in pixels.
        view: how much of a picture's side is seen where nothing is changed: its middle.
        policy: changes before all others, one of `apply_policy`, or None.
    """
    if policy:
        from sunmao.training.recipes.policies import apply_policy

        images = [apply_policy(image, policy, random) for image in images]
    return np.stack([_augment(image, how, random, size, view) for image in images])


def _augment(image: np.ndarray, how: Augmentation, random: np.random.Generator, size: int, view: float) -> np.ndarray:
    if how.stroke:
        image = _change_stroke(image, random.uniform(-how.stroke, how.stroke))
    if how.blur:
        image = cv2.GaussianBlur(image, (0, 0), 0.3 + how.blur * random.random())
    matrix = make_affine(image.shape[0], how, random, size, view)
    image = cv2.warpAffine(image, matrix, (size, size), borderMode=cv2.BORDER_REPLICATE)
    return jitter_color(image, how, random)


def jitter_color(image: np.ndarray, how: Augmentation, random: np.random.Generator) -> np.ndarray:
    """The picture in another light, uint8."""
    if how.color:
        gain, offset = 1 + random.uniform(-how.color, how.color), 128 * random.uniform(-how.color, how.color)
        image = (
            cv2.convertScaleAbs(image, alpha=gain, beta=offset)
            if offset >= 0
            else _change_brightness(image, gain, -offset)
        )
    return image


def _change_brightness(image: np.ndarray, gain: float, offset: float) -> np.ndarray:
    # convertScaleAbs takes the absolute value, which would turn the darkest pixels bright.
    return cv2.subtract(cv2.convertScaleAbs(image, alpha=gain), np.full_like(image, min(255, round(offset))))


def make_affine(side: int, how: Augmentation, random: np.random.Generator, size: int, view: float) -> np.ndarray:
    """Rotation, scale, shear, shift and flip about the middle, (2, 3): from places in the picture to those in the new
    one.

    All in one step, so that a picture is interpolated once; what is outside the picture continues its edge.
    """
    angle, shear = np.deg2rad(random.uniform(-how.rotate, how.rotate)), random.uniform(-how.shear, how.shear)
    wide, high = 1 + random.uniform(-how.scale, how.scale, 2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = turn @ np.array([[wide, shear], [0.0, high]]) * (size / (view * side))
    if how.flip and random.random() < 0.5:
        matrix[:, 0] *= -1
    offset = (size - 1) / 2 - matrix @ np.full(2, (side - 1) / 2) + size * random.uniform(-how.shift, how.shift, 2)
    return np.column_stack([matrix, offset])


def _change_stroke(image: np.ndarray, amount: float) -> np.ndarray:
    """White ink thicker (amount > 0) or thinner (< 0), by a part of a pixel."""
    kernel = np.ones((3, 3), np.uint8)
    other = cv2.dilate(image, kernel) if amount > 0 else cv2.erode(image, kernel)
    return cv2.addWeighted(image, 1 - abs(amount), other, abs(amount), 0)
