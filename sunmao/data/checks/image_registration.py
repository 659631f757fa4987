"""Laying one small gray picture over another to see whether they show the same.

The inverse compositional algorithm (Baker, Matthews: Lucas-Kanade 20 Years On, 2004) moves, turns and stretches one;
brightness and contrast of either are projected out (Hager, Belhumeur, 1998). OpenCV's `findTransformECC` takes twice
the time and loses four of ten cropped copies of pictures full of small things, such as cells. What counts then is the
fine detail: two pictures of a series agree in the coarse alone.
"""

import numpy as np

from sunmao.images.image_files import cv2

SIDE = 48  # pixels of a small picture's side
# Measured on planted copies of photographs, textures and drawings, nine of ten of which reach 0.97, and on pictures of
# series, which reach 0.9 (`python -m benchmarks data_doctor`).
CORRELATED = 0.9  # least correlation of all, once they lie over each other
LIKELY = 0.8  # and of what is blurred, before the exact look
DETAIL = 0.93  # least correlation of the fine detail
COARSE_DETAIL = 0.99  # and of pictures without fine waves
SPOT = 0.7  # most difference in any field of 6 × 6 pixels, as a share of the standard deviation
FINE = 8  # waves across a picture; of what is drawn in 8 × 8 points, only the coarser ones are its own
# Least share of the fine waves of all: photographs, also those of 32 × 32 points, have 0.012 and more, handwriting of
# 8 × 8 points 0.0009 and less. Moved and stretched a little, one such digit is like the next.
FINE_SHARE = 0.003
NOISE = 0.25  # levels², of coding
BLANK = 2  # levels: a smaller standard deviation shows nothing
BRIGHTER = 1.7  # most contrast of one by that of the other
TURNED = 0.1  # most sine of the angle between them: 6°
STRETCHED = 1.18  # most size of one by that of the other
BENT = 0.07  # most difference of the transform from moving, turning and stretching
SHARED = 0.4  # least share of a picture in which both are
SATURATED = 250  # levels: what a brighter copy lost there cannot be compared
FIELD = 6  # pixels
MARGIN = SIDE // 12  # pixels that a turned copy may have filled with anything
SOFT, BLURRED = 0.8, 2.0  # pixels
STEPS, FIRST_STEPS, STEP = 10, 4, 0.02  # at most, and of what is blurred; pixels: a smaller step changes nothing
DIVERGED = 0.05  # less correlation than before: it runs away
DAMPING = np.float32(0.01)  # of the mean curvature, or a direction without edges would take any step
EDGE = 4  # pixels at which a picture is not compared: a moved one ends there
STILL = np.eye(2, 3, dtype=np.float32)
CENTER = np.array([[1, 0, (SIDE - 1) / 2], [0, 1, (SIDE - 1) / 2], [0, 0, 1]])
INSIDE = np.pad(np.ones((SIDE - 2, SIDE - 2), np.uint8), 1)

_LINE = np.broadcast_to((np.arange(SIDE, dtype=np.float32) + 0.5) / (SIDE / 2) - 1, (SIDE, SIDE))
X, Y = (each[EDGE:-EDGE, EDGE:-EDGE].ravel() for each in (_LINE, _LINE.T))  # places of the pixels that are compared


def has_fine_waves(pictures: np.ndarray) -> np.ndarray:
    """Find the small gray pictures, (N, SIDE, SIDE) uint8, with enough detail to be moved and turned over each other:
    (N,) bool.
    """
    window = np.hanning(SIDE).astype(np.float32)
    waves = np.fft.fftfreq(SIDE, 1 / SIDE)
    fine = np.hypot(waves[:, None], waves) > FINE
    centered = pictures - pictures.mean((1, 2), keepdims=True, dtype=np.float32)
    power = np.abs(np.fft.fft2(centered * np.outer(window, window))) ** 2
    return power[:, fine].sum(1) >= FINE_SHARE * power.sum((1, 2))


def match_registered(one: np.ndarray, other: np.ndarray, coarse: bool = False) -> float | None:
    """Whether small gray pictures, (SIDE, SIDE) uint8, show the same. coarse: they have no fine waves, and are compared
    as they lie.

    Returns: the contrast of the first by that of the second, or None where they show different things.
    """
    gain = _compare(one, other, STILL, COARSE_DETAIL if coarse else DETAIL)
    if gain is not None or coarse:
        return gain
    correlation, warp = _register(one, other)
    return _compare(one, other, warp) if correlation >= CORRELATED and _is_small_change(warp) else None


def _register(one: np.ndarray, other: np.ndarray) -> tuple[float, np.ndarray]:
    """The affine transform, (2, 3) float32, that lays the second picture over the first, and how they correlate
    then.
    """
    # Thin lines that do not touch draw no line over the other: first both are blurred, then they are laid exactly.
    coarse = _descend(one, other, BLURRED, STILL, FIRST_STEPS)
    return _descend(one, other, SOFT, coarse[1]) if coarse[0] >= LIKELY else coarse


def _descend(
    one: np.ndarray, other: np.ndarray, blur: float, start: np.ndarray, steps: int = STEPS
) -> tuple[float, np.ndarray]:
    """As `_register`, from a transform on. blur: of both, in pixels."""
    first = _Registered(one, blur)
    soft = cv2.GaussianBlur(other, (0, 0), blur)
    warp, best = np.vstack([start, (0, 0, 1)]), (-1.0, start)
    for _ in range(steps):
        correlation, step = first.find_step(soft, warp[:2].astype(np.float32))
        if correlation > best[0]:
            best = correlation, warp[:2].astype(np.float32)
        if step is None or correlation < best[0] - DIVERGED:
            break
        warp = warp @ CENTER @ np.linalg.inv(np.eye(3) + step) @ np.linalg.inv(CENTER)
        if np.abs(step[:2] * (SIDE / 2, SIDE / 2, 1)).max() < STEP:
            break
    return best


class _Registered:
    """A small gray picture with what is counted once of it to lay others over it."""

    def __init__(self, one: np.ndarray, blur: float) -> None:
        soft = cv2.GaussianBlur(one, (0, 0), blur)
        across, down = (_cut(cv2.Sobel(soft, cv2.CV_32F, *way, ksize=3, scale=1 / 8)) for way in ((1, 0), (0, 1)))
        pixels = _cut(soft.astype(np.float32))
        self._pixels = pixels - pixels.mean()
        self._power = float(self._pixels @ self._pixels) + 1e-3
        changes = np.stack([across * X, across * Y, across, down * X, down * Y, down])
        changes -= changes.mean(1, keepdims=True)
        self._changes = changes - np.outer(changes @ self._pixels / self._power, self._pixels)
        curvature = self._changes @ self._changes.T
        curvature += (DAMPING * np.trace(curvature) / 6 + np.float32(1e-3)) * np.eye(6, dtype=np.float32)
        self._inverse = np.linalg.inv(curvature)

    def find_step(self, other: np.ndarray, warp: np.ndarray) -> tuple[float, np.ndarray | None]:
        """Correlation with another picture when it is warped, and by which transform, (3, 3) less the identity, it is
        still off, around the center; None where they have nothing in common.
        """
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        there = cv2.warpAffine(other, warp, (SIDE, SIDE), flags=how, borderMode=cv2.BORDER_REPLICATE)
        pixels = _cut(there.astype(np.float32))
        pixels -= pixels.mean()
        both = float(pixels @ self._pixels)
        correlation = both / (self._power * (float(pixels @ pixels) + 1e-3)) ** 0.5
        gain = both / self._power
        if gain < 1 / (2 * BRIGHTER):
            return correlation, None
        step = np.zeros((3, 3))
        step[:2] = (self._inverse @ (self._changes @ pixels) / gain).reshape(2, 3)
        step[:2, :2] /= SIDE / 2  # X and Y go from -1 to 1
        return correlation, step


def _cut(picture: np.ndarray) -> np.ndarray:
    """The pixels that are compared, (n,)."""
    return picture[EDGE:-EDGE, EDGE:-EDGE].ravel()


def _is_small_change(warp: np.ndarray) -> bool:
    """Whether a transform, (2, 3), is a little moving, turning and stretching and hardly anything else."""
    (a, b, _), (c, d, _) = warp.tolist()
    same, turn = (a + d) / 2, (c - b) / 2
    scale = float(np.hypot(same, turn))
    bent = np.hypot((a - d) / 2, (b + c) / 2)
    return 1 / STRETCHED <= scale <= STRETCHED and abs(turn) <= TURNED * scale and same > 0 and bent <= BENT


def _compare(still: np.ndarray, moving: np.ndarray, warp: np.ndarray, least: float = DETAIL) -> float | None:
    """As `match_registered`, of pictures that lie over each other when the second is warped. least: correlation of the
    fine detail.
    """
    there: np.ndarray = moving
    inside: np.ndarray = INSIDE
    if warp is not STILL:
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        there = cv2.warpAffine(moving, warp, (SIDE, SIDE), flags=how, borderMode=cv2.BORDER_REPLICATE)
        inside = cv2.warpAffine(INSIDE, warp, (SIDE, SIDE), flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP)
    seen = _find_comparable(still, there, inside)
    if seen is None:
        return None
    first, second = (_select(each.astype(np.float32), seen) for each in (still, there))
    contrast = float(first @ first)
    if contrast < BLANK**2 * len(first):
        return None
    gain = float(first @ second) / max(float(second @ second), 1.0)
    if not 1 / BRIGHTER <= gain <= BRIGHTER:
        return None
    fine, other = (_select(_keep_detail(each), seen) for each in (still, there))
    detail = float(fine @ fine)
    left = detail - float(fine @ other) ** 2 / max(float(other @ other), 1e-3)
    if left > (1 - least**2) * detail + NOISE * len(fine) or float(fine @ other) < 0:
        return None
    off = np.zeros((SIDE, SIDE), np.float32)
    off[seen] = (first - gain * second) ** 2
    worst = off.reshape(SIDE // FIELD, FIELD, SIDE // FIELD, FIELD).mean((1, 3)).max()
    return gain if worst <= SPOT**2 * contrast / len(first) + 2 else None


def _find_comparable(still: np.ndarray, there: np.ndarray, inside: np.ndarray) -> np.ndarray | None:
    """Find the pixels that can be compared, (SIDE, SIDE) bool; None where these are too few."""
    whole = inside > 0
    whole[:MARGIN] = whole[-MARGIN:] = whole[:, :MARGIN] = whole[:, -MARGIN:] = False
    clear = whole & (still < SATURATED) & (there < SATURATED)
    # Of a drawing on white nothing else would be left.
    seen = clear if clear.sum() >= SHARED * SIDE * SIDE else whole
    return seen if seen.sum() >= SHARED * SIDE * SIDE else None


def _select(picture: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """The pixels that are compared, less their mean: (n,) float32."""
    pixels = picture[seen]
    return pixels - pixels.mean()


def _keep_detail(picture: np.ndarray) -> np.ndarray:
    """Band-pass filtered picture, finer than some three pixels and coarser than the noise: (SIDE, SIDE) float32."""
    soft = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 0.7)
    return soft - cv2.GaussianBlur(soft, (0, 0), 1.5)
