"""Heat maps: how much each pixel of a picture speaks for an answer; their region, their drawing, what covering does."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from sunmao.images.annotation_drawing import enlarge_pixels
from sunmao.models.preprocessing import LetterboxResize, Resize

REGION = 0.62  # share of the maximum from which a pixel belongs to the region
# Perceptually uniform, and also for the color-blind: brighter is always more.
COLORS = cv2.COLORMAP_INFERNO
OPACITY = 0.5  # of the colors on the picture
BLUR = 0.12  # share of the picture's longer side that is the standard deviation of the blur
FILLS = ("color", "blur")


@dataclass(frozen=True)
class HeatMap:
    """Weight of each pixel of a picture for a label.

    values: (H, W) float32, 0 to 1, of the size of the picture itself, whatever the network has seen of it.
    method: 'grad_cam', 'cam', 'eigen_cam' or 'occlusion'. label: what is explained; confidence: how sure the model is
    of it, 0 to 1. focus: the box, x1, y1, x2, y2 in whole pixels, in which its region is looked for; None: anywhere.
    """

    values: np.ndarray
    method: str
    label: str
    confidence: float
    focus: tuple[int, int, int, int] | None = None

    def resize(self, height: int, width: int) -> "HeatMap":
        """The same of the picture in another size."""
        values = cv2.resize(self.values, (width, height), interpolation=cv2.INTER_LINEAR)
        x, y = width / self.values.shape[1], height / self.values.shape[0]
        focus = None
        if self.focus is not None:
            left, top, right, bottom = self.focus
            focus = int(left * x), int(top * y), round(right * x), round(bottom * y)
        return replace(self, values=values, focus=focus)


def normalize_map(values: np.ndarray) -> np.ndarray:
    """Any map, (h, w) float, as float32 from 0 (its minimum) to 1 (its maximum); all 0 where it is the same everywhere.

    Example:
        >>> normalize_map(np.array([[2.0, 4.0, 6.0]])).tolist()
        [[0.0, 0.5, 1.0]]
    """
    values = np.nan_to_num(np.asarray(values, np.float64))
    values = values - values.min()
    most = values.max()
    return (values / most if most > 0 else values).astype(np.float32)


def resize_map(values: np.ndarray, height: int, width: int) -> np.ndarray:
    """A map, (h, w) float, enlarged linearly and normalized: (height, width) float32, 0 to 1."""
    values = np.asarray(values, np.float64)
    return normalize_map(cv2.resize(values, (width, height), interpolation=cv2.INTER_LINEAR))


def restore_geometry(values: np.ndarray, geometry: Resize | LetterboxResize, height: int, width: int) -> np.ndarray:
    """A map of a prepared picture as a map of the picture itself: resizing and cropping are undone.

    Args:
        values: (h, w) float, 0 to 1, of all that the network has seen, in any resolution.
        geometry: how the picture was prepared.
        height, width: of the picture.

    Returns: (height, width) float32, 0 to 1; 0 where nothing was seen.
    """
    low, high = _find_seen_share(geometry)
    rows, columns = values.shape
    # A pixel's middle is at its number plus a half, in both pictures.
    scale_x, scale_y = columns / (width * (high - low)), rows / (height * (high - low))
    shift_x, shift_y = (0.5 - low * width) * scale_x - 0.5, (0.5 - low * height) * scale_y - 0.5
    matrix = np.array([[scale_x, 0, shift_x], [0, scale_y, shift_y]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    placed = cv2.warpAffine(
        values.astype(np.float32), matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    for share, line in zip(_list_pixel_shares(height, width), (placed, placed.T), strict=True):
        line[(share < low) | (share > high)] = 0
    most = placed.max()
    return placed / most if most > 0 else placed


def find_region(heat_map: HeatMap, share: float = REGION) -> np.ndarray:
    """Region where the model looked: the largest connected region of at least this share of the maximum, (H, W) bool;
    in the focus of the map, and of the maximum there.

    Empty where the map is 0 everywhere.
    """
    values = heat_map.values
    if heat_map.focus is not None:
        left, top, right, bottom = heat_map.focus
        values = np.zeros_like(heat_map.values)
        values[top:bottom, left:right] = heat_map.values[top:bottom, left:right]
    most = values.max()
    if most <= 0:
        return np.zeros(values.shape, bool)
    mask = (values >= share * most).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return labels == 1 + stats[1:, cv2.CC_STAT_AREA].argmax()


def find_outline(region: np.ndarray) -> np.ndarray:
    """The outer edge of a region, (H, W) bool, that is connected: (n, 2) int32, x and y; n is 0 where it is empty."""
    contours, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return max(contours, key=len)[:, 0] if contours else np.zeros((0, 2), np.int32)


def find_circle(region: np.ndarray) -> tuple[float, float, float] | None:
    """The smallest circle around a region, (H, W) bool: x and y of its center and its radius, in pixels; None where it
    is empty.
    """
    outline = find_outline(region)
    if not len(outline):
        return None
    (x, y), radius = cv2.minEnclosingCircle(outline)
    return x, y, radius


def draw_heat_map(image: np.ndarray, heat_map: HeatMap, ring: bool = True) -> np.ndarray:
    """The picture with its heat map in colors and a white ring around the region.

    Args:
        image: (H, W, 3) uint8, RGB.
        heat_map: of this picture.
        ring: whether there is one.

    Returns: (H, W, 3) uint8, RGB; pictures below 128 pixels are enlarged by a whole number, as everywhere.
    """
    image = enlarge_pixels(image)
    height, width = image.shape[:2]
    scaled = heat_map.resize(height, width)
    levels = (scaled.values * 255).round().astype(np.uint8)
    colors = cv2.cvtColor(cv2.applyColorMap(levels, COLORS), cv2.COLOR_BGR2RGB)
    drawn = cv2.addWeighted(image, 1 - OPACITY, colors, OPACITY, 0)
    region = find_region(scaled)
    outline, thickness = find_outline(region), max(2, max(height, width) // 160)
    if ring and len(outline):
        # A dark edge, so that the ring is seen on white paper too.
        for color, line in ((0, thickness + 2), (255, thickness)):
            cv2.polylines(drawn, [outline], True, (color,) * 3, line, cv2.LINE_AA)
    return drawn


def cover_region(image: np.ndarray, heat_map: HeatMap, fill: str = "color") -> np.ndarray:
    """The picture without what the model looked at: its region gives way to the mean color of the rest, or to a blur.

    Args:
        image: (H, W, 3) uint8, RGB; it stays as it is.
        heat_map: of this picture.
        fill: 'color' or 'blur'.

    Returns: (H, W, 3) uint8, RGB.
    """
    region, covered = find_region(heat_map), image.copy()
    if fill == "blur":
        blurred = cv2.GaussianBlur(image, (0, 0), max(1.0, BLUR * max(image.shape[:2])))
        covered[region] = blurred[region]
    else:
        covered[region] = get_mean_color(image if region.all() else image[~region])
    return covered


def get_mean_color(pixels: np.ndarray) -> np.ndarray:
    """The mean of pixels, (..., 3) uint8, as (3,) uint8."""
    return pixels.reshape(-1, 3).mean(0).round().astype(np.uint8)


def _find_seen_share(geometry: Resize | LetterboxResize) -> tuple[float, float]:
    """From which share of the picture's sides to which the network sees it."""
    if isinstance(geometry, LetterboxResize):
        return 0.0, 1.0
    edge = (geometry.resize - geometry.crop) // 2
    return edge / geometry.resize, (edge + geometry.crop) / geometry.resize


def _list_pixel_shares(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Middles of rows and columns, as shares of the sides."""
    return (np.arange(height) + 0.5) / height, (np.arange(width) + 0.5) / width
