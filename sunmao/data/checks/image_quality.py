"""Pictures that stand out from the others of their data set: blurred, too dark, too bright, of an odd size.

Sharpness is how much a picture's brightness bends for how much it rises: the energy of its second derivative by that
of its first, across and down, by Sobel's filters (both energies are among the focus measures that Pertuz, Puig, Garcia
compare: Analysis of focus measure operators for shape-from-focus, 2013). Neither contrast nor how much there is to
see counts, but the width of the edges: one that is blurred by a Gaussian of σ pixels has 1 / 8σ². The same of the
fourth powers is that of the strongest edges alone: a picture with one sharp edge before a soft ground is not blurred.
Its direction with less decides, so a movement is found as well. A picture is called blurred where its edges are wider
than a pixel of the small picture, and both are far below what is usual in its class. Where pictures differ much among
themselves, as pieces of photographs do, few are called blurred.

Measured with 2 to 10 % of the pictures blurred (Gaussian of 2 to 4 % of the side, disc and movement of like width), 20
drawings of 60 to 200 pictures each, other drawings than it was tuned with but of the same sources: of hands, blood
cells, a film, cell nuclei and drawn shapes 0.92 and more are found, of pieces of photographs 0.94; of single cells of
40 pixels, where 2 % are less than a pixel, 0.56. What is named is blurred (0.99), and in none of these clean sets is a
picture named. Digits drawn with soft edges can hardly be told from blurred ones: a third is found.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sunmao.images.image_files import cv2

MIN_IMAGES = 12  # pictures: among fewer nothing is usual
OWN = 20  # pictures of a class that say what is usual in it; with fewer, the whole set says
MAX_SHARE = 0.2  # of all pictures: what is so common is the style of the set and no fault
SPREAD, BENDING_SPREAD, EDGE_SPREAD = (
    3.0,
    2.5,
    2.0,
)  # standard deviations, by the quarter below the median, that are still usual
BENDING, EDGES = 0.4, 0.5  # of the usual bending, and of that of the strongest edges: what is above is sharp enough
WIDE, WIDE_EDGES = 0.125, 0.18  # bending that a picture with edges wider than a pixel has at most
CONTRAST = 16  # levels: of less contrast nobody can say whether it is sharp
NOISE, ROUNDED, RISE = (
    0.4,
    0.02,
    0.5,
)  # energy of the second derivative that JPEG leaves, at most and least; of the first
EDGE_NOISE, EDGE_RISE = 0.5, 300  # the same of the fourth powers
SMALLEST = 16  # pixels of the shorter side: in less there is nothing fine
DARK, BRIGHT = 70, 215  # levels: nothing in the picture is brighter, or darker
LIGHT, SHADE = 0.3, 0.4  # of the usual light, and of the usual distance to white
ELONGATED = 2.2  # times as long, for its width, as is usual; a phone's picture in a square set is 2.17 at most
SMALLER, SMALL = 4, 96  # times as small as is usual, and pixels of the shorter side


class ImageQuality(NamedTuple):
    """Measurements of one small picture.

    sharpness: the smaller energy of its second derivatives across and down. bending: the smaller ratio of these, less
    noise, to those of the first derivatives. edges: the same of the fourth powers, as a square root. contrast: the gray
    levels between its darkest and its brightest spot. dark, bright: the gray levels, from 0 to 255, that 5 % and 99 %
    of its pixels do not exceed.
    """

    sharpness: float
    bending: float
    edges: float
    contrast: float
    dark: float
    bright: float


def measure_quality(image: np.ndarray) -> ImageQuality:
    """Features that tell whether a picture is sharp and well lit.

    Args:
        image: (H, W, 3) RGB or (H, W) gray, uint8, upright, at most about 128 pixels long.
    """
    gray = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    height, width = gray.shape
    size = max(1, width // 4), max(1, height // 4)
    levels = cv2.resize(gray, size, interpolation=cv2.INTER_AREA).ravel()
    low, high = (int(share * (levels.size - 1)) for share in (0.05, 0.99))
    levels = np.partition(levels, (0, low, high, levels.size - 1))
    dark, bright, contrast = float(levels[low]), float(levels[high]), float(levels[-1]) - float(levels[0])
    if min(height, width) < SMALLEST:
        return ImageQuality(0.0, 0.0, 0.0, 0.0, dark, bright)
    (sharp, bending, edges), down = _measure_derivatives(gray, 1, 0), _measure_derivatives(gray, 0, 1)
    return ImageQuality(min(sharp, down[0]), min(bending, down[1]), min(edges, down[2]), contrast, dark, bright)


def _measure_derivatives(gray: np.ndarray, across: int, down: int) -> tuple[float, float, float]:
    """`sharpness`, `bending` and `edges` of `ImageQuality` in one direction, of (H, W) uint8."""
    # Smoothed across the direction, or noise would bend more than edges do.
    rise = cv2.Sobel(gray, cv2.CV_32F, across, down, ksize=3, scale=0.25)
    bend = cv2.Sobel(gray, cv2.CV_32F, 2 * across, 2 * down, ksize=3, scale=0.25)
    risen, bent = (cv2.norm(each, cv2.NORM_L2SQR) / gray.size for each in (rise, bend))
    risen_most, bent_most = (cv2.norm(cv2.multiply(each, each), cv2.NORM_L2SQR) / gray.size for each in (rise, bend))
    edges = ((bent_most + EDGE_NOISE) / (risen_most + EDGE_RISE)) ** 0.5
    return bent, max(bent - NOISE, ROUNDED) / (risen + RISE), edges


def find_quality_outliers(measured: Sequence[ImageQuality], labels: Sequence[str | None]) -> dict[str, list[int]]:
    """Find pictures that are much darker, brighter or less sharp than the others.

    Args:
        measured: of each picture.
        labels: its class, or None; a class of OWN pictures or more is compared with itself.

    Returns: 'dark_pictures', 'bright_pictures', 'blurred_pictures' → indices, ascending. No picture is in two of them,
    and without those that are named no other one would be.
    """
    count = len(measured)
    if count < MIN_IMAGES:
        return {}
    _, bending, edges, contrast, dark, bright = np.array(measured, np.float64).T
    names = np.array([label or "" for label in labels])
    groups = [np.flatnonzero(names == name) for name in np.unique(names)]
    usable = np.ones(count, bool)
    found = {}
    for key, values, possible in (
        ("dark_pictures", [(np.log(bright + 1), LIGHT, SPREAD)], bright < DARK),
        ("bright_pictures", [(np.log(256 - dark), SHADE, SPREAD)], dark > BRIGHT),
        (
            "blurred_pictures",
            [
                (np.log(bending + 1e-6), BENDING, BENDING_SPREAD),
                (np.log(edges + 1e-6), EDGES, EDGE_SPREAD),
            ],
            (contrast >= CONTRAST) & (bending < WIDE) & (edges < WIDE_EDGES),
        ),
    ):
        named = _find_far_below(values, groups, usable, possible)
        if named.sum() <= MAX_SHARE * count:
            usable &= ~named
            found[key] = [int(each) for each in np.flatnonzero(named)]
    return found


def find_odd_sizes(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """Find pictures that are much longer for their width, or much smaller, than the others; upright or across is the
    same.

    sizes: (width, height) of each. Returns: indices, ascending.
    """
    if len(sizes) < MIN_IMAGES:
        return []
    sides = np.sort(np.array(sizes, np.float64), axis=1)
    longer, length = np.log(sides[:, 1] / sides[:, 0]), np.log(sides.prod(axis=1)) / 2
    everyone, all_of = [np.arange(len(sizes))], np.ones(len(sizes), bool)
    named = _find_far_below([(-longer, 1 / ELONGATED, SPREAD)], everyone, all_of, all_of)
    named |= _find_far_below([(longer, 1 / ELONGATED, SPREAD)], everyone, all_of, all_of)
    named |= _find_far_below([(length, 1 / SMALLER, SPREAD)], everyone, all_of, sides[:, 0] < SMALL)
    return [int(each) for each in np.flatnonzero(named)] if named.sum() <= MAX_SHARE * len(sizes) else []


def _find_far_below(
    values: list[tuple[np.ndarray, float, float]], groups: list[np.ndarray], usable: np.ndarray, possible: np.ndarray
) -> np.ndarray:
    """Find the samples that are far below what is usual in every one of several logarithms: (N,) bool.

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
