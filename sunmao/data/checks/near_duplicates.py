"""Finding pictures that are nearly the same.

They may be resized, encoded anew, mirrored, brighter or darker, turned by a few degrees, or with an edge cut off. Every
picture becomes a small gray one (`compute_fingerprint`). Candidates are pictures whose coarse waves correlate most; of
these only pairs go on whose waves differ as if one were moved, stretched and turned a little (tangent distance: Simard
and others, 1993). These are laid over each other and compared pixel by pixel (`image_registration.py`).

Measured on seven sets of photographs, textures and drawings, 400 pictures with 500 copies each: nine tenths and more
of every kind of copy are found (of other textures, seven tenths of those with an edge cut off). At the same precision
(0.95) perceptual hashes (pHash, dHash, wavelet, PDQ) find 0.02 to 0.76 of the copies whose edges were cut off; the
rows of EfficientNet-Lite0, compared by their angle, find 0.02 to 1 of the copies turned by 3°, and rank a quarter of
those of drawings behind sixteen other pictures. So neither is used, and nothing here needs PyTorch.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.data.checks.connected_components import label_components
from sunmao.data.checks.image_registration import SIDE, has_fine_waves, match_registered
from sunmao.images.image_files import MAX_PIXELS, cv2, map_in_threads

TONES = 4  # colors are compared in so many fields across, and down
NEUTRAL = 128  # the color differences of gray
LENGTH = SIDE * SIDE + 2 * TONES * TONES
WAVES = 8  # so many waves across, and down
REGISTERED = 4  # of them are registered, and as many mirrored
NEAREST = 32  # candidates a picture, and as many for its mirror image
CORRELATED = 0.5  # least correlation of candidates
MOVED = 0.35  # most of the waves' difference that moving, stretching and turning may leave
MANY, MOVED_OF_MANY = 8000, 0.2  # of so many pictures only the nearer pairs are looked at: it would take minutes
COLOR = 4  # most difference of the colors, in levels
# As a share of how colorful the picture is, where that is more: its fields are other ones when an edge is cut off.
COLOR_SHARE = 0.4
TOGETHER = 2048  # pairs compared at once
AT_ONCE = 16  # pairs that a thread registers before it is asked again
LINE = ((np.arange(SIDE, dtype=np.float32) + 0.5) / SIDE) * 2 - 1  # places from -1 to 1
MIRRORED = np.array([[1], [-1], [1], [1], [-1]], np.float32)  # what a mirror does to the tangents
BLOCK = 256  # pictures whose candidates are looked for at once


def compute_fingerprint(image: Any) -> np.ndarray:
    """The small picture by which a picture is compared.

    Args:
        image: (H, W, 3) RGB or (H, W) gray, uint8, or such a PIL image, upright; a thumbnail of 64 pixels or more does
            as well as the whole picture.

    Returns: (LENGTH,) uint8: SIDE × SIDE gray, then both color differences in TONES × TONES fields.
    """
    small = cv2.resize(np.asarray(image), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    if small.ndim == 2:
        return np.concatenate([small.ravel(), np.full(2 * TONES * TONES, NEUTRAL, np.uint8)])
    gray, red, blue = cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb))
    fields = (cv2.resize(band, (TONES, TONES), interpolation=cv2.INTER_AREA) for band in (blue, red))
    return np.concatenate([each.ravel() for each in (gray, *fields)])


def compute_file_fingerprint(path: Path) -> np.ndarray | None:
    """The fingerprint of a picture's file, decoded no larger than needed; None for what is no picture."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            image.draft("RGB", (4 * SIDE, 4 * SIDE))
            return compute_fingerprint(ImageOps.exif_transpose(image).convert("RGB"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def find_near_duplicates(fingerprints: np.ndarray) -> list[list[int]]:
    """Find pictures that are nearly the same.

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
    """Find picture files that are nearly the same, as `find_near_duplicates`; a file that is no picture is like
    nothing.

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
    prints = _FingerprintIndex(fingerprints)
    count = len(fingerprints)
    edges = np.empty((2, 0), np.intp)
    group = np.arange(count)
    for mirrored in (False, True):
        nearest = prints.closest(mirrored)
        # The most alike first: whoever has been joined by then need not be compared again.
        for others in nearest.T:
            pairs: np.ndarray = np.stack([np.arange(count), others])[:, others >= 0]
            pairs = pairs[:, group[pairs[0]] != group[pairs[1]]]
            if pairs.size:
                edges = np.concatenate([edges, pairs[:, prints.same(pairs[0], pairs[1], mirrored)]], axis=1)
                group = label_components(count, edges)
    return group


class _FingerprintIndex:
    """Fingerprints with what is counted of them once.

    waves: (N, W) float32, coarse cosine waves without the mean, weighted as the eye does not: fine ones count more; of
    length 1, so that brightness and contrast do not count.
    tangents: (N, 5, W), how the waves change when the picture is stretched and moved, across and down, and turned.
    """

    def __init__(self, fingerprints: np.ndarray) -> None:
        self.gray = fingerprints[:, : SIDE * SIDE].reshape(-1, SIDE, SIDE)
        self.colors = fingerprints[:, SIDE * SIDE :].reshape(-1, 2, TONES, TONES).astype(np.int16) - NEUTRAL
        chunks = [self.gray[n : n + TOGETHER] for n in range(0, len(self.gray), TOGETHER)]
        self.fine = np.concatenate([has_fine_waves(each) for each in chunks])
        parts = [_waves_and_tangents(each) for each in chunks]
        self.waves, self.tangents = (np.concatenate(each) for each in zip(*parts, strict=True))
        self.turned = np.tile((-1.0) ** np.arange(WAVES), WAVES).astype(
            np.float32
        )  # a mirror turns the odd waves round

    def candidates(self, mirrored: bool) -> np.ndarray:
        """For each picture the later ones that correlate most, best first: (N, NEAREST) int, -1 where there are fewer."""
        others = self.waves * self.turned if mirrored else self.waves
        found = [self._find_nearest_later(n, others[n:]) for n in range(0, len(self.waves), BLOCK)]
        return np.concatenate(found)

    def _find_nearest_later(self, start: int, others: np.ndarray) -> np.ndarray:
        alike = self.waves[start : start + BLOCK] @ others.T
        alike[np.tril_indices(len(alike), 0, alike.shape[1])] = -1
        many = min(NEAREST, alike.shape[1])
        best = np.argpartition(alike, -many, axis=1)[:, -many:]
        value = np.take_along_axis(alike, best, axis=1)
        order = np.argsort(-value, axis=1)
        best, value = np.take_along_axis(best, order, axis=1), np.take_along_axis(value, order, axis=1)
        chosen = np.full((len(alike), NEAREST), -1, np.intp)
        chosen[:, :many] = np.where(value >= CORRELATED, best + start, -1)
        return chosen

    def closest(self, mirrored: bool) -> np.ndarray:
        """Of the candidates those that differ least but for moving, stretching and turning: (N, REGISTERED) int, -1."""
        others = self.candidates(mirrored)
        one, place = np.nonzero(others >= 0)
        apart = np.full(others.shape, np.inf, np.float32)
        for n in range(0, len(one), TOGETHER):
            part = one[n : n + TOGETHER], place[n : n + TOGETHER]
            apart[part] = self._measure_tangent_distance(part[0], others[part], mirrored)
        order = np.argsort(apart, axis=1)[:, :REGISTERED]
        near = np.take_along_axis(apart, order, axis=1) <= (MOVED if len(others) < MANY else MOVED_OF_MANY)
        return np.where(near, np.take_along_axis(others, order, axis=1), -1)

    def same(self, one: np.ndarray, other: np.ndarray, mirrored: bool) -> np.ndarray:
        """Whether pictures of two lists (P,) show the same, the other mirrored where that is asked: (P,) bool."""
        pairs = zip(one.tolist(), other.tolist(), strict=True)
        return np.array(
            list(map_in_threads(lambda pair: self._is_same(pair[0], pair[1], mirrored), pairs, AT_ONCE)), bool
        )

    def _is_same(self, one: int, other: int, mirrored: bool) -> bool:
        gray, colors = self.gray[other], self.colors[other]
        if mirrored:
            gray, colors = np.ascontiguousarray(gray[:, ::-1]), colors[:, :, ::-1]
        gain = match_registered(self.gray[one], gray, coarse=not (self.fine[one] and self.fine[other]))
        if gain is None:
            return False
        most = max(COLOR * max(gain, 1), COLOR_SHARE * np.abs(self.colors[one]).mean())
        return bool(np.abs(self.colors[one] - gain * colors).mean() <= most)

    def _measure_tangent_distance(self, one: np.ndarray, other: np.ndarray, mirrored: bool) -> np.ndarray:
        """Rest of the waves' difference after moving, stretching and turning, squared: (P,) float32."""
        waves, tangents = self.waves[other], self.tangents[other]
        if mirrored:
            waves, tangents = waves * self.turned, tangents * self.turned * MIRRORED
        apart = waves - self.waves[one]
        middle = (tangents + self.tangents[one]) / 2  # of both: exact up to the third order
        size = middle @ middle.transpose(0, 2, 1)
        size += 1e-3 * (np.trace(size, axis1=1, axis2=2)[:, None, None] + 1e-6) * np.eye(5, dtype=np.float32)
        by = np.linalg.solve(size, middle @ apart[..., None])
        left = apart - (by.transpose(0, 2, 1) @ middle)[:, 0]
        return (left**2).sum(1)


def _waves_and_tangents(gray: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of pictures, (N, SIDE, SIDE) uint8: see `_FingerprintIndex`."""
    soft = _blur(gray)
    waves = np.cos(np.pi * np.arange(WAVES, dtype=np.float32)[:, None] * (LINE + 1) / 2)
    weight = np.hypot(*np.mgrid[:WAVES, :WAVES]).astype(np.float32) ** 0.5

    def transform_waves(pictures: np.ndarray) -> np.ndarray:
        return (waves @ pictures @ waves.T * weight).reshape(len(pictures), -1)

    found = transform_waves(soft)
    length = np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
    tangents = np.stack([transform_waves(each) for each in _compute_gradients(soft)], axis=1)
    return found / length, tangents / length[:, :, None]


def _blur(gray: np.ndarray) -> np.ndarray:
    """Small pictures (N, SIDE, SIDE), blurred by one pixel: (N, SIDE, SIDE) float32."""
    wide: np.ndarray = np.pad(gray.astype(np.float32), ((0, 0), (1, 1), (1, 1)), mode="edge")
    wide = (wide[:, :-2] + 2 * wide[:, 1:-1] + wide[:, 2:]) / 4
    return (wide[:, :, :-2] + 2 * wide[:, :, 1:-1] + wide[:, :, 2:]) / 4


def _compute_gradients(soft: np.ndarray) -> list[np.ndarray]:
    """Changes of pictures that are stretched across, moved across, stretched down, moved down, turned: 5 × (N,
    SIDE, SIDE).
    """
    down, across = (each * (SIDE / 2) for each in np.gradient(soft, axis=(1, 2)))
    return [across * LINE, across, down * LINE[:, None], down, across * LINE[:, None] - down * LINE]
