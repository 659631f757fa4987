"""Finding pictures that are nearly the same: resized, encoded anew, mirrored, or with a narrow edge cut off.

Every picture becomes a small grey one (`compute_fingerprint`). Candidates are pictures whose coarse waves correlate
most; of these only pairs go on whose waves differ as if one were moved and stretched a little (tangent distance: Simard
and others, 1993). These are laid over each other and compared pixel by pixel (`image_registration.py`).
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from sunmao.data.checks.image_registration import SIDE, blur, compute_gradients, match_registered
from sunmao.data.images.image_files import MOST_PIXELS, cv2, map_in_threads

TONES = 4  # colors are compared in so many fields across, and down
NEUTRAL = 128  # the color differences of grey
LENGTH = SIDE * SIDE + 2 * TONES * TONES
WAVES = 8  # so many waves across, and down
NEAREST = 16  # candidates a picture, and as many for its mirror image
CORRELATED = 0.8  # least correlation of candidates
MOVED = 0.06  # most of the waves' difference that moving and stretching may leave
COLOR = 4  # most difference of the colors, in levels
TOGETHER = 2048  # pairs compared at once
BLOCK = 256  # pictures whose candidates are looked for at once


def compute_fingerprint(image) -> np.ndarray:
    """The small picture by which a picture is compared.

    Args:
        image: (H, W, 3) RGB or (H, W) grey, uint8, or such a PIL image, upright; a thumbnail of 64 pixels or more does
            as well as the whole picture.

    Returns: (LENGTH,) uint8: SIDE × SIDE grey, then both color differences in TONES × TONES fields.
    """
    small = cv2.resize(np.asarray(image), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    if small.ndim == 2:
        return np.concatenate([small.ravel(), np.full(2 * TONES * TONES, NEUTRAL, np.uint8)])
    grey, red, blue = cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb))
    fields = (cv2.resize(band, (TONES, TONES), interpolation=cv2.INTER_AREA) for band in (blue, red))
    return np.concatenate([each.ravel() for each in (grey, *fields)])


def compute_file_fingerprint(path: Path) -> np.ndarray | None:
    """The fingerprint of a picture's file, decoded no larger than needed; None for what is no picture."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            image.draft("RGB", (4 * SIDE, 4 * SIDE))
            return compute_fingerprint(ImageOps.exif_transpose(image).convert("RGB"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def find_near_duplicates(fingerprints: np.ndarray) -> list[list[int]]:
    """Which pictures are nearly the same.

    Args:
        fingerprints: (N, LENGTH) uint8, as `compute_fingerprint` makes them.

    Returns: groups of two or more indices, each ascending, in the order of their first; what stands alone is not named.
    """
    if len(fingerprints) < 2:
        return []
    different, first, same = np.unique(fingerprints, axis=0, return_index=True, return_inverse=True)
    joined = first[_join_groups(different)[same.ravel()]]
    order = np.argsort(joined, kind="stable")
    found = np.split(order, np.flatnonzero(np.diff(joined[order])) + 1)
    return sorted([int(each) for each in group] for group in found if len(group) > 1)


def find_near_duplicate_files(paths: list[Path], on_picture: Callable[[int], None] | None = None) -> list[list[int]]:
    """Which picture files are nearly the same, as `find_near_duplicates`; what is no picture is like nothing.

    on_picture: called with the number of files that were looked at.
    """
    readable, prints = [], []
    for number, made in enumerate(map_in_threads(compute_file_fingerprint, paths)):
        if on_picture:
            on_picture(number + 1)
        if made is not None:
            readable.append(number)
            prints.append(made)
    return [[readable[each] for each in group] for group in find_near_duplicates(np.stack(prints))] if prints else []


def _join_groups(fingerprints: np.ndarray) -> np.ndarray:
    """For each picture the index of one that stands for its group: (N,) int."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    prints = _FingerprintIndex(fingerprints)
    count = len(fingerprints)
    edges = np.empty((2, 0), np.intp)
    group = np.arange(count)
    for mirrored in (False, True):
        nearest = prints.candidates(mirrored)
        # The most alike first: whoever has been joined by then need not be compared again.
        for others in nearest.T:
            pairs: np.ndarray = np.stack([np.arange(count), others])[:, others >= 0]
            pairs = pairs[:, group[pairs[0]] != group[pairs[1]]]
            if pairs.size:
                edges = np.concatenate([edges, pairs[:, prints.same(pairs[0], pairs[1], mirrored)]], axis=1)
                _, group = connected_components(
                    coo_array((np.ones(edges.shape[1]), edges), (count, count)), directed=False
                )
    return np.unique(group, return_index=True)[1][group]


class _FingerprintIndex:
    """Fingerprints with what is counted of them once.

    waves: (N, W) float32, coarse cosine waves without the mean, weighted as the eye does not: fine ones count more.
    tangents: (N, 4, W), how the waves change when the picture is stretched and moved, across and down.
    """

    def __init__(self, fingerprints: np.ndarray):
        self.grey = fingerprints[:, : SIDE * SIDE].reshape(-1, SIDE, SIDE)
        self.colors = fingerprints[:, SIDE * SIDE :].reshape(-1, 2, TONES, TONES).astype(np.int16)
        parts = [_waves_and_tangents(self.grey[n : n + TOGETHER]) for n in range(0, len(self.grey), TOGETHER)]
        self.waves, self.tangents = (np.concatenate(each) for each in zip(*parts, strict=True))
        self.unit = self.waves / np.maximum(np.linalg.norm(self.waves, axis=1, keepdims=True), 1e-6)
        self.turned = np.tile((-1.0) ** np.arange(WAVES), WAVES).astype(
            np.float32
        )  # a mirror turns the odd waves round

    def candidates(self, mirrored: bool) -> np.ndarray:
        """For each picture the later ones that correlate most, best first: (N, NEAREST) int, -1 where there are fewer."""
        others = self.unit * self.turned if mirrored else self.unit
        found = [self._later(n, others[n:]) for n in range(0, len(self.unit), BLOCK)]
        return np.concatenate(found)

    def _later(self, start: int, others: np.ndarray) -> np.ndarray:
        alike = self.unit[start : start + BLOCK] @ others.T
        alike[np.tril_indices(len(alike), 0, alike.shape[1])] = -1
        many = min(NEAREST, alike.shape[1])
        best = np.argpartition(alike, -many, axis=1)[:, -many:]
        value = np.take_along_axis(alike, best, axis=1)
        order = np.argsort(-value, axis=1)
        best, value = np.take_along_axis(best, order, axis=1), np.take_along_axis(value, order, axis=1)
        chosen = np.full((len(alike), NEAREST), -1, np.intp)
        chosen[:, :many] = np.where(value >= CORRELATED, best + start, -1)
        return chosen

    def same(self, one: np.ndarray, other: np.ndarray, mirrored: bool) -> np.ndarray:
        """Whether pictures of two lists (P,) show the same, the other mirrored where that is asked: (P,) bool."""
        answer = np.zeros(len(one), bool)
        for n in range(0, len(one), TOGETHER):
            near = n + np.flatnonzero(self._is_transformed(one[n : n + TOGETHER], other[n : n + TOGETHER], mirrored))
            first, second = self.grey[one[near]], self.grey[other[near]]
            answer[near] = self._same_colors(one[near], other[near], mirrored)
            answer[near] &= match_registered(first, second[:, :, ::-1] if mirrored else second)
        return answer

    def _is_transformed(self, one: np.ndarray, other: np.ndarray, mirrored: bool) -> np.ndarray:
        """Whether the waves differ as those of a picture that was moved and stretched."""
        waves, tangents = self.waves[other], self.tangents[other]
        if mirrored:
            waves, tangents = waves * self.turned, tangents * self.turned * np.array([[1], [-1], [1], [1]], np.float32)
        apart = waves - self.waves[one]
        middle = (tangents + self.tangents[one]) / 2  # of both: exact up to the third order
        size = middle @ middle.transpose(0, 2, 1)
        size += 1e-3 * (np.trace(size, axis1=1, axis2=2)[:, None, None] + 1e-6) * np.eye(4, dtype=np.float32)
        by = np.linalg.solve(size, middle @ apart[..., None])
        left = apart - (by.transpose(0, 2, 1) @ middle)[:, 0]
        smaller = np.minimum((self.waves[one] ** 2).sum(1), (self.waves[other] ** 2).sum(1))
        return (left**2).sum(1) <= MOVED * smaller

    def _same_colors(self, one: np.ndarray, other: np.ndarray, mirrored: bool) -> np.ndarray:
        second = self.colors[other][..., ::-1] if mirrored else self.colors[other]
        return np.abs(self.colors[one] - second).mean((1, 2, 3)) <= COLOR


def _waves_and_tangents(grey: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    soft = blur(grey)
    places = (np.arange(SIDE, dtype=np.float32) + 0.5) / SIDE
    waves = np.cos(np.pi * np.arange(WAVES, dtype=np.float32)[:, None] * places)
    weight = np.hypot(*np.mgrid[:WAVES, :WAVES]).astype(np.float32) ** 0.5

    def transform_waves(pictures):
        return (waves @ pictures @ waves.T * weight).reshape(len(pictures), -1)

    return transform_waves(soft), np.stack([transform_waves(each) for each in compute_gradients(soft)], axis=1)
