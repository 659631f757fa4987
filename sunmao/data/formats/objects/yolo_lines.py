"""Meaning of the numbers in a line of YOLO's labels: it is stated nowhere, so all lines of a data set are held against
each other.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from sunmao.images import geometry

_FARTHEST = 2.0  # shares of the picture: beyond it are pixels
_CLOSE = 0.02  # how far a key point may lie out of its box, in shares
_ENOUGH = 8  # lines that fit a pattern which outlines fit by chance only
_MAX_POINTS = 64  # of an outline that is looked at for crossings


def parse_numbers(line: str) -> list[float] | None:
    """A line's numbers: class, then four or more; None for what is no line of labels.

    Example:
        >>> parse_numbers("0.0 0.5 0.5 0.1 0.2"), parse_numbers("5 dogs on a 10 m beach")
        ([0.0, 0.5, 0.5, 0.1, 0.2], None)
    """
    try:
        numbers = [float(word) for word in line.replace(",", " ").split()]
    except ValueError:
        return None
    fits = len(numbers) > 4 and 0 <= numbers[0] < 1e6 and numbers[0] % 1 == 0
    return numbers if fits else None


def is_finite(numbers: list[float]) -> bool:
    """Whether none of the numbers is infinite or NaN."""
    return all(map(math.isfinite, numbers))


def is_in_shares(numbers: list[float]) -> bool:
    """Whether the numbers behind the class, or behind the number of a track, begin as a box or an outline in shares."""
    return any(
        all(-0.5 <= share <= 1.5 for share in numbers[start : start + 4])
        and (len(numbers) > 6 or min(numbers[start + 2 : start + 4]) > 0)
        for start in ((1, 2) if len(numbers) == 6 else (1,))
    )


class LineLayout:
    """Count of numbers behind the class → their meaning: 'box', 'corners',
    'confidence' (a box and it), 'track' (a box and a number),
    'tracked' (both), 'identity' (a number and a box), 'outline', 'points' (a box and key points of `dims` numbers
    each) or 'odd'.

    rows: the numbers of lines of the data set, many enough to tell. shape: how many key points a thing has and of how
    many numbers each, where a file says so.
    """

    def __init__(self, rows: Iterable[list[float]], shape: tuple[int, int] | None = None) -> None:
        self._shape = shape
        by_count = defaultdict(list)
        for row in rows:
            if is_finite(row):
                by_count[len(row) - 1].append(row)
        self._alone = len(set(by_count) - {4}) == 1
        self._kinds = {count: self._infer(count, found) for count, found in by_count.items()}

    def get(self, numbers: list[float]) -> tuple[str, int]:
        """Meaning of a line's numbers, and the numbers of each key point in it."""
        count = len(numbers) - 1
        if count not in self._kinds:
            self._kinds[count] = self._infer(count, [numbers])
        return self._kinds[count]

    def count_pixels(self, rows: Iterable[list[float]]) -> int:
        """Count of lines that hold pixels instead of shares."""
        return sum(is_pixels(row, self.get(row)[0]) for row in rows if is_finite(row))

    def _infer(self, count: int, rows: list[list[float]]) -> tuple[str, int]:
        if self._shape and count == 4 + self._shape[0] * self._shape[1]:
            return "points", self._shape[1]
        if count == 4:
            return ("corners" if _have_corners(rows) else "box"), 0
        if count == 5:
            return self._infer_sixth(rows), 0
        if count == 6 and all(row[6] % 1 == 0 for row in rows) and any(row[6] > 1 for row in rows):
            return "tracked", 0
        if (count - 4) % 3 == 0 and _have_visibility(rows):
            return "points", 3
        if count % 2 == 0 and not self._shape and self._alone and _have_points(count, rows):
            return "points", 2
        return ("odd" if count % 2 else "outline"), 0

    def _infer_sixth(self, rows: list[list[float]]) -> str:
        """Of five numbers behind the class: is one of them the number of a track?"""
        if all(row[1] % 1 == 0 and is_in_shares([0, *row[2:]]) for row in rows) and any(row[1] > 1 for row in rows):
            return "identity"
        return "track" if all(row[5] % 1 == 0 for row in rows) and any(row[5] > 1 for row in rows) else "confidence"


def is_pixels(numbers: list[float], kind: str) -> bool:
    """Whether places in a line lie so far out of the picture that they are no shares of it."""
    start, end = (2, 6) if kind == "identity" else (1, None if kind == "outline" else 5)
    return max(map(abs, numbers[start:end])) > _FARTHEST


def _have_corners(rows: list[list[float]]) -> bool:
    """Whether boxes are two corners instead of the middle and the size: as such all lie in the picture, as those most
    do not.
    """
    as_corners = all(0 <= x1 < x2 <= 1 and 0 <= y1 < y2 <= 1 for _, x1, y1, x2, y2 in rows)
    out = sum(max(x + w / 2 - 1, y + h / 2 - 1, w / 2 - x, h / 2 - y) > _CLOSE for _, x, y, w, h in rows)
    return as_corners and len(rows) > 1 and 2 * out >= len(rows)


def _have_visibility(rows: list[list[float]]) -> bool:
    """Whether every third number behind the box is 0, 1 or 2, and the others are no outline's."""
    if not all(flag in (0, 1, 2) for row in rows for flag in row[7::3]):
        return False
    return any(flag == 2 for row in rows for flag in row[7::3]) or all(map(partial(_has_points_in_box, dims=3), rows))


def _has_points_in_box(row: list[float], dims: int) -> bool:
    """Whether all points that are there lie in the box that stands before them."""
    x, y, w, h = row[1:5]
    points = zip(row[5::dims], row[6::dims], strict=True)
    return min(w, h) > 0 and all(
        (a == b == 0) or (abs(a - x) <= w / 2 + _CLOSE and abs(b - y) <= h / 2 + _CLOSE) for a, b in points
    )


def _have_points(count: int, rows: list[list[float]]) -> bool:
    """Whether lines of one length are boxes with key points of two numbers: each point lies in its box, and as
    outlines some would cross themselves, or there are too many of them for chance. Four corners are turned boxes.
    """
    if not all(_has_points_in_box(row, 2) for row in rows):
        return False
    return count != 8 and len(rows) >= _ENOUGH or any(map(_crosses_itself, rows))


def _crosses_itself(row: list[float]) -> bool:
    points = list(zip(row[1::2], row[2::2], strict=True))[:_MAX_POINTS]
    edges = list(zip(points, [*points[1:], points[0]], strict=True))
    return any(
        _cross(*edges[one], *edges[other])
        for one in range(len(edges))
        for other in range(one + 2, len(edges) - (one == 0))
    )


def _cross(a: Sequence[float], b: Sequence[float], c: Sequence[float], d: Sequence[float]) -> bool:
    side: Callable = lambda p, q, r: (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])  # noqa: E731
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def make_keypoints(numbers: list[float], dims: int, size: tuple[int, int]) -> dict:
    """The key points of a line as COCO's attributes: x, y in pixels and visibility for each."""
    points = [numbers[place : place + dims] for place in range(5, len(numbers), dims)]
    flat = [
        value
        for x, y, *seen in points
        for value in (round(x * size[0], 3), round(y * size[1], 3), int(seen[0]) if seen else 2)
    ]
    return {"keypoints": flat, "num_keypoints": sum(bool(flag) for flag in flat[2::3])}


def share_to_box(shares: list[float], size: tuple[int, int]) -> geometry.Box:
    """Center, width and height in shares as corners in pixels."""
    x, y, w, h = (share * size[place % 2] for place, share in enumerate(shares))
    return x - w / 2, y - h / 2, x + w / 2, y + h / 2
