"""Samples that are nearly the same."""

from collections.abc import Callable

import numpy as np

from sunmao.data.listing import Sample

MAX_COMPARED = 5_000  # samples: each is compared with each
_AT_ONCE = 500


def find_same(items: list[Sample], find_near: Callable[[slice], np.ndarray]) -> tuple[list[Sample], list[Sample]]:
    """(samples that an earlier one of the same class nearly equals, samples that one of another class does). find_near:
    whether each of some samples nearly equals each of all, (some, all) bool.
    """
    labels, places = np.array([item.label for item in items]), np.arange(len(items))
    twice, torn = np.zeros(len(items), bool), np.zeros(len(items), bool)
    for start in range(0, len(items), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        near = find_near(part) & (places != places[part, None])
        same = labels[part, None] == labels
        torn[part] = (near & ~same).any(axis=1)
        twice[part] = np.tril(near & same, start - 1).any(axis=1)
    return [items[place] for place in np.flatnonzero(twice)], [items[place] for place in np.flatnonzero(torn)]


def find_close(items: list[Sample], rows: np.ndarray, least: float) -> tuple[list[Sample], list[Sample]]:
    """As `find_same`, of samples whose rows of numbers are nearer than `least`, a squared distance."""
    squares = np.square(rows).sum(axis=1)
    return find_same(items, lambda part: squares[part, None] + squares - 2 * rows[part] @ rows.T < least)
