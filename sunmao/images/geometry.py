"""Boxes, outlines and masks: one turned into another, and cut off at the edge of the picture.

box: (x1, y1, x2, y2) in pixels. polygon: (x, y, x, y, …) in pixels. rle: (COCO's compressed run-length text, (height,
width)).
mask: (H, W) uint8, 0 or 1. size: (width, height).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


Box = tuple[float, float, float, float]
Rle = tuple[str, tuple[int, int]]
FINEST = 1e-3  # pixels: a thinner box holds nothing that could be learned
MAX_PIXELS = 64_000_000  # as in `pictures`


def to_finite_floats(values: Any, least: int) -> tuple[float, ...] | None:
    """A list of at least `least` finite numbers as floats; None for anything else. A truth value or a text is no
    number.
    """
    if not isinstance(values, (list, tuple)) or len(values) < least:
        return None
    if not {*map(type, values)} <= {int, float}:
        return None
    try:
        found = tuple(map(float, values))
    except OverflowError:
        return None
    return found if all(map(math.isfinite, found)) else None


def clip_box(box: Box, size: tuple[int, int]) -> Box | None:
    """The part of a box that lies in the picture; None where nothing does.

    Example:
        >>> clip_box((-20, -20, 40, 40), (208, 156))
        (0.0, 0.0, 40, 40)
    """
    (x1, y1, x2, y2), (width, height) = box, size
    if x1 < 0 or y1 < 0 or x2 > width or y2 > height:
        x1, y1, x2, y2 = max(x1, 0.0), max(y1, 0.0), min(x2, float(width)), min(y2, float(height))
    return (x1, y1, x2, y2) if x2 - x1 > FINEST and y2 - y1 > FINEST else None


def exceeds_image(box: Box, size: tuple[int, int], by: float = 1.0) -> bool:
    """Whether a box leaves its picture by more than `by` pixels: programs round differently."""
    return box[0] < -by or box[1] < -by or box[2] > size[0] + by or box[3] > size[1] + by


def clip_polygons(polygons: Iterable[Sequence[float]], size: tuple[int, int]) -> tuple[tuple[float, ...], ...]:
    """The outlines as far as they lie in the picture, without those of which nothing is left."""
    return tuple(cut for polygon in polygons if polygon_area(cut := clip_polygon(polygon, size)) > 0)


def clip_polygon(polygon: Sequence[float], size: tuple[int, int]) -> tuple[float, ...]:
    """An outline whose points are moved to the edge where they lie outside."""
    width, height = size
    return tuple(min(max(value, 0.0), float(height if place % 2 else width)) for place, value in enumerate(polygon))


def polygon_area(polygon: Sequence[float]) -> float:
    """The area in an outline, in square pixels.

    Example:
        >>> polygon_area((0, 0, 4, 0, 4, 3, 0, 3))
        12.0
    """
    xs, ys = polygon[0::2], polygon[1::2]
    return abs(sum(xs[place - 1] * y - x * ys[place - 1] for place, (x, y) in enumerate(zip(xs, ys, strict=True)))) / 2


def bounding_box(polygons: Iterable[Sequence[float]]) -> Box:
    """The smallest box around outlines, of which there is at least one.

    Example:
        >>> bounding_box([(1, 2, 5, 2, 3, 7)])
        (1, 2, 5, 7)
    """
    polygons = list(polygons)
    xs = [x for polygon in polygons for x in polygon[0::2]]
    ys = [y for polygon in polygons for y in polygon[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def box_to_polygon(box: Box) -> tuple[float, ...]:
    """A box as an outline of four points."""
    x1, y1, x2, y2 = box
    return x1, y1, x2, y1, x2, y2, x1, y2


def circle_to_polygon(center: tuple[float, float], radius: float, points: int = 32) -> tuple[float, ...]:
    """A circle as an outline."""
    turns = (2 * math.pi * step / points for step in range(points))
    return tuple(
        value for turn in turns for value in (center[0] + radius * math.cos(turn), center[1] + radius * math.sin(turn))
    )


def ellipse_to_polygon(
    center: Sequence[float], radii: Sequence[float], turn: float, points: int = 32
) -> tuple[float, ...]:
    """An ellipse as an outline. center: (x, y); radii: along x and y, before it is turned clockwise by so many radians."""
    circle = circle_to_polygon((0, 0), 1, points)
    upright = [center[place % 2] + radii[place % 2] * value for place, value in enumerate(circle)]
    return rotate_polygon(upright, center, turn)


def rotate_polygon(polygon: Sequence[float], around: Sequence[float], turn: float) -> tuple[float, ...]:
    """An outline turned around a point (x, y), clockwise on the screen, by so many radians.

    Example:
        >>> [round(value) for value in rotate_polygon((2, 0, 4, 0, 4, 1), (0, 0), math.pi / 2)]
        [0, 2, 0, 4, -1, 4]
    """
    cos, sin, (x0, y0) = math.cos(turn), math.sin(turn), around
    return tuple(
        value
        for x, y in zip(polygon[0::2], polygon[1::2], strict=True)
        for value in (x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos)
    )


def decode_run_lengths(text: str) -> list[int] | None:
    """The run lengths in COCO's compressed text, or None where it is broken: pycocotools reads past the end of such a
    text.

    Example:
        >>> decode_run_lengths('!!!not rle'), decode_run_lengths('05')
        (None, [0, 5])
    """
    runs, value, shift, open_ = [], 0, 0, False
    for letter in text:
        bits = ord(letter) - 48
        if not 0 <= bits < 64 or shift > 30:
            return None
        value |= (bits & 0x1F) << shift
        shift += 5
        open_ = bool(bits & 0x20)
        if open_:
            continue
        if bits & 0x10:
            value -= 1 << shift
        if len(runs) > 2:
            value += runs[-2]
        if value < 0:
            return None
        runs.append(value)
        value = shift = 0
    return None if open_ else runs


def validate_rle(counts: Any, size: Any) -> Rle | None:
    """A mask as COCO writes it, compressed text or a list of run lengths; None where it is not a whole mask of its
    size.

    size: (height, width), as in COCO.
    """
    sides = to_finite_floats(size, 2)
    if (
        sides is None
        or len(sides) != 2
        or not 1 <= sides[0] * sides[1] <= MAX_PIXELS
        or min(sides) < 1
        or any(side % 1 for side in sides)
    ):
        return None
    height, width = int(sides[0]), int(sides[1])
    runs = decode_run_lengths(counts) if isinstance(counts, str) else counts
    if (
        not isinstance(runs, list)
        or any(type(run) is not int or run < 0 for run in runs)
        or sum(runs) != height * width
    ):
        return None
    return (counts if isinstance(counts, str) else _encode_run_lengths(runs), (height, width))


def _encode_run_lengths(runs: list[int]) -> str:
    """Run lengths as COCO's compressed text."""
    letters = []
    for place, run in enumerate(runs):
        value, more = run - (runs[place - 2] if place > 2 else 0), True
        while more:
            bits, value = value & 0x1F, value >> 5
            more = value != (-1 if bits & 0x10 else 0)
            letters.append(chr(48 + bits + (0x20 if more else 0)))
    return "".join(letters)


def run_lengths_to_box(runs: Sequence[int], height: int) -> Box | None:
    """The smallest box around a mask by its run lengths, without NumPy; None where it is empty.

    Example:
        >>> run_lengths_to_box([2, 1, 1, 1, 3], 2)
        (1.0, 0.0, 3.0, 1.0)
    """
    place, left, top, right, bottom = 0, -1, height, 0, 0
    for number, run in enumerate(runs):
        if number % 2 and run:
            first, last = divmod(place, height), divmod(place + run - 1, height)
            left, right = first[0] if left < 0 else left, last[0] + 1
            inside = first[0] == last[0]
            top, bottom = min(top, first[1] if inside else 0), max(bottom, last[1] + 1 if inside else height)
        place += run
    return None if left < 0 else (float(left), float(top), float(right), float(bottom))


def compute_box_iou(boxes: Any, others: Any = None) -> "np.ndarray":
    """The intersection over union of each of (N, 4) boxes with each of (M, 4), None: the same ones; (N, M), float32 for
    boxes of float32; 0 where both are empty.

    Example:
        >>> float(compute_box_iou([(0, 0, 2, 2)], [(1, 0, 3, 2)])[0, 0])
        0.3333333333333333
    """
    import numpy as np

    boxes = np.asarray(boxes)
    others = boxes if others is None else np.asarray(others)
    corners, opposite = boxes[:, None, :2], boxes[:, None, 2:]
    shared = np.minimum(opposite, others[:, 2:]) - np.maximum(corners, others[:, :2])
    shared = shared.clip(0).prod(2)
    areas, other_areas = ((each[:, 2:] - each[:, :2]).clip(0).prod(1) for each in (boxes, others))
    union = areas[:, None] + other_areas - shared
    return np.divide(shared, union, out=np.zeros(shared.shape, np.result_type(shared, np.float32)), where=union > 0)


def rle_to_mask(rle: Rle) -> "np.ndarray":
    """The mask of a run-length text that `validate_rle` gave: (H, W) uint8, 0 or 1."""
    import numpy as np

    runs, (height, width) = np.array(decode_run_lengths(rle[0]), np.int64), rle[1]
    mask, ends = np.zeros((height, width), np.uint8), runs.cumsum()
    if len(runs) > 1:
        # Only the box around its pixels is written: most things are small.
        first, last = int(runs[0]) // height, -(-int(ends[len(runs) // 2 * 2 - 1]) // height)
        inside = np.diff(ends.clip(first * height, last * height), prepend=first * height)
        columns = np.repeat(np.arange(len(runs), dtype=np.uint8) & 1, inside).reshape(last - first, height)
        rows = np.flatnonzero(columns.any(axis=0))
        if len(rows):
            mask[rows[0] : rows[-1] + 1, first:last] = columns[:, rows[0] : rows[-1] + 1].T
    return mask


def mask_to_rle(mask: "np.ndarray") -> Rle:
    """A mask, (H, W) of 0 and others, as run lengths."""
    import numpy as np
    from pycocotools import mask as coco

    packed = coco.encode(np.asfortranarray(mask != 0, dtype=np.uint8))
    return packed["counts"].decode("ascii"), (int(mask.shape[0]), int(mask.shape[1]))


def patch_to_rle(mask: "np.ndarray", corner: tuple[int, int], size: tuple[int, int]) -> Rle:
    """A mask, (h, w) of 0 and others, of a part of a picture as run lengths of the whole: quick, also in large
    pictures.

    corner: (x, y) in whole pixels of the part's upper left; size: (width, height) of the picture. What reaches out is
    cut off.

    Example:
        >>> decode_run_lengths(patch_to_rle([[1, 1]], (1, 0), (4, 2))[0])
        [2, 1, 1, 1, 3]
    """
    import numpy as np
    from pycocotools import mask as coco

    mask, (x, y), (width, height) = np.asarray(mask), corner, size
    mask, x, y = mask[max(0, -y) : max(0, height - y), max(0, -x) : max(0, width - x)], max(0, x), max(0, y)
    framed = np.zeros((mask.shape[1], mask.shape[0] + 2), bool)
    framed[:, 1:-1] = (mask != 0).T
    columns, rows = np.divmod(np.flatnonzero(framed.ravel()[1:] != framed.ravel()[:-1]), framed.shape[1])
    edges = (columns + x) * height + rows + y
    # One column may end where the next one begins: there is no edge.
    meet = np.flatnonzero(edges[1:-1:2] == edges[2::2])
    edges = np.delete(edges, np.concatenate([2 * meet + 1, 2 * meet + 2]))
    runs = np.diff(edges, prepend=0, append=height * width).tolist()
    packed = coco.frPyObjects({"counts": runs if runs[-1] else runs[:-1], "size": [height, width]}, height, width)
    return packed["counts"].decode("ascii"), (height, width)


def split_label_mask(values: Any) -> Iterator[tuple]:
    """Every value but 0 in (H, W) whole numbers: (value, run lengths of where it is, box around it, its places down the
    columns).
    """
    import numpy as np

    height, width = values.shape
    flat = values.T.ravel()
    if 0 <= flat.min() and flat.max() < 65536:
        flat = flat.astype(np.uint16)  # sorted in one go over the pixels
    order = np.argsort(flat, kind="stable")
    starts = np.flatnonzero(np.diff(flat[order].astype(np.int64), prepend=-1))
    for places in np.split(order, starts[1:]):
        if (value := int(flat[places[0]])) == 0:
            continue
        breaks = np.flatnonzero(np.diff(places) != 1)
        edges = np.stack([places[np.r_[0, breaks + 1]], places[np.r_[breaks, len(places) - 1]] + 1], 1).ravel()
        runs = np.diff(np.r_[0, edges, height * width]).tolist()
        columns, rows = places // height, places % height
        box = (float(columns[0]), float(rows.min()), float(columns[-1] + 1), float(rows.max() + 1))
        yield value, (_encode_run_lengths(runs if runs[-1] else runs[:-1]), (height, width)), box, places


def rle_to_box(rle: Rle) -> Box | None:
    """The smallest box around a mask; None where it is empty."""
    from pycocotools import mask

    x, y, width, height = mask.toBbox({"counts": rle[0].encode("ascii"), "size": list(rle[1])}).tolist()
    return (x, y, x + width, y + height) if width > 0 and height > 0 else None


def polygons_to_rle(polygons: Iterable[Sequence[float]], size: tuple[int, int]) -> Rle:
    """Outlines, at least one of three points or more, filled as COCO fills them."""
    from pycocotools import mask

    width, height = size
    # pycocotools walks along every edge: one that leads far out would take all memory.
    inside = [list(clip_polygon(polygon, size)) for polygon in polygons]
    packed = mask.merge(mask.frPyObjects(inside, height, width))
    return packed["counts"].decode("ascii"), (height, width)


def rle_to_polygons(rle: Rle) -> tuple[tuple[float, ...], ...]:
    """The outlines of a mask along the edges of its pixels; holes are filled, specks of less than three corners are
    left out.
    """
    import cv2
    import numpy as np

    # Twice as large, so that an outline through the middles of the outermost pixels lies on the edges of the real ones.
    found, _ = cv2.findContours(
        np.kron(rle_to_mask(rle), np.ones((2, 2), np.uint8)), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    outlines = (
        (np.rint(np.squeeze(each, 1) / 2 + 0.01)).astype(float).ravel().tolist() for each in found if len(each) > 2
    )
    return tuple(tuple(outline) for outline in outlines if polygon_area(outline) > 0)


def join_polygons(polygons: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Several outlines as one, joined by lines without width where they are nearest; the area that they enclose stays.

    Example:
        >>> join_polygons([(0, 0, 1, 0, 1, 1), (5, 1, 9, 1, 9, 9)])
        (0, 0, 1, 0, 1, 1, 5, 1, 9, 1, 9, 9, 5, 1, 1, 1)
    """
    import numpy as np

    whole = list(zip(polygons[0][0::2], polygons[0][1::2], strict=True))
    for polygon in polygons[1:]:
        points = list(zip(polygon[0::2], polygon[1::2], strict=True))
        apart = np.abs(np.array(whole)[:, None] - np.array(points)[None]).sum(axis=2)
        here, there = np.unravel_index(apart.argmin(), apart.shape)
        whole = whole[: here + 1] + points[there:] + points[: there + 1] + whole[here:]
    return tuple(value for point in whole for value in point)
