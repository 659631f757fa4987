"""Photographs for tests: pieces of the two that come with scikit-learn, so that nothing beside the clone is needed."""

import random
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

DULL = 12  # gray levels of deviation: sky, and what is out of focus


@cache
def photographs(side: int = 80) -> tuple[np.ndarray, ...]:
    """Pieces of photographs, (side, side, 3) uint8 RGB, 98 of 80 pixels; no two show the same: none overlap, every
    other is turned.
    """
    folder = (
        Path(find_spec("sklearn").origin).parent / "datasets" / "images"
    )  # without importing it, which takes a second
    cells = [
        image[top : top + side, left : left + side]
        for image in (np.asarray(Image.open(folder / name)) for name in ("china.jpg", "flower.jpg"))
        for top in range(0, image.shape[0] - side + 1, side)
        for left in range(0, image.shape[1] - side + 1, side)
    ]
    textured = [cell for cell in cells if cell.mean(axis=2).std() > DULL]
    return tuple(np.ascontiguousarray(np.rot90(cell, turned)) for cell in textured for turned in (0, 1))


def write_photographs(folder: Path, labels: list[str], each: int, side: int = 80) -> None:
    """`each` photographs into one folder a label, as JPEG: `0/00.jpg` …; all of them differ."""
    pieces = iter(photographs(side))
    for label in labels:
        (folder / label).mkdir(parents=True, exist_ok=True)
        for number in range(each):
            Image.fromarray(next(pieces)).save(folder / label / f"{number:02}.jpg", quality=95)


def write_film(path: Path, scenes: int = 10, each: int = 45) -> Path:
    """A film (MJPEG, 320 × 240) for a camera: so many photographs, `each` frames of each, never quite still. Returns
    its path.
    """
    shaken = random.Random(0)
    with open(path, "wb") as film:
        for piece in photographs(100)[:scenes]:
            # Chromium takes a film's levels for 16 … 235 of 255, which leaves those in the middle as they are.
            still = Image.fromarray(np.uint8(77 + 0.4 * piece)).resize((256, 256), Image.Resampling.BICUBIC)
            for _ in range(each):
                frame = Image.new("RGB", (320, 240), "gray")
                frame.paste(still, (32 + shaken.randint(-3, 3), shaken.randint(-11, -5)))
                frame.save(film, format="JPEG", quality=90)
    return path
