"""The pictures that sprites wear: those that come along, files of the project, and pictures that a program holds."""

from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from sunmao.errors import BadValue
from sunmao.images.image_files import read_image_file, to_rgb
from sunmao.stage.sprite_catalog import SPRITES, find_costume, find_sprite

SIDE = 120.0  # steps of the stage: the longer side of a sprite at 100 %
LARGEST = 480  # pixels of the longer side that are kept
_numbers = count(1)


@dataclass(frozen=True, eq=False)
class Costume:
    """One picture. key: its name among all of the program; pixels: (H, W, 4) uint8 RGBA."""

    key: str
    name: str
    pixels: np.ndarray

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in steps of the stage at 100 %."""
        height, width = self.pixels.shape[:2]
        return SIDE * width / max(height, width), SIDE * height / max(height, width)

    def encode(self) -> bytes:
        """A PNG file of it."""
        return cv2.imencode(".png", cv2.cvtColor(self.pixels, cv2.COLOR_RGBA2BGRA))[1].tobytes()


class Wardrobe:
    """The costumes of one sprite and which of them may be worn.

    Args:
        picture: the name of a sprite that comes along, the path of a picture, or (H, W, 3 or 4) uint8 RGB or RGBA.

    Raises:
        BadValue, FileMissing, NotAPicture: there is no such picture.
    """

    def __init__(self, picture: Any) -> None:
        self._builtin = find_sprite(picture) if isinstance(picture, str) else None
        if self._builtin is not None:
            self.name = self._builtin.name
            self.first = _load_builtin(self._builtin.name, self._builtin.costumes[0][0])
        else:
            self.first = load_picture(picture)
            self.name = self.first.name

    def find(self, picture: Any) -> Costume:
        """The costume of that name, or another picture. Raises as `Wardrobe` does."""
        if self._builtin is not None and isinstance(picture, str):
            if (name := find_costume(self._builtin, picture)) is not None:
                return _load_builtin(self._builtin.name, name)
            if not _is_path(picture) and find_sprite(picture) is None:
                raise BadValue(
                    "no_costume", costume=picture, names=", ".join(name for name, _, _ in self._builtin.costumes)
                )
        if isinstance(picture, str) and (sprite := find_sprite(picture)) is not None:
            return _load_builtin(sprite.name, sprite.costumes[0][0])
        return load_picture(picture)


def load_picture(picture: Any) -> Costume:
    """A picture of the child's as a costume; a file is read once. Raises BadValue, FileMissing, NotAPicture."""
    if isinstance(picture, (str, Path)):
        text = str(picture)
        if not _is_path(text):
            raise BadValue("no_sprite", picture=text, names=", ".join(SPRITES))
        return _load_file(text, Path(text).stat().st_mtime_ns if Path(text).is_file() else 0)
    array = np.asarray(picture)
    has_alpha = array.ndim == 3 and array.shape[2] == 4 and array.dtype == np.uint8
    pixels = array.copy() if has_alpha else _add_alpha(to_rgb(picture))
    number = next(_numbers)
    return Costume(f"picture {number}", f"picture {number}", _shrink(pixels))


@cache
def _load_builtin(sprite: str, costume: str) -> Costume:
    pixels = _read_with_alpha(SPRITES[sprite].locate(costume))
    return Costume(f"{sprite}/{costume}", costume, pixels)


@cache
def _load_file(path: str, changed: int) -> Costume:
    """changed: a file that was written anew is another picture."""
    rgb = read_image_file(path)
    pixels = _read_with_alpha(Path(path)) if Path(path).suffix.lower() == ".png" else _add_alpha(rgb)
    return Costume(f"{path}#{changed}", Path(path).stem, _shrink(pixels))


def _read_with_alpha(path: Path) -> np.ndarray:
    read = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)
    if read is None or read.dtype != np.uint8 or read.ndim != 3 or read.shape[2] != 4:
        return _add_alpha(read_image_file(path))
    return cv2.cvtColor(read, cv2.COLOR_BGRA2RGBA)


def _add_alpha(rgb: np.ndarray) -> np.ndarray:
    return np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])


def _shrink(pixels: np.ndarray) -> np.ndarray:
    scale = LARGEST / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def _is_path(text: str) -> bool:
    return "/" in text or "\\" in text or "." in text
