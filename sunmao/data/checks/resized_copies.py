"""The same picture saved twice: in another size or another format, such as one from a page and its small preview.

Pictures of a series taken one after the other are nearly the same, too, and all of them are wanted; they have one size
and one format. So only pictures that differ in one of these are called copies.
"""

import numpy as np

from sunmao.data.checks.connected_components import label_components
from sunmao.data.checks.image_registration import SIDE

FIELDS = 8  # first compared in so many fields across, and down
NEAR = 3.0  # levels, root mean square of the fields
SAME, ALWAYS, SHARE = 6.0, 0.3, 0.12  # levels, mean difference of fingerprints: at most, and by a picture's deviation
BLOCK = 256  # rows that are compared with all at once
MANY = 200_000  # pairs at most: of so many nothing is a copy, all pictures are alike


def find_resized_copies(prints: np.ndarray, kinds: list[tuple]) -> list[list[int]]:
    """Find pictures that are the same but for their size or format.

    Args:
        prints: (N, LENGTH) uint8, as `compute_fingerprint` makes them.
        kinds: of each picture, its size and format.

    Returns: groups of two or more indices, each ascending, in the order of their first.
    """
    if len(set(kinds)) < 2:
        return []
    gray = prints[:, : SIDE * SIDE].reshape(-1, SIDE, SIDE)
    step = SIDE // FIELDS
    fields = gray.reshape(-1, FIELDS, step, FIELDS, step).mean((2, 4)).reshape(len(gray), -1)
    near = _find_near_pairs(fields)
    if len(near) > MANY:
        return []
    pairs = [
        (one, other)
        for one, other in near.tolist()
        if kinds[one] != kinds[other] and _is_same(prints[one], prints[other])
    ]
    if not pairs:
        return []
    edges = np.array(pairs).T
    group = label_components(len(kinds), edges)
    members = [np.flatnonzero(group == each).tolist() for each in np.unique(group[edges[0]])]
    return sorted(members)


def _find_near_pairs(fields: np.ndarray) -> np.ndarray:
    """The pairs of rows that are near each other, (P, 2) int, the first of each below the second, in order; more than
    `MANY` are not all found. fields: (N, F) float.
    """
    squares = (fields**2).sum(1)
    found, count = [np.empty((0, 2), int)], 0
    for start in range(0, len(fields), BLOCK):
        rows = fields[start : start + BLOCK]
        apart = squares[start : start + BLOCK, None] + squares[start:] - 2 * rows @ fields[start:].T
        pairs = np.argwhere(np.triu(apart <= (NEAR * FIELDS) ** 2, 1)) + start
        found.append(pairs)
        if (count := count + len(pairs)) > MANY:
            break
    return np.concatenate(found)


def _is_same(one: np.ndarray, other: np.ndarray) -> bool:
    """Of two fingerprints: gray and color differ by no more than another size and format make."""
    apart = float(np.abs(one.astype(np.int16) - other).mean())
    return apart <= min(SAME, ALWAYS + SHARE * float(one[: SIDE * SIDE].std()))
