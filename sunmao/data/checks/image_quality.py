"""Pictures that stand out from the others of their data set: blurred, too dark, too bright, of an odd size.

Sharpness is the variance of the Laplacian (Pech-Pacheco and others: Diatom autofocusing in brightfield microscopy,
2000), of each of its two directions, so that a picture blurred by a movement is found as well. What a small variance
is depends on what the pictures show: a hand before a wall has little of it, cells under a microscope have less, a
drawn digit has hardly any. So a picture is called blurred only where two things are far below what is usual in its
class: the variance itself, and how much of its coarse structure is left in the fine one, which does not depend on
contrast. Where pictures differ much among themselves, as pieces of photographs do, none is called blurred.

Measured with 2 to 10 % of the pictures blurred by 2 to 4 % of their side (in focus, in a disc, by a movement): of
photographs of hands, blood cells and a film 0.97 and more are found, of cell nuclei and drawn shapes 0.6 to 0.8; of
what is named 0.98 and more is blurred, and in none of the clean sets a picture is named. Digits that were drawn
with soft edges cannot be told from blurred ones, and are left in peace.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sunmao.data.images.image_files import cv2

LEAST = 12  # pictures: among fewer nothing is usual
OWN = 20  # pictures of a class that say what is usual in it; with fewer, the whole set says
MOST = 0.2  # of all pictures: what is so common is the style of the set and no fault
SPREAD, SHARP_SPREAD = 3.0, 2.5  # standard deviations, by the quarter below the median, that are still usual
SHARP, FINE = 0.25, 0.3  # of the usual variance, and of the usual fine part: what is above is sharp enough
NOISE, ROUNDED = 1.3, 0.05  # variance of the second difference that storing a picture as JPEG leaves, at most and least
COARSE = 2.5  # variance of the coarse structure: of less contrast nobody can say whether it is sharp
SMALLEST = 16  # pixels of the shorter side: in less there is nothing fine
DARK, BRIGHT = 70, 215  # levels: nothing in the picture is brighter, or darker
LIGHT, SHADE = 0.3, 0.4  # of the usual light, and of the usual distance to white
ELONGATED = 2.2  # times as long, for its width, as is usual; a phone's picture in a square set is 2.17 at most
SMALLER, SMALL = 4, 96  # times as small as is usual, and pixels of the shorter side


class ImageQuality(NamedTuple):
    """What is measured of one small picture.

    sharpness: the smaller of the variances of its second differences across and down. fine: the smaller ratio of these,
    less noise, to those of the picture four times as small. coarse: the smaller of the latter. dark, bright: the grey
    levels, from 0 to 255, that 5 % and 99 % of its pixels do not exceed.
    """

    sharpness: float
    fine: float
    coarse: float
    dark: float
    bright: float


def measure_quality(image: np.ndarray) -> ImageQuality:
    """What tells whether a picture is sharp and well lit.

    Args:
        image: (H, W, 3) RGB or (H, W) grey, uint8, upright, at most about 128 pixels long.
    """
    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    size = max(1, width // 4), max(1, height // 4)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    levels = small.ravel()
    low, high = (int(share * (levels.size - 1)) for share in (0.05, 0.99))
    levels = np.partition(levels, (low, high))
    dark, bright = float(levels[low]), float(levels[high])
    if min(height, width) < SMALLEST:
        return ImageQuality(0.0, 0.0, 0.0, dark, bright)
    sharp, rough = _measure_second_differences(grey), _measure_second_differences(small)
    fine = min((max(one - NOISE, 0) + ROUNDED) / (four + 4) for one, four in zip(sharp, rough, strict=True))
    return ImageQuality(min(sharp), fine, min(rough), dark, bright)


def _measure_second_differences(grey: np.ndarray) -> tuple[float, float]:
    """The mean squares of one pixel − 2 · the next + the one after it, across and down, of (H, W) uint8; H, W > 2."""
    return (
        _measure_second_difference(grey[:, :-2], grey[:, 1:-1], grey[:, 2:]),
        _measure_second_difference(grey[:-2], grey[1:-1], grey[2:]),
    )


def _measure_second_difference(before: np.ndarray, middle: np.ndarray, after: np.ndarray) -> float:
    # Σ(a − 2b + c)² = 2Σ(a − b)² + 2Σ(c − b)² − Σ(a − c)²: no array of differences, which would take twice the time.
    steps = cv2.norm(before, middle, cv2.NORM_L2SQR) + cv2.norm(after, middle, cv2.NORM_L2SQR)
    return (2 * steps - cv2.norm(before, after, cv2.NORM_L2SQR)) / middle.size


def find_quality_outliers(measured: Sequence[ImageQuality], labels: Sequence[str | None]) -> dict[str, list[int]]:
    """Which pictures are much darker, brighter or less sharp than the others.

    Args:
        measured: of each picture.
        labels: its class, or None; a class of OWN pictures or more is compared with itself.

    Returns: 'dark_pictures', 'bright_pictures', 'blurred_pictures' → indices, ascending. No picture is in two of them,
    and without those that are named no other one would be.
    """
    count = len(measured)
    if count < LEAST:
        return {}
    sharpness, fine, coarse, dark, bright = np.array(measured, np.float64).T
    names = np.array([label or "" for label in labels])
    groups = [np.flatnonzero(names == name) for name in np.unique(names)]
    usable = np.ones(count, bool)
    found = {}
    for key, values, possible in (
        ("dark_pictures", [(np.log(bright + 1), LIGHT, SPREAD)], bright < DARK),
        ("bright_pictures", [(np.log(256 - dark), SHADE, SPREAD)], dark > BRIGHT),
        (
            "blurred_pictures",
            [(np.log(sharpness + 0.3), SHARP, SHARP_SPREAD), (np.log(fine + 1e-6), FINE, SPREAD)],
            coarse >= COARSE,
        ),
    ):
        named = _find_far_below(values, groups, usable, possible)
        if named.sum() <= MOST * count:
            usable &= ~named
            found[key] = [int(each) for each in np.flatnonzero(named)]
    return found


def find_odd_sizes(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """Which pictures are much longer for their width, or much smaller, than the others; upright or across is the same.

    sizes: (width, height) of each. Returns: indices, ascending.
    """
    if len(sizes) < LEAST:
        return []
    sides = np.sort(np.array(sizes, np.float64), axis=1)
    longer, length = np.log(sides[:, 1] / sides[:, 0]), np.log(sides.prod(axis=1)) / 2
    everyone, all_of = [np.arange(len(sizes))], np.ones(len(sizes), bool)
    named = _find_far_below([(-longer, 1 / ELONGATED, SPREAD)], everyone, all_of, all_of)
    named |= _find_far_below([(longer, 1 / ELONGATED, SPREAD)], everyone, all_of, all_of)
    named |= _find_far_below([(length, 1 / SMALLER, SPREAD)], everyone, all_of, sides[:, 0] < SMALL)
    return [int(each) for each in np.flatnonzero(named)] if named.sum() <= MOST * len(sizes) else []


def _find_far_below(
    values: list[tuple[np.ndarray, float, float]], groups: list[np.ndarray], usable: np.ndarray, possible: np.ndarray
) -> np.ndarray:
    """Which are far below what is usual in every one of several logarithms: (N,) bool.

    Until nothing changes, those that were found no longer say what is usual: when they are gone, nothing is found.

    Args:
        values: of each logarithm, (N,), the share of the usual and the standard deviations that are still usual.
        groups: indices of those that are compared with each other.
        usable: (N,) bool, those that say what is usual.
        possible: (N,) bool, those that may be named.
    """
    found = np.zeros(len(usable), bool)
    while True:
        left = usable & ~found
        low = possible & usable
        for logarithm, share, spread in values:
            limit = np.empty(len(usable))
            for group in groups:
                own = logarithm[group[left[group]]]
                limit[group] = _compute_limit(own if len(own) >= OWN else logarithm[left], share, spread)
            low &= logarithm < limit
        if not (low & ~found).any():
            return found
        found |= low


def _compute_limit(usual: np.ndarray, share: float, spread: float) -> float:
    """Below what a logarithm is far from the usual ones, (N,): less than a share of their median, and by more than they
    differ among themselves.
    """
    if not len(usual):
        return -np.inf
    quarter, middle = np.percentile(usual, (25, 50))
    return float(middle - max(-np.log(share), spread * (middle - quarter) / 0.6745))
