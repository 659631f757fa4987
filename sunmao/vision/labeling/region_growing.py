"""The region that a click is in: how far it reaches, and where it ends when things touch."""

import cv2
import numpy as np

WINDOWS = (16, 28, 48, 96, 192, 384)  # pixels around a click, the smallest that holds the thing
FINER, COARSE = 2, 256  # times as fine a small window is looked at, and pixels of the longer side of a large one
SEED = 2  # pixels around a click that are surely of the thing
MIN_PIXELS, MAX_SHARE = 9, 0.8  # pixels of a region, and share of the window
AT_EDGE = 0.2  # of its rim may lie at the edge of the window
STRICTER = (0.2, 0.4, 0.6)  # of the way to the thing itself: where a click says that this is too much
NECK = 0.85  # of the largest radius: a narrower place parts two things that touch
MAX_PEAKS = 60  # of a region: more are its roughness
TOUCH = np.ones((3, 3), np.uint8)


def grow_region(image: np.ndarray, inside: list, beside: list) -> np.ndarray | None:
    """Find where the thing at some clicks probably is: what looks like it there, by Otsu's threshold in the smallest
    window that holds all of it.

    Args:
        image: (H, W, 3) uint8 RGB.
        inside, beside: (x, y) of clicks in the thing, and beside it.

    Returns: (H, W) uint8 of 0 and 1; None where it cannot be told from what is around it.
    """
    height, width = image.shape[:2]
    for window in WINDOWS:
        left, top = int(max(0, min(x for x, _ in inside) - window)), int(max(0, min(y for _, y in inside) - window))
        right = int(min(width, max(x for x, _ in inside) + window + 1))
        bottom = int(min(height, max(y for _, y in inside) + window + 1))
        if right - left < 3 or bottom - top < 3:
            return None
        scale = (
            FINER
            if max(right - left, bottom - top) * FINER <= COARSE
            else min(1.0, COARSE / max(right - left, bottom - top))
        )
        part = image[top:bottom, left:right]
        small = cv2.resize(
            part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        )
        places, others = (
            [
                (_clip((y - top) * scale, small.shape[0]), _clip((x - left) * scale, small.shape[1]))
                for x, y in points
                if left <= x < right and top <= y < bottom
            ]
            for points in (inside, beside)
        )
        cut = (left > 0, top > 0, right < width, bottom < height)
        region = _find_region(small, places, others, cut) if places else None
        if region is not None:
            found = np.zeros((height, width), np.uint8)
            whole = cv2.resize(region * 255, part.shape[1::-1], interpolation=cv2.INTER_AREA)
            found[top:bottom, left:right] = whole > 127
            return found if found.any() else None
        if not any(cut):
            break
    return None


def _clip(value: float, side: int) -> int:
    return min(side - 1, max(0, int(value)))


def project_colors(image: np.ndarray, thing: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """Likeness of each pixel to the thing: 0 as the background, 1 as the thing, (h, w) float32.

    thing, ground: (h, w) bool, where it surely is, and where it is not but for others like it: of these pixels the half
    that looks least like the thing counts.
    """
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB).astype(np.float32)
    here, rest = np.median(lab[thing], 0), lab[ground]
    far = np.linalg.norm(rest - here, axis=1)
    away = rest[far >= np.median(far)].mean(0) - here
    return 1 - (lab - here) @ away / max(float(away @ away), 1e-6)


def _find_region(
    small: np.ndarray, inside: list, beside: list, cut: tuple[bool, bool, bool, bool]
) -> np.ndarray | None:
    """Region that looks like the thing around clicks; None where it goes on beyond the window, or is all of it.

    inside, beside: (row, column). cut: whether the picture goes on at the left, top, right and bottom.
    """
    seed = np.zeros(small.shape[:2], bool)
    for y, x in inside:
        seed[max(0, y - SEED) : y + SEED + 1, max(0, x - SEED) : x + SEED + 1] = True
    values = cv2.GaussianBlur(project_colors(small, seed, ~seed), (0, 0), 1)
    steps = (values.clip(0, 1.5) * 170).astype(np.uint8)
    level, _ = cv2.threshold(steps, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for darker in (0, *STRICTER) if beside else (0,):
        piece = _take_piece((steps > level + darker * (170 - level)).astype(np.uint8), inside)
        if piece is None:
            return None
        region = _part_touching(piece, inside)
        if not any(region[place] for place in beside):
            break
    rim = int((region - cv2.erode(region, TOUCH, borderValue=0)).sum())
    sides = (region[:, 0], region[0], region[:, -1], region[-1])
    border = sum(int(side.sum()) for side, cuts in zip(sides, cut, strict=True) if cuts)
    return None if region.sum() < MIN_PIXELS or border > AT_EDGE * rim or region.mean() > MAX_SHARE else region


def _take_piece(near: np.ndarray, places: list) -> np.ndarray | None:
    """The pieces that hold the clicks, their holes filled; None without any."""
    _, pieces = cv2.connectedComponents(near, connectivity=4)
    meant = {int(pieces[place]) for place in places} - {0}
    if not meant:
        return None
    outlines, _ = cv2.findContours(
        np.isin(pieces, list(meant)).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    return cv2.drawContours(np.zeros_like(near), outlines, -1, 1, -1)


def _part_touching(region: np.ndarray, places: list) -> np.ndarray:
    """Of things that touch, those that hold the clicks."""
    basins = find_basins(region)
    meant = {int(basins[place]) for place in places} - {0}
    kept = np.isin(basins, list(meant)).astype(np.uint8)
    return cv2.dilate(kept, TOUCH) & region if meant else region


def find_basins(region: np.ndarray) -> np.ndarray:
    """Divide a region where things touch, by basins of the distance to its edge: the thing of each pixel, (h, w) int32
    from 1 on; 0 beside the region and on the lines between.
    """
    depth = cv2.distanceTransform(np.pad(region, 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    peaks = ((depth == cv2.dilate(depth, np.ones((5, 5), np.uint8))) & (depth > 2)).astype(np.uint8)
    count, markers = cv2.connectedComponents(peaks)
    if count < 3 or count > MAX_PEAKS:
        return region.astype(np.int32)
    markers = _join_peaks(markers, depth, count)
    marked = markers.astype(np.int32)
    marked[region == 0] = count + 1
    steep = (255 - cv2.normalize(depth, np.empty_like(depth), 0, 255, cv2.NORM_MINMAX)).astype(np.uint8)
    basins = cv2.watershed(cv2.cvtColor(steep, cv2.COLOR_GRAY2BGR), marked)
    return np.where((basins > 0) & (basins <= count), basins, 0)


def _join_peaks(markers: np.ndarray, depth: np.ndarray, count: int) -> np.ndarray:
    """Peaks between which the region is nowhere narrow are of one thing: they get the number of the highest."""
    heights = [0.0] + [float(depth[markers == number].max()) for number in range(1, count)]
    places = [(0, 0)] + [np.argwhere(markers == number)[0] for number in range(1, count)]
    owner = list(range(count))
    by_height = sorted(range(1, count), key=lambda number: -heights[number])
    for rank, number in enumerate(by_height[1:], 1):
        _, pieces = cv2.connectedComponents((depth >= NECK * heights[number]).astype(np.uint8))
        here = pieces[tuple(places[number])]
        higher = next((other for other in by_height[:rank] if pieces[tuple(places[other])] == here), number)
        owner[number] = owner[higher]
    return np.array(owner)[markers]
