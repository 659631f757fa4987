"""The names of colors, as people say them: twelve, by hue, and what is dark, bright or gray."""

import numpy as np

# In the order of the numbers that `name_pixels` gives; Chinese and English.
COLOR_NAMES = {
    "red": "红",
    "orange": "橙",
    "yellow": "黄",
    "green": "绿",
    "cyan": "青",
    "blue": "蓝",
    "purple": "紫",
    "pink": "粉",
    "brown": "棕",
    "black": "黑",
    "white": "白",
    "gray": "灰",
}
# The end of each in degrees of hue, and its number.
_ENDS = np.array([15, 40, 70, 160, 200, 260, 290, 340])
_BY_HUE = np.array([0, 1, 2, 3, 4, 5, 6, 7, 0], np.uint8)
_NUMBERS = {name: number for number, name in enumerate(COLOR_NAMES)}


def name_pixels(image: np.ndarray) -> np.ndarray:
    """Find the one of `COLOR_NAMES` that each pixel has, (H, W) uint8. image: (H, W, 3) uint8 RGB.

    Limits: black is what is darker than 50 of 255; gray and white, what has less than a fifth of color. In the shade or
    under a colored lamp a thing has another name, and so it should: it is the picture that is named.

    Example:
        >>> list(COLOR_NAMES)[name_pixels(np.uint8([[[240, 16, 16]]]))[0, 0]]
        'red'
    """
    parts = image.astype(np.float32)
    most, least = parts.max(axis=2), parts.min(axis=2)
    spread = most - least
    gray = spread < 0.2 * most
    red, green, blue = np.moveaxis((parts - least[..., None]) / np.where(spread == 0, 1, spread)[..., None], 2, 0)
    hue = np.select(
        [red == 1, green == 1], [60 * (green - blue) % 360, 60 * (blue - red) + 120], 60 * (red - green) + 240
    )
    names = _BY_HUE[np.searchsorted(_ENDS, hue, side="right")]
    names[(names == _NUMBERS["orange"]) & (most < 180)] = _NUMBERS["brown"]
    names[(names == _NUMBERS["red"]) & (most > 200) & (least > 110)] = _NUMBERS["pink"]
    names[gray] = np.where(least > 200, _NUMBERS["white"], _NUMBERS["gray"])[gray]
    names[most < 50] = _NUMBERS["black"]
    return names
