"""Classes that their background gives away: all their pictures were taken in one place, and no others there.

A model learns such a background in place of the thing before it (Xiao, Engstrom, Ilyas, Madry: Noise or Signal: The
Role of Image Backgrounds in Object Recognition, 2021). Compared is the rim of the pictures alone, by its coarse light
and color: a class is named where nearly each of its pictures has several others of its class that are much nearer than
the nearest one of another class. Where the classes were taken in the same places, however alike, this is never so.

Measured on hand signs pasted before pieces of photographs, one class of six before a place of its own, twenty drawings:
the class is named in 18 and no other one in any; before two places of its own it is named in 16. Of hand signs, of cut
out blood cells and of drawn digits no class is named: 0, 12 and 21 of 100 pictures have such neighbors at most, where
80 are wanted.
"""

from collections.abc import Sequence

import numpy as np

from sunmao.data.checks.image_registration import SIDE
from sunmao.data.checks.near_duplicates import NEUTRAL, TONES

MIN_CLASS_IMAGES = 12  # pictures of a class, and of the others: fewer may be alike by chance
MAX_CLASS_IMAGES = 200  # pictures of a class that are compared: more say the same
OWN = 5  # so many of its own class are nearer
FARTHER = 1.5  # times as far as these is the nearest one of another class
ENOUGH = 0.8  # of the pictures of a class
APART = 5  # levels between a class and the others, at least: white paper everywhere gives nothing away
TOLD = 2  # differences of color count as much more than those of light


def find_background_cues(fingerprints: np.ndarray, labels: Sequence[str]) -> list[str]:
    """The classes that the rim of their pictures alone gives away, in order of their names.

    Args:
        fingerprints: (N, LENGTH) uint8, as `compute_fingerprint` makes them.
        labels: the class of each.
    """
    rims, names = compute_rims(fingerprints), np.array(labels)
    places = {name: _pick(np.flatnonzero(names == name)) for name in sorted(set(labels))}
    return [name for name, own in places.items() if _is_given_away(rims, own, _list_others(places, name))]


def compute_rims(fingerprints: np.ndarray) -> np.ndarray:
    """Light and color of the fields around a picture, (N, 12 · 3) float32, in levels; how far two are apart is the
    length of their difference.
    """
    step = SIDE // TONES
    gray = fingerprints[:, : SIDE * SIDE].reshape(-1, TONES, step, TONES, step).mean((2, 4), dtype=np.float32)
    colors = fingerprints[:, SIDE * SIDE :].reshape(-1, 2, TONES, TONES).astype(np.float32) - NEUTRAL
    fields = np.concatenate([gray[:, None], TOLD * colors], axis=1)
    rim = np.ones((TONES, TONES), bool)
    rim[1:-1, 1:-1] = False
    found = fields[:, :, rim].reshape(len(fingerprints), -1)
    return found / np.float32(found.shape[1] ** 0.5)


def _pick(places: np.ndarray) -> np.ndarray:
    """Some of many, evenly drawn from all."""
    return places[np.linspace(0, len(places) - 1, min(len(places), MAX_CLASS_IMAGES)).astype(int)]


def _list_others(places: dict[str, np.ndarray], name: str) -> np.ndarray:
    others = [each for other, each in places.items() if other != name]
    return np.concatenate(others) if others else np.empty(0, int)


def _is_given_away(rims: np.ndarray, own: np.ndarray, others: np.ndarray) -> bool:
    if min(len(own), len(others)) < MIN_CLASS_IMAGES:
        return False
    within, between = (_measure_distances(rims[own], rims[each]) for each in (own, others))
    near = np.partition(within, OWN, axis=1)[:, OWN]  # the nearest one is the picture itself
    told = (between.min(1) > FARTHER * near).mean() >= ENOUGH
    return bool(told and np.median(between) >= APART)


def _measure_distances(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """(n, m) float32."""
    squares = (some**2).sum(1)[:, None] + (others**2).sum(1) - 2 * some @ others.T
    return np.sqrt(np.maximum(squares, 0))
