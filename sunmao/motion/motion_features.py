"""Features of two seconds of motion: numbers that do not depend on how fast and how hard it was made.

The part that moves is cut out, freed of the earth's pull by its mean, brought to one length and to one strength; of it
come the course along each axis, its spectrum, and how the axes vary together, of which Bao and Intille 2004, "Activity
Recognition from User-Annotated Acceleration Data", show that they tell movements apart.
"""

import numpy as np

from sunmao.motion.windows import WINDOW

LENGTH = 32  # places along the part that moves
SMOOTH = 9  # readings over which power is averaged, some two tenths of a second
SHARE = 0.08  # of the greatest power, from which on it moves
MARGIN = 2.0  # readings kept at both sides of what moves
FLOOR = 0.08  # g: what is hardly more than trembling is not made as strong as a gesture
WAVES = 10  # of a spectrum: swings along the part that moves
COURSE, SPECTRUM = 3 * LENGTH, 3 * WAVES
WIDTH = COURSE + SPECTRUM + 3 + 3 + 3 + 1


def get_kernel() -> np.ndarray:
    """The window by which power is averaged, (9,) float32, together 1."""
    kernel = np.hanning(SMOOTH + 2)[1:-1]
    return (kernel / kernel.sum()).astype(np.float32)


def get_waves() -> tuple[np.ndarray, np.ndarray]:
    """Cosines and sines of 1 to 10 swings along 32 places, each (32, 10) float32."""
    angles = 2 * np.pi * np.outer(np.arange(LENGTH), np.arange(1, WAVES + 1)) / LENGTH
    scale = np.sqrt(2) / LENGTH
    return (scale * np.cos(angles)).astype(np.float32), (scale * np.sin(angles)).astype(np.float32)


def extract_features(windows: np.ndarray) -> np.ndarray:
    """(N, 136) float32 of windows, (N, 100, 3) float32 in g at 50 Hz: the course, 32 places of each axis; its spectrum,
    10 strengths of each axis; each axis's share of the movement, skewness, correlation with the next; how strong it is.
    """
    if not len(windows):
        return np.zeros((0, WIDTH), np.float32)
    return np.stack([_extract(each.astype(np.float32)) for each in windows])


def _extract(window: np.ndarray) -> np.ndarray:
    start, end = find_moving(window)
    places = (start + (end - start) * np.linspace(0, 1, LENGTH, dtype=np.float32)).astype(np.float32)
    low = np.floor(places).astype(int)
    high, share = np.minimum(low + 1, WINDOW - 1), (places - low)[:, None]
    course = window[low] * (1 - share) + window[high] * share
    course = course - course.mean(axis=0)
    strength = np.sqrt(np.square(course).sum(axis=1).mean())
    course = course / np.sqrt(strength**2 + np.float32(FLOOR) ** 2)
    cosines, sines = get_waves()
    spectrum = np.sqrt(np.square(course.T @ cosines) + np.square(course.T @ sines) + 1e-8)
    powers = np.square(course).mean(axis=0)
    deviations = np.sqrt(powers + 1e-4)
    skewness = np.power(course, 3).mean(axis=0) / deviations**3
    turned = course[:, [1, 2, 0]]
    correlations = (course * turned).mean(axis=0) / (deviations * deviations[[1, 2, 0]])
    parts = [course.T.reshape(-1), 3 * spectrum.reshape(-1), deviations, 0.3 * skewness, correlations]
    return np.concatenate([*parts, [strength / (strength + np.float32(FLOOR))]]).astype(np.float32)


def find_moving(window: np.ndarray) -> tuple[float, float]:
    """(where what moves begins, where it ends) in readings. window: (100, 3)."""
    power = np.square(window - window.mean(axis=0)).sum(axis=1)
    border = SMOOTH // 2
    smooth = np.convolve(np.pad(power, border), get_kernel(), "valid")
    moving = np.flatnonzero(smooth >= SHARE * smooth.max())
    return max(0.0, moving[0] - MARGIN), min(float(WINDOW - 1), moving[-1] + MARGIN)
