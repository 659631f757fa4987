"""The outline of a thing from one drag around it, or one click in it: GrabCut (Rother, Kolmogorov and Blake, 2004) on
the part of the picture around it.

GrabCut takes whatever lies outside of the box for background; where other things of the same kind lie close by, it
would learn that the thing is background, too. So pixels outside that look like the thing are first given the color of
the background, and it begins with the region that fills the box. For a click a region is grown by Otsu's threshold;
where things touch, the basin that holds the click is taken (watershed).
"""

from collections.abc import Sequence

import cv2
import numpy as np

from sunmao.errors import BadValue
from sunmao.vision.labeling.region_growing import find_basins, grow_region, project_colors

MARGIN, MIN_MARGIN = 0.25, 6  # of the longer side of a box, and pixels: how much around it is looked at
FINE, COARSE, LARGER = 96, 256, 6  # pixels of the longer side of the part that is looked at; small ones are enlarged
ROUNDS = 2
CORE = 0.39  # of the sides of a box: its middle is of the thing
BAND = 0.02  # of its shorter side: how far the edge may be from where it seems to be at first
LEVELS = tuple(level / 100 for level in range(95, 2, -3))  # from what looks like the thing to what hardly does
SEED = 2  # pixels around a click that are surely of the thing
Box = tuple[float, float, float, float]


def outline_object(
    image: np.ndarray, box: Sequence[float] | None = None, points: Sequence[Sequence[float]] = ()
) -> np.ndarray | None:
    """Find which pixels belong to a thing.

    Args:
        image: (H, W, 3) uint8 RGB.
        box: drawn around the thing, (x1, y1, x2, y2) in pixels; None where clicks alone say which is meant.
        points: (x, y, 1) of clicks in it, (x, y, 0) of clicks beside it.

    Returns: (H, W) uint8 of 0 and 1, or None where nothing can be told from the rest.

    Raises: BadValue without a box and without a click in the thing.

    Example:
        >>> import numpy as np
        >>> image = np.zeros((60, 60, 3), 'uint8')
        >>> image[20:40, 15:45] = 200
        >>> int(outline_object(image, points=[(30, 30, 1)]).sum())
        600
    """
    inside = [(float(x), float(y)) for x, y, kind in points if kind]
    beside = [(float(x), float(y)) for x, y, kind in points if not kind]
    if box is None and not inside:
        raise BadValue("outline_nothing")
    height, width = image.shape[:2]
    grown = None
    if box is None:
        grown = grow_region(image, inside, beside)
        if grown is None:
            return None
        x, y, w, h = cv2.boundingRect(grown)
        box = (x, y, x + w, y + h)
    x1, x2 = sorted(min(max(value, 0.0), float(width)) for value in (box[0], box[2]))
    y1, y2 = sorted(min(max(value, 0.0), float(height)) for value in (box[1], box[3]))
    return None if x2 - x1 < 2 or y2 - y1 < 2 else _cut_out(image, (x1, y1, x2, y2), inside, beside, grown)


def _cut_out(image: np.ndarray, box: Box, inside: list, beside: list, grown: np.ndarray | None) -> np.ndarray | None:
    """GrabCut on the part around a box. grown: what is probably the thing, (H, W) uint8, or None."""
    height, width = image.shape[:2]
    margin = max(MIN_MARGIN, MARGIN * max(box[2] - box[0], box[3] - box[1]))
    left, top = int(max(0, box[0] - margin)), int(max(0, box[1] - margin))
    right, bottom = int(min(width, np.ceil(box[2] + margin))), int(min(height, np.ceil(box[3] + margin)))
    part = image[top:bottom, left:right]
    scale = _choose_scale(max(part.shape[:2]))
    size = max(4, round(part.shape[1] * scale)), max(4, round(part.shape[0] * scale))
    small = cv2.resize(part, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    fx, fy = size[0] / part.shape[1], size[1] / part.shape[0]
    near = tuple((value - start) * by for value, start, by in zip(box, (left, top) * 2, (fx, fy) * 2, strict=True))
    clicks = [((x - left) * fx, (y - top) * fy) for x, y in inside]
    likely = None
    if grown is not None:
        likely = cv2.resize(grown[top:bottom, left:right] * 255, size, interpolation=cv2.INTER_LINEAR) > 127
    marks = _mark_likely(small, near, likely)
    refused = [((x - left) * fx, (y - top) * fy) for x, y in beside]
    for points, kind in ((clicks, cv2.GC_FGD), (refused, cv2.GC_BGD)):
        for x, y in points:
            cv2.circle(marks, (round(x), round(y)), max(1, round(SEED * min(fx, fy))), int(kind), -1)
    found = _select_piece(_run_grab_cut(small, marks), clicks, refused)
    if found is None:
        return None
    mask = np.zeros((height, width), np.uint8)
    smooth = cv2.GaussianBlur(found * 255, (0, 0), max(0.5, scale / 2))
    whole = cv2.resize(smooth, part.shape[1::-1], interpolation=cv2.INTER_AREA if scale > 1 else cv2.INTER_LINEAR)
    mask[top:bottom, left:right] = whole > 127
    return mask if mask.any() else None


def _choose_scale(side: int) -> float:
    return min(LARGER, FINE / side) if side < FINE else min(1.0, COARSE / side)


def _mark_likely(small: np.ndarray, box: Box, likely: np.ndarray | None) -> np.ndarray:
    """Mask that GrabCut starts from; `small` is changed where something outside looks like the thing.

    likely: what was grown from a click, (h, w) bool; None: told by the box alone.
    """
    rows, columns = (np.arange(side) + 0.5 for side in small.shape[:2])
    inner = ((rows >= box[1]) & (rows <= box[3]))[:, None] & ((columns >= box[0]) & (columns <= box[2]))
    core = _draw_ellipse(inner.shape, box, CORE)
    ground = ~inner if not inner.all() else ~core
    values = project_colors(small, core if likely is None else likely, ground)
    if likely is None:
        likely = _fill_box(values, inner, box, core)
    by = max(1, round(BAND * min(box[2] - box[0], box[3] - box[1])))
    grown = cv2.dilate(likely.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1,) * 2)) > 0
    sure = cv2.erode(likely.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1,) * 2)) > 0
    others = (values >= 0.5) & ~grown
    if others.any() and (calm := ~grown & ~others).any():
        small[cv2.dilate(others.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & ~grown] = np.median(
            small[calm], 0
        )
    marks = np.full(inner.shape, cv2.GC_BGD, np.uint8)
    marks[grown] = cv2.GC_PR_BGD
    marks[likely] = cv2.GC_PR_FGD
    marks[sure] = cv2.GC_FGD
    return marks


def _fill_box(values: np.ndarray, inner: np.ndarray, box: Box, core: np.ndarray) -> np.ndarray:
    """The region that fills a box: who draws one means a thing that reaches all of its sides (the tightness prior of
    Lempitsky and others, 2009). Of all that do, the one that looks most like the thing. (h, w) bool.

    values: how much each pixel looks like the thing. inner: the box. core: its middle.
    """
    best, found = 0.0, inner & _draw_ellipse(values.shape, box, 1.0)
    for level in LEVELS:
        alike = ((values >= level) & inner).astype(np.uint8)
        _, pieces, stats, _ = cv2.connectedComponentsWithStats(alike, connectivity=4)
        touched = np.bincount(pieces[core])
        touched[0] = 0
        if not touched.any():
            continue
        number = int(touched.argmax())
        filled = stats[number, cv2.CC_STAT_WIDTH] * stats[number, cv2.CC_STAT_HEIGHT]
        if filled > best:
            best, found = filled, pieces == number
    outlines, _ = cv2.findContours(found.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros(values.shape, np.uint8), outlines, -1, 1, -1) > 0


def _draw_ellipse(shape: tuple[int, int], box: Box, share: float) -> np.ndarray:
    """The ellipse in the middle of a box, of so much of its sides, (h, w) bool."""
    rows, columns = (np.arange(side) + 0.5 for side in shape)
    down = (rows - (box[1] + box[3]) / 2) / max(1.0, share * (box[3] - box[1]) / 2)
    across = (columns - (box[0] + box[2]) / 2) / max(1.0, share * (box[2] - box[0]) / 2)
    return down[:, None] ** 2 + across**2 <= 1


def _run_grab_cut(small: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Find the pixels of the thing, (h, w) uint8 of 0 and 1."""
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(0)
    try:
        cv2.grabCut(np.ascontiguousarray(small[..., ::-1]), marks, (0, 0, 0, 0), *models, ROUNDS, cv2.GC_INIT_WITH_MASK)
    except cv2.error:  # too few pixels on one side for its mixtures of colors
        pass
    return (marks % 2).astype(np.uint8)


def _select_piece(found: np.ndarray, inside: list, beside: list) -> np.ndarray | None:
    """Of several pieces those that were clicked at, else the largest one; holes are filled, and things that touch are
    parted where one of them was refused.
    """
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=4)
    if count < 2:
        return None
    meant = {int(pieces[place]) for place in _find_places(inside, found.shape)} - {0}
    meant = meant or {1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())}
    kept = np.isin(pieces, list(meant)).astype(np.uint8)
    outlines, _ = cv2.findContours(kept, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = cv2.drawContours(np.zeros_like(kept), outlines, -1, 1, -1)
    places = [place for place in _find_places(beside, found.shape) if whole[place]]
    if not places:
        return whole
    basins = find_basins(whole)
    wanted = {int(basins[place]) for place in _find_places(inside, found.shape)}
    refused = {int(basins[place]) for place in places} - {0} - wanted
    rest = (whole > 0) & ~np.isin(basins, list(refused)) & (basins > 0)
    return rest.astype(np.uint8) if rest.any() else kept


def _find_places(points: list, shape: tuple[int, ...]) -> list[tuple[int, int]]:
    """Points, (x, y), as (row, column) in an image of this shape."""
    return [(min(shape[0] - 1, max(0, int(y))), min(shape[1] - 1, max(0, int(x)))) for x, y in points]
