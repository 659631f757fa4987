"""Laying small grey pictures over each other, moved and stretched a little, to see whether they show the same."""

import numpy as np

SIDE = 32  # pixels of a small picture's side
STEPS = 3
# What may be left over once two pictures lie over each other. Measured on planted copies of photographs, which leave up
# to 0.2
# of their finest detail, and on pictures of a series, which leave 0.5 and more (`python -m benchmarks alike`).
DETAIL = 0.3  # as a share of the finest detail: making a picture smaller changes nothing else
VARIANCE = 0.05  # as a share of all the variance
NOISE = 1.0  # levels², of coding
SPOT = 0.7  # in any field of 4 × 4 pixels, as a share of the standard deviation
BRIGHTER = 4  # levels by which one may be brighter
FARTHEST = 0.25  # of half a side
LINE = ((np.arange(SIDE, dtype=np.float32) + 0.5) / SIDE) * 2 - 1  # places from -1 to 1


def blur(grey: np.ndarray) -> np.ndarray:
    """Small pictures (N, SIDE, SIDE), blurred by one pixel: (N, SIDE, SIDE) float32."""
    wide: np.ndarray = np.pad(grey.astype(np.float32), ((0, 0), (1, 1), (1, 1)), mode="edge")
    wide = (wide[:, :-2] + 2 * wide[:, 1:-1] + wide[:, 2:]) / 4
    return (wide[:, :, :-2] + 2 * wide[:, :, 1:-1] + wide[:, :, 2:]) / 4


def compute_gradients(soft: np.ndarray) -> list[np.ndarray]:
    """How pictures change when they are stretched across, moved across, stretched down, moved down: 4 × (N, SIDE,
    SIDE).
    """
    down, across = (each * (SIDE / 2) for each in np.gradient(soft, axis=(1, 2)))
    return [across * LINE, across, down * LINE[:, None], down]


def match_registered(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Whether small pictures (P, SIDE, SIDE) of two lists show the same, one by one: (P,) bool."""
    soft, other = blur(first), blur(second)
    detail = np.minimum(((first - soft) ** 2).mean((1, 2)), ((second - other) ** 2).mean((1, 2)))
    # Either may be the one that was cut: only that one lies wholly within the other.
    return _match(soft, other, detail) | _match(other, soft, detail)


def _match(still: np.ndarray, moving: np.ndarray, detail: np.ndarray) -> np.ndarray:
    by = np.zeros((len(still), 4), np.float32)
    for _ in range(STEPS):
        there, off, inside, _ = _compute_residual(still, moving, by)
        change = np.stack([each * inside for each in compute_gradients(there)], 1).reshape(len(still), 4, SIDE * SIDE)
        size = change @ change.transpose(0, 2, 1)
        size += 1e-3 * (np.trace(size, axis1=1, axis2=2)[:, None, None] / 4 + 1) * np.eye(4, dtype=np.float32)
        step = np.linalg.solve(size, change @ off.reshape(len(still), SIDE * SIDE, 1))[..., 0]
        by = np.clip(by + np.clip(step, -0.1, 0.1), -FARTHEST, FARTHEST)
    _, off, inside, brighter = _compute_residual(still, moving, by)
    count = np.maximum(inside.sum((1, 2)), 1)
    mean = (still * inside).sum((1, 2)) / count
    variance = (((still - mean[:, None, None]) * inside) ** 2).sum((1, 2)) / count
    left = (off**2).sum((1, 2)) / count
    spots = np.sqrt((off**2).reshape(-1, SIDE // 4, 4, SIDE // 4, 4).mean((2, 4)).max((1, 2)))
    fine = (
        (left <= DETAIL * detail + NOISE)
        & (left <= VARIANCE * variance + NOISE)
        & (spots <= SPOT * np.sqrt(variance) + 2)
    )
    return fine & (np.abs(brighter) <= BRIGHTER) & (count >= SIDE * SIDE / 2)


def _compute_residual(still: np.ndarray, moving: np.ndarray, by: np.ndarray) -> tuple:
    """The moved pictures, what they are off by (less the mean), where they reach (0 or 1), and the mean by which they
    are darker.
    """
    there, inside = _warp(moving, by)
    off = (still - there) * inside
    brighter = off.sum((1, 2)) / np.maximum(inside.sum((1, 2)), 1)
    return there, off - brighter[:, None, None] * inside, inside, brighter


def _warp(pictures: np.ndarray, by: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pictures stretched and moved, by (P, 4) in halves of a side, and where they reach (float32, 0 or 1): (P, SIDE,
    SIDE) each.
    """
    left, part, across = _interpolation_taps(by[:, :1], by[:, 1:2])
    above, share, down = _interpolation_taps(by[:, 2:3], by[:, 3:])
    each = np.arange(len(pictures))[:, None]
    rows = pictures[each, above] * (1 - share[..., None]) + pictures[each, above + 1] * share[..., None]
    columns = np.broadcast_to(left[:, None], rows.shape)
    moved = (
        np.take_along_axis(rows, columns, 2) * (1 - part[:, None])
        + np.take_along_axis(rows, columns + 1, 2) * part[:, None]
    )
    return moved, (down[..., None] & across[:, None]).astype(np.float32)


def _interpolation_taps(stretch: np.ndarray, move: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Along one side: the pixel before each place, how far behind it the place is, and whether it lies in the picture."""
    places = (LINE * (1 + stretch) + move + 1) * (SIDE / 2) - 0.5
    inside = (places >= -0.5) & (places <= SIDE - 0.5)
    places = np.clip(places, 0, SIDE - 1.001)
    before = places.astype(np.intp)
    return before, (places - before).astype(np.float32), inside
