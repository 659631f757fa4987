"""Boxes that follow their things from picture to picture: median flow (Kalal, Mikolajczyk and Matas, 2010).

Points in the box are followed there and back (pyramidal Lucas and Kanade); those that come back to where they began say
how the box moves and grows. What no longer looks as it did is lost. OpenCV's own trackers need networks that are
fetched, or (MIL) do not follow a change of size.
"""

from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np

GRID = 10  # points along a side
FEWEST = 6  # points that must come back
BACK = 2.0  # pixels that a point may be off when it comes back, and those above the median do not count
ALIKE = 0.45  # correlation with the picture before, and half of it with the first one
PATCH = 32  # pixels of a side at which looks are compared
WINDOW, PYRAMID = (17, 17), 4  # pixels around a point, and halvings of the picture
LARGEST = 960  # pixels of the longer side: larger pictures are made smaller first

Box = tuple[float, float, float, float]


def follow_boxes(
    images: Iterable[np.ndarray], boxes: Sequence[Sequence[float]]
) -> Iterator[dict[int, tuple[Box, float]]]:
    """Follow things through pictures that were taken one after the other.

    Args:
        images: (H, W, 3) uint8 RGB each, in the order of time; the first is the one that the boxes are of.
        boxes: (x1, y1, x2, y2) in pixels.

    Yields: for each picture but the first, number of the box → (box, 0 to 1: how sure); a thing that is lost once is
    not followed any more.

    Example:
        >>> rng = np.random.default_rng(0)
        >>> image = rng.integers(0, 255, (120, 160, 3), dtype=np.uint8)
        >>> moved = np.roll(image, (3, 5), (0, 1))
        >>> [(box, _)] = next(follow_boxes([image, moved], [(40, 40, 80, 80)])).values()
        >>> [round(side) for side in box]
        [45, 43, 85, 83]
    """
    rest = iter(images)
    try:
        first = _to_gray(next(rest))
    except StopIteration:
        return
    before, scale = first
    looks = {n: _look(before, _scale(box, scale)) for n, box in enumerate(boxes)}
    here = {n: _scale(box, scale) for n, box in enumerate(boxes)}
    for image in rest:
        now, new_scale = _to_gray(image)
        if now.shape != before.shape:
            return
        found = {n: _step(before, now, box, looks[n]) for n, box in here.items()}
        here = {n: each[0] for n, each in found.items() if each is not None}
        yield {n: (_scale(each[0], 1 / new_scale), each[1]) for n, each in found.items() if each is not None}
        before = now


def _to_gray(image: np.ndarray) -> tuple[np.ndarray, float]:
    """The picture in gray, (h, w) uint8, not too large, and by how much it is smaller."""
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    scale = min(1.0, LARGEST / max(gray.shape))
    return (
        (gray, 1.0) if scale == 1 else (cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), scale)
    )


def _scale(box: Sequence[float], by: float) -> Box:
    x1, y1, x2, y2 = (float(side) * by for side in box)
    return x1, y1, x2, y2


def _step(before: np.ndarray, now: np.ndarray, box: Box, first: np.ndarray) -> tuple[Box, float] | None:
    """Place of a box in the next picture, and its confidence; None where the thing is lost."""
    points = _place_points(box, before.shape)
    if len(points) < FEWEST:
        return None
    start = points.copy()  # OpenCV writes where the search begins
    there, seen, _ = cv2.calcOpticalFlowPyrLK(before, now, points, start, winSize=WINDOW, maxLevel=PYRAMID)
    back, seen_back, _ = cv2.calcOpticalFlowPyrLK(now, before, there, there.copy(), winSize=WINDOW, maxLevel=PYRAMID)
    off = np.linalg.norm(back - points, axis=2).ravel()
    good = (seen.ravel() == 1) & (seen_back.ravel() == 1) & (off <= BACK)
    if good.sum() < FEWEST:
        return None
    good &= off <= np.median(off[good]) + 1e-6
    here, end = points[good, 0], there[good, 0]
    moved = np.median(end - here, axis=0)
    grown = _measure_growth(here, end)
    center = np.array([box[0] + box[2], box[1] + box[3]]) / 2 + moved
    half = np.array([box[2] - box[0], box[3] - box[1]]) / 2 * grown
    (left, top), (right, bottom) = (center - half).tolist(), (center + half).tolist()
    new = left, top, right, bottom
    if not _is_inside(new, now.shape):
        return None
    look = _look(now, new)
    near, far = _correlate(_look(before, box), look), _correlate(first, look)
    return (new, float(min(1.0, max(0.0, (near + far) / 2)))) if near >= ALIKE and far >= ALIKE / 2 else None


def _place_points(box: Box, shape: tuple[int, ...]) -> np.ndarray:
    """A grid of points in a box, as far as they lie in the picture, (n, 1, 2) float32."""
    inset = 0.1 * (box[2] - box[0]), 0.1 * (box[3] - box[1])
    xs = np.linspace(box[0] + inset[0], box[2] - inset[0], GRID)
    ys = np.linspace(box[1] + inset[1], box[3] - inset[1], GRID)
    points = np.stack(np.meshgrid(xs, ys), 2).reshape(-1, 1, 2).astype(np.float32)
    inside = (points[..., 0] >= 0) & (points[..., 0] < shape[1]) & (points[..., 1] >= 0) & (points[..., 1] < shape[0])
    return points[inside.ravel()]


def _measure_growth(start: np.ndarray, end: np.ndarray) -> float:
    """By how much points are farther apart than before, the median of all pairs; not more than a tenth at a time."""
    one, other = np.triu_indices(len(start), 1)
    apart = np.linalg.norm(start[one] - start[other], axis=1)
    far = apart > 1
    if not far.any():
        return 1.0
    grown = np.median(np.linalg.norm(end[one] - end[other], axis=1)[far] / apart[far])
    return float(np.clip(grown, 0.9, 1.1))


def _is_inside(box: Box, shape: tuple[int, ...]) -> bool:
    """Whether most of a box lies in the picture and it is no speck."""
    width = min(box[2], shape[1]) - max(box[0], 0)
    height = min(box[3], shape[0]) - max(box[1], 0)
    area = (box[2] - box[0]) * (box[3] - box[1])
    return width > 3 and height > 3 and width * height > 0.4 * area


def _look(gray: np.ndarray, box: Box) -> np.ndarray:
    """Contents of a box, (PATCH, PATCH) float32."""
    center = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    size = max(2, round(box[2] - box[0])), max(2, round(box[3] - box[1]))
    patch = cv2.getRectSubPix(gray, (min(size[0], gray.shape[1]), min(size[1], gray.shape[0])), center)
    return cv2.resize(patch, (PATCH, PATCH), interpolation=cv2.INTER_AREA).astype(np.float32)


def _correlate(one: np.ndarray, other: np.ndarray) -> float:
    """Similarity of two contents of boxes, -1 to 1."""
    one, other = one - one.mean(), other - other.mean()
    power = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / power if power > 1e-6 else 1.0
