"""Functions of `sunmao.pictures`: load, save, crop, change, draw on pictures. A picture is (H, W, 3) uint8, 0–255, RGB."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np

from sunmao.boards import colors
from sunmao.core.atomic_files import require_writable
from sunmao.core.strict import suggest_nearest
from sunmao.core.validation import require_range
from sunmao.errors import BadValue
from sunmao.images.color_names import COLOR_NAMES, name_pixels
from sunmao.images.image_files import MAX_PIXELS, read_image_file, save_image_file, to_rgb

ENDINGS = (".png", ".jpg", ".jpeg")
EFFECTS = {
    "gray": lambda image: np.repeat(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2),
    "mirror": lambda image: image[:, ::-1],
    "upside_down": lambda image: image[::-1],
    "blur": lambda image: cv2.GaussianBlur(image, (0, 0), max(1.0, max(image.shape[:2]) / 100)),
    "edges": lambda image: np.repeat(cv2.Canny(image, 80, 160)[..., None], 3, axis=2),
    "bright": lambda image: cv2.convertScaleAbs(image, alpha=1.2, beta=20),
    "dark": lambda image: cv2.convertScaleAbs(image, alpha=0.65),
}
SHAPES = ("box", "oval", "line")
GRAYS = {"gray": "#808080", "grey": "#808080", "灰": "#808080", "灰色": "#808080"}  # those of lights are darker


def load_image(path: str | Path) -> np.ndarray:
    """Give the picture in a file: (H, W, 3) uint8, RGB.

    Raises: FileMissing (with the nearest name), NotAPicture (why).
    """
    from sunmao.data.dataset import provide_sample

    return read_image_file(provide_sample(path))


def save_image(image: Any, path: str | Path) -> None:
    """Save a picture as a PNG or JPEG file, by the ending of the path; an older file of this name is replaced.

    Raises: BadValue.
    """
    place = Path(require_writable("path", Path(str(path)).parent), Path(str(path)).name)
    if place.suffix.lower() not in ENDINGS:
        raise BadValue("picture_ending", path=str(path), names=", ".join(ENDINGS))
    save_image_file(place, image)


def new_image(width: float, height: float, color: Any = "white") -> np.ndarray:
    """Make a picture of one color: (height, width, 3) uint8, RGB.

    Example:
        >>> new_image(width=4, height=2, color='red')[0, 0]
        array([255,   0,   0], dtype=uint8)
    """
    width, height = (
        round(require_range(name, value, 1, MAX_PIXELS)) for name, value in (("width", width), ("height", height))
    )
    if width * height > MAX_PIXELS:
        raise BadValue("picture_too_large", width=width, height=height)
    return np.full((height, width, 3), _parse_color(color), np.uint8)


def crop(image: Any, x: float, y: float, width: float, height: float) -> np.ndarray:
    """Give a part of a picture, from (x, y), its left upper corner, on; what reaches over the edge is left out.

    Raises: BadValue when it lies outside.
    """
    image = to_rgb(image)
    x, y, width, height = _to_pixels(x=x, y=y, width=width, height=height)
    part = image[max(0, y) : max(0, y + height), max(0, x) : max(0, x + width)]
    if part.size == 0:
        raise BadValue("outside_picture", x=x, y=y, width=image.shape[1], height=image.shape[0])
    return part.copy()


def change(image: Any, effect: Any) -> np.ndarray:
    """Give a changed copy of a picture: 'gray', 'mirror', 'upside_down', 'blur', 'edges', 'bright' or 'dark'.

    Example:
        >>> change(image=new_image(width=2, height=2, color='#ff0000'), effect='gray')[0, 0]
        array([76, 76, 76], dtype=uint8)
    """
    if effect not in EFFECTS:
        raise BadValue(
            "unknown_effect", value=repr(effect)[:60], names=", ".join(EFFECTS), guess=suggest_nearest(effect, EFFECTS)
        )
    return np.ascontiguousarray(EFFECTS[effect](to_rgb(image)))


def draw_text(image: Any, text: Any, x: float, y: float, color: Any = "red", size: int = 24) -> None:
    """Write on the picture itself, in Chinese too; (x, y) is the left lower corner of the text, size its height in
    pixels.
    """
    from sunmao.images.annotation_drawing import draw_line_of_text

    _require_drawable(image)
    x, y = _to_pixels(x=x, y=y)
    draw_line_of_text(image, str(text), (x, y), round(require_range("size", size, 4, 1000)), _parse_color(color))


def draw_shape(
    image: Any,
    shape: Any,
    x: float,
    y: float,
    width: float,
    height: float,
    color: Any = "red",
    thickness: int = 2,
    fill: bool = False,
) -> None:
    """Draw a 'box', an 'oval' in it or the 'line' across it on the picture itself; (x, y) is its left upper corner."""
    if shape not in SHAPES:
        raise BadValue(
            "unknown_shape", value=repr(shape)[:60], names=", ".join(SHAPES), guess=suggest_nearest(shape, SHAPES)
        )
    _require_drawable(image)
    x, y, width, height = _to_pixels(x=x, y=y, width=width, height=height)
    line = -1 if fill and shape != "line" else round(require_range("thickness", thickness, 1, 1000))
    if shape == "oval":
        middle, size = (x + width // 2, y + height // 2), (abs(width) // 2, abs(height) // 2)
        cv2.ellipse(image, middle, size, 0, 0, 360, _parse_color(color), line, cv2.LINE_AA)
    elif shape == "box":
        cv2.rectangle(image, (x, y), (x + width, y + height), _parse_color(color), line)
    else:
        cv2.line(image, (x, y), (x + width, y + height), _parse_color(color), line, cv2.LINE_AA)


def color_at(image: Any, x: float, y: float) -> str:
    """Say the name of the color at a place: 'red', 'orange', 'yellow', 'green', 'cyan', 'blue', 'purple', 'pink',
    'brown', 'black', 'white' or 'gray'.

    Example:
        >>> color_at(image=new_image(width=2, height=2, color='#f01010'), x=1, y=0)
        'red'
    """
    image = to_rgb(image)
    x, y = _to_pixels(x=x, y=y)
    if not (0 <= x < image.shape[1] and 0 <= y < image.shape[0]):
        raise BadValue("outside_picture", x=x, y=y, width=image.shape[1], height=image.shape[0])
    return list(COLOR_NAMES)[name_pixels(image[y : y + 1, x : x + 1])[0, 0]]


def _parse_color(color: Any) -> tuple[int, int, int]:
    text = color.strip().lower() if isinstance(color, str) else color
    known = GRAYS.get(text, color) if isinstance(text, str) else color
    red, green, blue = (round(255 * part) for part in colors.parse_color(known))
    return red, green, blue


def _to_pixels(**numbers: Any) -> list[int]:
    """Numbers of pixels as whole numbers."""
    return [round(require_range(name, value, -100_000, 100_000)) for name, value in numbers.items()]


def _require_drawable(image: Any) -> None:
    """Raises BadValue for what cannot be drawn on."""
    if not (isinstance(image, np.ndarray) and image.dtype == np.uint8 and image.ndim == 3 and image.shape[2] == 3):
        raise BadValue("not_an_image", shape=getattr(image, "shape", type(image).__name__))
    if not (image.flags.writeable and image.flags.c_contiguous):
        raise BadValue("picture_fixed")
